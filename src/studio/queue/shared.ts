import type { JobExchange } from '#db/job-exchange.ts';
import type { JobNews, UnfinishedJob } from '#db/jobs.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import type { JobProgress } from '../api.ts';
import type { JobQueue, ListedJob, QueuedJob, QueueOptions, Request } from './queue.ts';
import { createSharedLine } from './shared-line.ts';

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
  let closed = false;
  /** Requests join the line in the order in which they came. */
  let lastSubmitted: Promise<void> = Promise.resolve();

  const now = () => clock.now().getTime();
  const line = createSharedLine(exchange, { capacity, clock, log, onLook });

  function onLook(): void {
    for (const [id, waiters] of asked) {
      const progress = line.progressOf(id, 0);
      if (progress.state === 'waiting') for (const waiter of waiters) waiter.promised ??= progress.waitMs;
      tell(id);
    }
  }

  function tell(id: string): void {
    for (const { listeners, ratio } of asked.get(id) ?? []) {
      for (const listener of listeners) listener(line.progressOf(id, ratio));
    }
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
    if (ratio === 0) void line.refresh();
  }

  function lookAtAll(): void {
    void line.refresh();
    for (const [id, waiters] of asked) {
      if (![...waiters].some(({ accepted }) => accepted)) continue;
      settle(id).catch((error) => log.warn({ err: error }, 'a job could not be looked at'));
    }
  }

  await exchange.listen(hear, lookAtAll);
  await line.refresh();
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
      const accepted = await exchange.submit(job, (others, tagNow) => line.place(request, others, tagNow));
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
      progress: () => line.progressOf(id, waiter.ratio),
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
    progress: () => line.progressOf(id, [...(asked.get(id) ?? [])][0]?.ratio ?? 0),
    cancel: () => void exchange.cancelJob(id).catch((error) => log.warn({ err: error }, 'a job was not cancelled')),
  });

  return {
    add,
    list: async () => {
      await line.refresh();
      return line.list().map(toListed);
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await exchange.close();
    },
  };
}
