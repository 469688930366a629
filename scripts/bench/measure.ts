import type { Numbers } from '#tensor/program.ts';

/** Milliseconds that one call takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The value below which a share of all lie, between neighbours in proportion; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Does some work so many times and tells what each took, in milliseconds. */
export type Timed = (runs: number) => Promise<number[]>;

export const timed =
  (work: () => Promise<unknown>): Timed =>
  async (runs) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await time(work));
    return times;
  };

/**
 * Times ways of the same work in turns, so that all meet the same machine, until `rounds` are done or `limitMs` have
 * passed; at least once each, `runs` times a turn. All run once before, to warm up. Returns medians, in milliseconds.
 */
export async function timeInTurns<Way extends string>(
  ways: Record<Way, { time: Timed; runs: number }>,
  { rounds, limitMs }: { rounds: number; limitMs: number },
): Promise<Record<Way, number>> {
  const entries = Object.entries(ways) as [Way, { time: Timed; runs: number }][];
  const times = new Map<Way, number[]>(entries.map(([way]) => [way, []]));
  for (const [, { time }] of entries) await time(1);
  const started = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - started < limitMs); round++) {
    for (const [way, { time, runs }] of entries) times.get(way)!.push(...(await time(runs)));
  }
  return Object.fromEntries([...times].map(([way, all]) => [way, median(all)])) as Record<Way, number>;
}

/** The largest difference as a share of the largest number. */
function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let scale = 1e-12;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]!));
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
  }
  return difference / scale;
}

/**
 * Above this two programs do not compute the same thing, and their times mean nothing. Rounding alone gives 1e-6, and
 * 1e-3 where it moves one value across a rectifier's kink.
 */
const tolerance = 1e-2;

/** The largest relative difference among results of the same names. Throws where the two are not the same thing. */
export function compareResults(actual: Record<string, Numbers>, expected: Record<string, Numbers>): number {
  const differences = Object.entries(expected).map(([name, numbers]) => {
    const difference = relativeDifference(actual[name] ?? [], numbers);
    if (!(difference < tolerance)) {
      throw new Error(`The two compared compute different things: ${name} differs by ${difference}.`);
    }
    return difference;
  });
  return Math.max(...differences);
}
