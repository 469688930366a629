import { loadavg } from 'node:os';

export interface SoakFigures {
  events: number;
  /** What people did and nothing came of, though the platform did not tell them so. */
  lost: number;
  /** What happened twice. */
  doubled: number;
  /** Progress that stands for ever, since Easel was killed after showing it and before writing down where. */
  stale: number;
  /** What Easel asked of the platform, and what of that breaks the platform's published rules. */
  requests: number;
  faults: number;
  /** What the platform itself told people to do again, since Easel was away or late. */
  retried: number;
  drops: number;
  duplicates: number;
  restarts: number;
  kills: number;
  acknowledged: Acknowledged;
  seconds: number;
}

/** Milliseconds from an event to its acknowledgement, with many at once while the studio is full. */
export interface Acknowledged {
  p50: number;
  p99: number;
  most: number;
  /** How many people were waiting for pictures when as many pressed. */
  waiting: number;
  /** The machine's load average over the last minute. */
  load: number;
}

export function noFigures(): SoakFigures {
  const acknowledged = { p50: 0, p99: 0, most: 0, waiting: 0, load: 0 };
  const counts = { lost: 0, doubled: 0, stale: 0, requests: 0, faults: 0, retried: 0 };
  return { events: 0, ...counts, drops: 0, duplicates: 0, restarts: 0, kills: 0, acknowledged, seconds: 0 };
}

export function acknowledgedIn(times: number[], waiting: number): Acknowledged {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(times, share));
  return { p50: p50!, p99: p99!, most: most!, waiting, load: Number(loadavg()[0]!.toFixed(1)) };
}

export function printFigures(figures: SoakFigures, json: boolean): void {
  const { acknowledged, ...counts } = figures;
  for (const [name, value] of Object.entries(counts)) process.stdout.write(`${name.padEnd(12)} ${value}\n`);
  const valid = figures.requests ? (100 * (figures.requests - figures.faults)) / figures.requests : 100;
  process.stdout.write(`${'valid'.padEnd(12)} ${valid.toFixed(2)} % of the requests\n`);
  process.stdout.write(`${'acknowledged'.padEnd(12)} ${acknowledgedInWords(acknowledged)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

export function acknowledgedInWords({ p50, p99, most, waiting, load }: Acknowledged): string {
  return `p50 ${p50} ms, p99 ${p99} ms, most ${most} ms, with ${waiting} waiting for pictures and a load of ${load}`;
}

/** The least of the values, in whole milliseconds, that `share` of them do not exceed. */
function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
}
