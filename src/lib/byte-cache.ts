/** Values that are costly to make, or are being made, by name. */
export interface ByteCache<Value> {
  get(key: string): Promise<Value> | undefined;
  /** Keeps what comes of it; a failure is forgotten. */
  set(key: string, value: Promise<Value>): void;
  forget(key: string): void;
}

interface Kept<Value> {
  value: Promise<Value>;
  /** 0 until it is made. */
  bytes: number;
}

/** Keeps values of `limit` bytes in all; where there are more, those go that nobody has asked for the longest. */
export function createByteCache<Value>(limit: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const kept = new Map<string, Kept<Value>>();
  let total = 0;

  function forget(key: string): void {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  return {
    forget,
    get: (key) => {
      const known = kept.get(key);
      if (!known) return undefined;
      kept.delete(key);
      kept.set(key, known);
      return known.value;
    },
    set: (key, value) => {
      forget(key);
      const entry = { value, bytes: 0 };
      kept.set(key, entry);
      value.then(
        (made) => {
          if (kept.get(key) !== entry) return;
          entry.bytes = sizeOf(made);
          total += entry.bytes;
          for (const oldest of kept.keys()) {
            if (total <= limit) break;
            forget(oldest);
          }
        },
        () => {
          if (kept.get(key) === entry) forget(key);
        },
      );
    },
  };
}
