/** Lets what concerns one thing happen in the order in which it came. */
export interface Turns {
  take<Result>(key: string, action: () => Promise<Result>): Promise<Result>;
}

/**
 * @param atOnce how many actions, of whatever they concern, are under way at a time: who comes with something else does
 * not wait behind all of them
 */
export function createTurns(atOnce: number): Turns {
  const last = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  const begin = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
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
