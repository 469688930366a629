/** What was remembered last, up to so many things; the oldest is forgotten first. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): Value;
  forget(key: string): void;
  /** The newest first. */
  entries(): [string, Value][];
}

export function createRecent<Value>(most: number): Recent<Value> {
  const map = new Map<string, Value>();
  return {
    get: (key) => map.get(key),
    forget: (key) => void map.delete(key),
    set(key, value) {
      map.delete(key);
      map.set(key, value);
      if (map.size > most) map.delete(map.keys().next().value!);
      return value;
    },
    entries: () => [...map].reverse(),
  };
}
