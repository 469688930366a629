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

/**
 * Times two ways of the same work in turns, so that both meet the same machine, until `rounds` are done or
 * `limitMs` have passed; at least once each. Returns the medians, in milliseconds.
 */
export async function timeInTurns(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
  { rounds, limitMs, oursPerRound }: { rounds: number; limitMs: number; oursPerRound: number },
): Promise<{ ours: number; theirs: number }> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  await ours();
  const started = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - started < limitMs); round++) {
    for (let repeat = 0; repeat < oursPerRound; repeat++) times.ours.push(await time(ours));
    times.theirs.push(await time(theirs));
    for (let repeat = 0; repeat < oursPerRound; repeat++) times.ours.push(await time(ours));
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}
