import { type Demand, nextToStart } from './fairness.ts';

/** A running job and the work left in it, in milliseconds if it ran alone. */
export interface Underway<Job> {
  job: Job;
  left: number;
}

/**
 * When each waiting job starts if nothing is added, in milliseconds from now; the map's order is theirs. Those that run
 * share the device evenly (processor sharing, Kleinrock 1967), so `n` of them go on at an `n`th of the speed.
 */
export function forecastStarts<Job extends Demand>(
  running: readonly Underway<Job>[],
  waiting: readonly Job[],
  workOf: (job: Job) => number,
): Map<Job, number> {
  const starts = new Map<Job, number>();
  const rest = [...waiting];
  let lanes = running.map((lane) => ({ ...lane }));
  let time = 0;
  for (;;) {
    let next: Job | undefined;
    do {
      const busy = lanes.map(({ job }) => job);
      next = nextToStart(rest, busy);
      if (next) {
        rest.splice(rest.indexOf(next), 1);
        starts.set(next, time);
        lanes.push({ job: next, left: workOf(next) });
      }
    } while (next);
    if (rest.length === 0) return starts;
    const least = Math.min(...lanes.map(({ left }) => left));
    time += least * lanes.length;
    lanes = lanes.map(({ job, left }) => ({ job, left: left - least })).filter(({ left }) => left > 0);
  }
}
