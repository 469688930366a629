/** Lets what concerns one thing happen in the order in which it came. */
export interface Turns {
  take<Result>(key: string, action: () => Promise<Result>): Promise<Result>;
}

/**
 * @param atOnce how many actions, of whatever they concern, are under way at a time: who comes with something else does
 * not wait behind all of them
 * @param closing once it aborts no action begins any more: `take` throws its reason
 */
export function createTurns(atOnce = Number.POSITIVE_INFINITY, closing?: AbortSignal): Turns {
  const last = new Map<string, Promise<unknown>>();
  const waiting: PromiseWithResolvers<void>[] = [];
  let free = atOnce;
  closing?.addEventListener('abort', () => {
    for (const { reject } of waiting.splice(0)) reject(closing.reason);
  });

  const begin = async (): Promise<void> => {
    closing?.throwIfAborted();
    if (free > 0) {
      free--;
      return;
    }
    const turn = Promise.withResolvers<void>();
    waiting.push(turn);
    await turn.promise;
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next) next.resolve();
    else free++;
  };

  return {
    take(key, action) {
      const turn = (last.get(key) ?? Promise.resolve()).then(async () => {
        await begin();
        return action().finally(end);
      });
      const settled = turn
        .catch(() => undefined)
        .then(() => {
          if (last.get(key) === settled) last.delete(key);
        });
      last.set(key, settled);
      return turn;
    },
  };
}
