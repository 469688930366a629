import type { JobExchange } from '#db/job-exchange.ts';
import type { UnfinishedJob } from '#db/jobs.ts';
import type { Log } from '#lib/log.ts';
import type { JobProgress } from '../api.ts';
import { refuseOverflow } from './capacity.ts';
import { type Demand, tagOf } from './fairness.ts';
import { forecastStarts } from './forecast.ts';
import { createPace } from './pace.ts';
import type { QueueOptions } from './queue.ts';

/** The jobs of all processes, as they were seen last. */
export interface SharedLine {
  /** `ratio` is how far it was heard to be. */
  progressOf(id: string, ratio: number): JobProgress;
  /** Looks again: one look at a time, and one more where something happened meanwhile. Never throws. */
  refresh(): Promise<void>;
  /** Running first, then waiting in the order in which they will run. */
  list(): UnfinishedJob[];
  /** The tag of a job that comes behind others. Throws `queue_full`. */
  place(request: Demand, others: UnfinishedJob[], tagNow: number): number;
}

export interface SharedLineOptions extends Pick<QueueOptions<unknown, unknown>, 'capacity' | 'clock'> {
  log: Log;
  /** Told after each look. */
  onLook(): void;
}

export function createSharedLine(
  exchange: Pick<JobExchange, 'listJobs'>,
  { capacity, clock, log, onLook }: SharedLineOptions,
): SharedLine {
  const pace = createPace<UnfinishedJob>(clock);
  let jobs: UnfinishedJob[] = [];
  let starts = new Map<UnfinishedJob, number>();
  let seenAt = 0;
  let refreshing: Promise<void> | undefined;
  let stale = false;

  const now = () => clock.now().getTime();
  const running = () => jobs.filter(({ state }) => state === 'running');

  function progressOf(id: string, ratio: number): JobProgress {
    const job = jobs.find((other) => other.id === id);
    if (job?.state === 'running') return { state: 'running', ratio };
    const places = [...starts.keys()];
    const place = job ? places.indexOf(job) : places.length;
    const waitMs = job ? Math.max(0, starts.get(job)! - (now() - seenAt)) : 0;
    return { state: 'waiting', position: place + 1, waitMs };
  }

  /** Learns from the jobs that came and went since the last look. */
  function compare(seen: UnfinishedJob[]): void {
    const before = new Map(running().map((job) => [job.id, job]));
    const after = new Set(seen.filter(({ state }) => state === 'running').map(({ id }) => id));
    for (const [id, job] of before) if (!after.has(id)) pace.end(job, true);
    jobs = seen.map((job) => before.get(job.id) ?? job);
    for (const job of running()) if (!before.has(job.id)) pace.start(job);
  }

  async function look(): Promise<void> {
    compare(await exchange.listJobs());
    const workers = Math.max(1, new Set(running().map(({ worker }) => worker)).size);
    const waiting = jobs.filter(({ state }) => state === 'waiting');
    starts = forecastStarts(pace.left(), waiting, (job) => pace.workOf(job) / workers);
    seenAt = now();
    onLook();
  }

  async function lookUntilFresh(): Promise<void> {
    while (stale) {
      stale = false;
      await look();
    }
  }

  function refresh(): Promise<void> {
    stale = true;
    refreshing ??= lookUntilFresh()
      .catch((error) => log.warn({ err: error }, 'the line could not be read'))
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  }

  return {
    progressOf,
    refresh,
    list: () => [...running(), ...starts.keys()],
    place(request, others, tagNow) {
      const work = others.reduce((sum, job) => sum + pace.workOf(job), 0);
      refuseOverflow(capacity, request, others, work);
      return tagOf(request, others, tagNow);
    },
  };
}
