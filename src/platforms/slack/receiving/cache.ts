const keptMs = 5 * 60_000;
const keptAtMost = 10_000;

/** Remembers answers for five minutes, and who asks for one that is on its way waits for it; failures only for as long as they take. */
export function createCache<Value>() {
  const kept = new Map<string, { value: Promise<Value>; until: number }>();
  return {
    get(key: string, ask: () => Promise<Value>): Promise<Value> {
      const known = kept.get(key);
      if (known && known.until > Date.now()) return known.value;
      if (kept.size >= keptAtMost) kept.clear();
      const value = ask();
      kept.set(key, { value, until: Date.now() + keptMs });
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}
