import type { JobExchange } from '#db/job-exchange.ts';
import type { JobNews, UnfinishedJob } from '#db/jobs.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import type { JobProgress } from '../api.ts';
import { refuseOverflow } from './capacity.ts';
import { tagOf } from './fairness.ts';
import { forecastStarts } from './forecast.ts';
import { createPace } from './pace.ts';
import type { JobQueue, ListedJob, QueuedJob, QueueOptions, Request } from './queue.ts';

/** A job that somebody at this process waits for. */
interface Asked<Result> {
  /** It is in the line: before that nothing can be known of it. */
  accepted: boolean;
  /** When it was asked for, and how long it was to wait as soon as that was known, in milliseconds. */
  at: number;
  promised?: number;
  started: boolean;
  ratio: number;
  listeners: ((progress: JobProgress) => void)[];
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface SharedQueueOptions extends Omit<QueueOptions<unknown, unknown>, 'run'> {
  log: Log;
}

/** How often what is awaited is looked at though nothing was heard of it, in milliseconds. */
const lookEvery = 5000;

/**
 * The queue of several processes, in their PostgreSQL: this one puts jobs in, workers carry them out (`serveJobs`). The
 * line is in the order of `queue/fairness.ts`. What a person waits for is theirs alone: the same request again waits for
 * the same job.
 */
export async function createSharedQueue<Task, Result>(
  exchange: JobExchange,
  { capacity, clock, onStart, log }: SharedQueueOptions,
): Promise<JobQueue<Task, Result>> {
  const asked = new Map<string, Set<Asked<Result>>>();
  const pace = createPace<UnfinishedJob>(clock);
  /** Every process's jobs, as they were last seen. */
  let jobs: UnfinishedJob[] = [];
  let starts = new Map<UnfinishedJob, number>();
  let seenAt = 0;
  let refreshing: Promise<void> | undefined;
  let stale = false;
  let closed = false;
  /** Requests join the line in the order in which they came. */
  let lastSubmitted: Promise<void> = Promise.resolve();

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

  function tell(id: string): void {
    for (const { listeners, ratio } of asked.get(id) ?? []) {
      for (const listener of listeners) listener(progressOf(id, ratio));
    }
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
    for (const [id, waiters] of asked) {
      const progress = progressOf(id, 0);
      if (progress.state === 'waiting') for (const waiter of waiters) waiter.promised ??= progress.waitMs;
      tell(id);
    }
  }

  async function lookUntilFresh(): Promise<void> {
    while (stale) {
      stale = false;
      await look();
    }
  }

  /** One look at a time, and one more where something happened meanwhile. */
  function refresh(): Promise<void> {
    stale = true;
    refreshing ??= lookUntilFresh()
      .catch((error) => log.warn({ err: error }, 'the line could not be read'))
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  }

  async function settle(id: string): Promise<void> {
    const outcome = asked.has(id) ? await exchange.findJobOutcome(id) : undefined;
    if (!outcome) return;
    const waiters = asked.get(id) ?? [];
    asked.delete(id);
    for (const { resolve, reject } of waiters) {
      if ('result' in outcome) resolve(outcome.result as Result);
      else reject(outcome.error);
    }
  }

  function hear({ id, state, ratio = 0 }: JobNews): void {
    if (state === 'running') {
      for (const waiter of asked.get(id) ?? []) {
        waiter.ratio = ratio;
        if (!waiter.started) onStart?.(now() - waiter.at, waiter.promised ?? 0);
        waiter.started = true;
      }
      tell(id);
    }
    if (state !== 'waiting' && state !== 'running') void settle(id).catch(() => {});
    if (ratio === 0) void refresh();
  }

  function lookAtAll(): void {
    void refresh();
    for (const [id, waiters] of asked) {
      if (![...waiters].some(({ accepted }) => accepted)) continue;
      settle(id).catch((error) => log.warn({ err: error }, 'a job could not be looked at'));
    }
  }

  /** Refuses a job, or gives its tag. */
  function place(request: Request<Task>, others: UnfinishedJob[], tagNow: number): number {
    const work = others.reduce((sum, job) => sum + pace.workOf(job), 0);
    refuseOverflow(capacity, request, others, work);
    return tagOf(request, others, tagNow);
  }

  await exchange.listen(hear, lookAtAll);
  await refresh();
  const timer = setInterval(() => asked.size > 0 && lookAtAll(), lookEvery);
  timer.unref();

  function add(request: Request<Task>): QueuedJob<Result> {
    if (closed) throw new AppError('busy', message('error.shutting-down'));
    let id = createId();
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    promise.catch(() => {});
    const waiter: Asked<Result> = {
      ...{ at: now(), accepted: false, started: false, ratio: 0, listeners: [] },
      resolve,
      reject,
    };
    const awaitJob = () => asked.set(id, (asked.get(id) ?? new Set()).add(waiter));
    const leave = (reason: unknown) => {
      const waiters = asked.get(id);
      waiters?.delete(waiter);
      if (waiters?.size === 0) asked.delete(id);
      reject(reason);
    };
    awaitJob();
    const { kind, userId, workspaceId, cost, key, task } = request;
    const job = { id, kind, userId, workspaceId, cost, key, task };
    const submitted = lastSubmitted.then(async () => {
      const accepted = await exchange.submit(job, (others, tagNow) => place(request, others, tagNow));
      waiter.accepted = true;
      if (accepted === id || !asked.delete(id)) return;
      id = accepted;
      awaitJob();
      await settle(id);
    });
    submitted.catch(leave);
    lastSubmitted = submitted.catch(() => {});
    return {
      id,
      kind,
      userId,
      workspaceId,
      done: promise,
      progress: () => progressOf(id, waiter.ratio),
      onProgress: (listener) => waiter.listeners.push(listener),
      cancel: () => {
        if (!asked.get(id)?.has(waiter)) return;
        leave(new AppError('cancelled', message('error.cancelled')));
        const wanted = () => asked.has(id);
        void submitted.then(() => (wanted() ? undefined : exchange.cancelJob(id))).catch(() => {});
      },
    };
  }

  const toListed = ({ id, kind, userId, workspaceId }: UnfinishedJob): ListedJob => ({
    ...{ id, kind, userId, workspaceId },
    progress: () => progressOf(id, [...(asked.get(id) ?? [])][0]?.ratio ?? 0),
    cancel: () => void exchange.cancelJob(id).catch((error) => log.warn({ err: error }, 'a job was not cancelled')),
  });

  return {
    add,
    list: async () => {
      await refresh();
      return [...running(), ...starts.keys()].map(toListed);
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await exchange.close();
    },
  };
}
