import type { Clock } from '#lib/clock.ts';

/** A first guess, until a job of the kind has been seen: milliseconds for a picture. */
const firstGuess = 75;
/** How much the latest job counts. */
const learning = 0.2;
/** A job that has taken as long as was thought is taken to need this share of it still. */
const leastLeft = 0.1;

interface Paced {
  kind: string;
  cost: number;
}

/** How long jobs take, learned from those that ran: their work is the time they would have needed alone. */
export interface Pace<Job> {
  /** In milliseconds. */
  workOf(job: Paced): number;
  start(job: Job): void;
  /** A job that did not do its work teaches nothing. */
  end(job: Job, finished: boolean): void;
  /** What running jobs have left, in milliseconds. */
  left(): { job: Job; left: number }[];
}

export function createPace<Job extends Paced>(clock: Clock): Pace<Job> {
  const perPicture = new Map<string, number>();
  /** The service that each running job has had. */
  const had = new Map<Job, number>();
  let at = clock.now().getTime();

  function advance(): void {
    const now = clock.now().getTime();
    const passed = Math.max(0, now - at);
    for (const [job, service] of had) had.set(job, service + passed / had.size);
    at = now;
  }

  const workOf = ({ kind, cost }: Paced) => (perPicture.get(kind) ?? firstGuess) * cost;

  return {
    workOf,
    start: (job) => {
      advance();
      had.set(job, 0);
    },
    end: (job, finished) => {
      advance();
      const took = had.get(job)! / job.cost;
      had.delete(job);
      if (!finished) return;
      const known = perPicture.get(job.kind);
      perPicture.set(job.kind, known === undefined ? took : known + learning * (took - known));
    },
    left: () => {
      advance();
      return [...had].map(([job, service]) => ({
        job,
        left: Math.max(workOf(job) - service, leastLeft * workOf(job), 1),
      }));
    },
  };
}
