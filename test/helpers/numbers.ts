import type { Numbers } from '#tensor/program.ts';

/** A seed of its own for each run of a test file; `SEED=n` repeats one. Say it in the message of every comparison. */
export const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** The largest difference, as a share of the largest number of `expected` (at least 1); infinite if one is no number. */
export function relativeDifference(actual: Numbers, expected: Numbers | readonly number[]): number {
  if (actual.length !== expected.length) throw new Error(`${actual.length} numbers instead of ${expected.length}`);
  let scale = 1;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]!));
    const difference = Math.abs(actual[i]! - expected[i]!);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }
  return largest / scale;
}
