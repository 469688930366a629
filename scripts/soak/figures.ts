export interface SoakOptions {
  events: number;
  /** How many press at once while the studio is full. */
  people: number;
  seed: number;
  /** Tells how far it is. */
  tell: (line: string) => void;
}

export interface SoakFigures {
  events: number;
  /** What people did and nothing came of, though the platform did not tell them so. */
  lost: number;
  /** What happened twice. */
  doubled: number;
  /** Requests that break the platform's rules. */
  faults: number;
  /** What the platform itself told people to do again, since Easel was away or late. */
  retried: number;
  drops: number;
  duplicates: number;
  restarts: number;
  kills: number;
  /** Milliseconds from an event to its acknowledgement, with `people` at once while the studio is full. */
  acknowledged: { p50: number; p99: number; most: number };
  seconds: number;
}

export function printFigures(figures: SoakFigures, json: boolean): void {
  const { acknowledged, ...counts } = figures;
  for (const [name, value] of Object.entries(counts)) process.stdout.write(`${name.padEnd(12)}${value}\n`);
  const { p50, p99, most } = acknowledged;
  process.stdout.write(`${'acknowledged'.padEnd(12)} p50 ${p50} ms, p99 ${p99} ms, most ${most} ms\n`);
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** The least of the values, in whole milliseconds, that `share` of them do not exceed. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
}
