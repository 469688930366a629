import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Passes on what `source` yields, at most once every `pauseMs`: what comes faster is skipped, except for the last,
 * which always arrives, and at once. What `source` throws is thrown at the end. Ends early when `signal` aborts.
 */
export async function* latestOf<T>(
  source: AsyncIterable<T>,
  pauseMs: number,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  let latest: { value: T } | undefined;
  let arrival = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  let ended = signal.aborted;
  const finish = () => {
    ended = true;
    arrival.resolve();
    end.resolve();
  };
  signal.addEventListener('abort', finish, { once: true });
  const reading = (async () => {
    for await (const value of source) {
      latest = { value };
      arrival.resolve();
    }
  })().finally(finish);
  reading.catch(() => undefined);

  try {
    while (!signal.aborted && (!ended || latest)) {
      await arrival.promise;
      if (!ended) arrival = Promise.withResolvers<void>();
      if (!latest) continue;
      const { value } = latest;
      latest = undefined;
      yield value;
      if (!ended) await Promise.race([end.promise, sleep(pauseMs, undefined, { ref: false })]);
    }
    if (!signal.aborted) await reading;
  } finally {
    signal.removeEventListener('abort', finish);
  }
}
