import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Passes on what `source` yields, at most once every `pauseMs`: what comes faster is skipped, except for the last,
 * which always arrives, and at once. What `source` throws is thrown at the end.
 */
export async function* latestOf<T>(source: AsyncIterable<T>, pauseMs: number): AsyncGenerator<T> {
  let latest: { value: T } | undefined;
  let arrival = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  let ended = false;
  const reading = (async () => {
    try {
      for await (const value of source) {
        latest = { value };
        arrival.resolve();
      }
    } finally {
      ended = true;
      arrival.resolve();
      end.resolve();
    }
  })();
  reading.catch(() => undefined);

  while (!ended || latest) {
    await arrival.promise;
    if (!ended) arrival = Promise.withResolvers<void>();
    if (!latest) continue;
    const { value } = latest;
    latest = undefined;
    yield value;
    if (!ended) await Promise.race([end.promise, sleep(pauseMs, undefined, { ref: false })]);
  }
  await reading;
}
