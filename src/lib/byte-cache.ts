import { LRUCache } from 'lru-cache';

/** Values that are costly to make, or are being made, by name. */
export interface ByteCache<Value> {
  get(key: string): Promise<Value> | undefined;
  /** Keeps what comes of it; a failure is forgotten. */
  set(key: string, value: Promise<Value>): void;
  forget(key: string): void;
}

/** Keeps values of `limit` bytes in all; where there are more, those go that nobody has asked for the longest. */
export function createByteCache<Value>(limit: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const kept = new LRUCache<string, Promise<Value>>({ maxSize: limit });
  return {
    get: (key) => kept.get(key),
    forget: (key) => void kept.delete(key),
    set: (key, value) => {
      const isKept = () => kept.peek(key) === value;
      kept.set(key, value, { size: 1 });
      value.then(
        (made) => {
          if (!isKept()) return;
          // A value that is set again keeps the size that it had.
          kept.delete(key);
          kept.set(key, value, { size: Math.max(1, sizeOf(made)) });
        },
        () => {
          if (isKept()) kept.delete(key);
        },
      );
    },
  };
}
