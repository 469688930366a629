import type { Executable } from '#tensor/device.ts';
import type { Numbers } from '#tensor/program.ts';

/** Batch sizes that programs are compiled for. A picture's bytes do not depend on the batch it was painted in. */
const buckets = [1, 4, 16];

/** A program that is loaded for a few batch sizes, each when it is first needed. */
export interface Batches {
  /**
   * What comes out for each of `count` rows under the name `output`: `write` puts rows `start` up to `end` into the inputs
   * of a batch of `size`, the rest of which is of no matter.
   */
  run(
    count: number,
    output: string,
    write: (start: number, end: number, size: number) => Record<string, Numbers>,
  ): Promise<Numbers[]>;
  /** The program for batches of `size`. */
  open(size: number): Promise<Executable>;
  release(): Promise<void>;
}

export function openBatches(load: (size: number) => Promise<Executable>): Batches {
  const loaded = new Map<number, Promise<Executable>>();

  function open(size: number): Promise<Executable> {
    const known = loaded.get(size) ?? load(size);
    loaded.set(size, known);
    known.catch(() => loaded.delete(size));
    return known;
  }

  return {
    open,
    run: async (count, output, write) => {
      const rows: Numbers[] = [];
      for (const [start, end, size] of cut(count)) {
        const inputs = write(start, end, size);
        const results = (await (await open(size)).run(inputs))[output]!;
        const length = results.length / size;
        for (let row = 0; row < end - start; row++) rows.push(results.subarray(row * length, (row + 1) * length));
      }
      return rows;
    },
    release: async () => {
      for (const program of loaded.values()) await (await program.catch(() => undefined))?.release();
    },
  };
}

/** So many rows as batches: from which row, up to which, and in what bucket. */
export function* cut(count: number): Generator<[start: number, end: number, size: number]> {
  for (let start = 0; start < count; ) {
    const size = bucketFor(count - start);
    const end = Math.min(count, start + size);
    yield [start, end, size];
    start = end;
  }
}

/** The batch for the next of so many rows: the smallest that they nearly fill, else the largest that they fill. */
function bucketFor(count: number): number {
  const nearlyFilled = buckets.find((bucket) => bucket >= count && count >= 0.75 * bucket);
  return nearlyFilled ?? buckets.findLast((bucket) => bucket <= count)!;
}

/** Rows of `length` numbers each one behind the other, in an array for `size` of them. */
export function lineUp(rows: readonly ArrayLike<number>[], length: number, size: number): Float32Array {
  const all = new Float32Array(size * length);
  for (const [row, numbers] of rows.entries()) all.set(numbers, row * length);
  return all;
}
