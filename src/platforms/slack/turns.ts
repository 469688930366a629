/** Lets what concerns one thing happen in the order in which it came. */
export interface Turns {
  take<Result>(key: string, action: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, action) {
      const turn = (last.get(key) ?? Promise.resolve()).then(action);
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
