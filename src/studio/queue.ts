import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import type { JobProgress } from './api.ts';

/** What a queued piece of work gets: whether it was cancelled, and a way to say how far it is. */
export interface WorkContext {
  signal: AbortSignal;
  report(ratio: number): void;
}

export interface QueueOptions {
  /** Jobs that may wait or run, in all and for one person. */
  capacity: number;
  capacityPerUser: number;
  clock: Clock;
}

export interface QueuedJob<Result> {
  id: string;
  kind: string;
  userId: string;
  done: Promise<Result>;
  progress(): JobProgress;
  onProgress(listener: (progress: JobProgress) => void): void;
  cancel(): void;
}

interface Entry {
  job: QueuedJob<unknown>;
  state: 'waiting' | 'running' | 'done';
  ratio: number;
  startedAt: number;
  listeners: ((progress: JobProgress) => void)[];
  run(): Promise<void>;
  abort: AbortController;
  reject(error: unknown): void;
}

export interface JobQueue {
  add<Result>(kind: string, userId: string, work: (context: WorkContext) => Promise<Result>): QueuedJob<Result>;
  /** Running first, then waiting in the order in which they will run. */
  entries(): QueuedJob<unknown>[];
  /** Cancels all and refuses more. */
  close(): void;
}

/**
 * One job after the other, people in turn: whoever has had a turn goes behind the others, so that nobody waits for
 * somebody else's heap. Throws `queue_full` where a person or everyone together has too much waiting, and says when to
 * come back.
 */
export function createQueue({ capacity, capacityPerUser, clock }: QueueOptions): JobQueue {
  const waiting: Entry[] = [];
  const durations = new Map<string, number>();
  let running: Entry | undefined;
  let closed = false;
  /** Who had a turn, the last one last. */
  let turns: string[] = [];

  const now = () => clock.now().getTime();
  const usualDuration = (kind: string) => durations.get(kind) ?? 300;

  /** The order in which waiting jobs will run if nothing is added. */
  function order(): Entry[] {
    const rest = [...waiting];
    const ordered: Entry[] = [];
    let people = [...turns];
    while (rest.length > 0) {
      const lastTurn = (entry: Entry) => people.lastIndexOf(entry.job.userId);
      const next = rest.reduce((best, entry) => (lastTurn(entry) < lastTurn(best) ? entry : best));
      rest.splice(rest.indexOf(next), 1);
      people = [...people.filter((person) => person !== next.job.userId), next.job.userId];
      ordered.push(next);
    }
    return ordered;
  }

  function progressOf(entry: Entry): JobProgress {
    if (entry.state === 'done') return { state: 'done' };
    if (entry.state === 'running') return { state: 'running', ratio: entry.ratio };
    const ahead = order();
    const position = ahead.indexOf(entry) + 1;
    const current = running ? Math.max(0, usualDuration(running.job.kind) - (now() - running.startedAt)) : 0;
    const waitMs = ahead.slice(0, position - 1).reduce((sum, { job }) => sum + usualDuration(job.kind), current);
    return { state: 'waiting', position, waitMs };
  }

  function tell(entry: Entry): void {
    for (const listener of entry.listeners) listener(progressOf(entry));
  }

  async function work(): Promise<void> {
    if (running) return;
    while (waiting.length > 0) {
      const entry = order()[0]!;
      waiting.splice(waiting.indexOf(entry), 1);
      turns = [...turns.filter((person) => person !== entry.job.userId), entry.job.userId].slice(-1000);
      running = entry;
      entry.state = 'running';
      entry.startedAt = now();
      tell(entry);
      for (const other of waiting) tell(other);
      await entry.run();
      const took = now() - entry.startedAt;
      durations.set(
        entry.job.kind,
        durations.has(entry.job.kind) ? 0.8 * usualDuration(entry.job.kind) + 0.2 * took : took,
      );
      entry.state = 'done';
      running = undefined;
      tell(entry);
    }
  }

  function refuse(): void {
    if (closed) throw new AppError('busy', 'Easel is shutting down. Please try again in a moment.');
  }

  function add<Result>(
    kind: string,
    userId: string,
    start: (context: WorkContext) => Promise<Result>,
  ): QueuedJob<Result> {
    refuse();
    const all = running ? [...waiting, running] : waiting;
    const wait = Math.ceil(all.reduce((sum, { job }) => sum + usualDuration(job.kind), 0) / 1000);
    if (all.filter(({ job }) => job.userId === userId).length >= capacityPerUser) {
      const advice = `Wait for one to finish (about ${wait} s in all), or /cancel one.`;
      throw new AppError('queue_full', `You have ${capacityPerUser} jobs waiting already. ${advice}`);
    }
    if (all.length >= capacity) {
      throw new AppError('queue_full', `The queue is full. Please come back in about ${wait} s.`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    promise.catch(() => {});
    const abort = new AbortController();
    const entry: Entry = {
      state: 'waiting',
      ratio: 0,
      startedAt: 0,
      listeners: [],
      abort,
      reject,
      run: () =>
        start({
          signal: abort.signal,
          report: (ratio) => {
            entry.ratio = ratio;
            tell(entry);
          },
        }).then(resolve, reject),
      job: {
        id: createId(),
        kind,
        userId,
        done: promise,
        progress: () => progressOf(entry),
        onProgress: (listener) => entry.listeners.push(listener),
        cancel: () => {
          if (entry.state === 'done' || abort.signal.aborted) return;
          const cancelled = new AppError('cancelled', 'Cancelled.');
          abort.abort(cancelled);
          reject(cancelled);
          const place = waiting.indexOf(entry);
          if (place >= 0) waiting.splice(place, 1);
          if (place >= 0) entry.state = 'done';
        },
      },
    };
    waiting.push(entry);
    queueMicrotask(work);
    return entry.job as QueuedJob<Result>;
  }

  return {
    add,
    entries: () => (running ? [running, ...order()] : order()).map(({ job }) => job),
    close: () => {
      closed = true;
      for (const entry of [...waiting, ...(running ? [running] : [])]) entry.job.cancel();
    },
  };
}
