import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { JobProgress } from '../api.ts';
import { type Capacity, refuseOverflow } from './capacity.ts';
import { type Demand, nextToStart, type Tagged, tagOf } from './fairness.ts';
import { forecastStarts } from './forecast.ts';
import { createPace } from './pace.ts';

/** What a queued piece of work gets: its name, whether it was cancelled, and a way to say how far it is. */
export interface WorkContext {
  id: string;
  signal: AbortSignal;
  report(ratio: number): void;
}

export interface QueueOptions<Task, Result> {
  /** Carries out a task. */
  run: (task: Task, context: WorkContext) => Promise<Result>;
  capacity: Capacity;
  clock: Clock;
  /** Called when a job starts, with how long it waited and how long was forecast when it came, in milliseconds. */
  onStart?(waited: number, promised: number): void;
}

export interface Request<Task> extends Demand {
  kind: string;
  task: Task;
  /** A request with the key of an unfinished one is the same request: it gets that one's result. */
  key?: string;
}

export interface QueuedJob<Result> {
  id: string;
  kind: string;
  userId: string;
  workspaceId: string;
  done: Promise<Result>;
  progress(): JobProgress;
  onProgress(listener: (progress: JobProgress) => void): void;
  cancel(): void;
}

interface Entry<Task, Result> extends Request<Task>, Tagged {
  job: QueuedJob<Result>;
  state: 'waiting' | 'running' | 'done';
  ratio: number;
  addedAt: number;
  promised: number;
  /** How many asked for it and have not cancelled. */
  askers: number;
  listeners: ((progress: JobProgress) => void)[];
  run(): Promise<boolean>;
}

/** A job in a list, for people who may see and cancel it. */
export type ListedJob = Pick<QueuedJob<unknown>, 'id' | 'kind' | 'userId' | 'workspaceId' | 'progress' | 'cancel'>;

export interface JobQueue<Task, Result> {
  /** Throws `queue_full` where there is too much waiting, and says when to come back; or `done` rejects with it. */
  add(request: Request<Task>): QueuedJob<Result>;
  /** Running first, then waiting in the order in which they will run. */
  list(): Promise<ListedJob[]>;
  /** Refuses new requests, and cancels the jobs that no other process can finish: in memory, all of them. */
  close(): Promise<void>;
}

/** Several jobs at once, as `queue/fairness.ts` orders them; each knows when it will start. */
export function createQueue<Task, Result>(options: QueueOptions<Task, Result>): JobQueue<Task, Result> {
  const { capacity, clock, onStart } = options;
  const waiting: Entry<Task, Result>[] = [];
  /** The one that started last is the last. */
  const running: Entry<Task, Result>[] = [];
  const pace = createPace<Entry<Task, Result>>(clock);
  let closed = false;
  let announcing = false;
  /** Holds until something comes or goes. */
  let forecast: { at: number; starts: Map<Entry<Task, Result>, number>; places: Entry<Task, Result>[] } | undefined;

  const now = () => clock.now().getTime();

  function look() {
    if (!forecast) {
      const starts = forecastStarts(pace.left(), waiting, pace.workOf);
      forecast = { at: now(), starts, places: [...starts.keys()] };
    }
    return forecast;
  }

  function progressOf(entry: Entry<Task, Result>): JobProgress {
    if (entry.state === 'done') return { state: 'done' };
    if (entry.state === 'running') return { state: 'running', ratio: entry.ratio };
    const { at, starts, places } = look();
    const waitMs = Math.max(0, starts.get(entry)! - (now() - at));
    return { state: 'waiting', position: places.indexOf(entry) + 1, waitMs };
  }

  function tell(entry: Entry<Task, Result>): void {
    for (const listener of entry.listeners) listener(progressOf(entry));
  }

  /** After something came or went: starts what may start, and tells those that wait where they stand now. */
  function move(): void {
    if (closed) return;
    for (let next = nextToStart(waiting, running); next; next = nextToStart(waiting, running)) void work(next);
    forecast = undefined;
    if (announcing) return;
    announcing = true;
    queueMicrotask(() => {
      announcing = false;
      for (const entry of waiting) tell(entry);
    });
  }

  async function work(entry: Entry<Task, Result>): Promise<void> {
    remove(waiting, entry);
    running.push(entry);
    pace.start(entry);
    entry.state = 'running';
    onStart?.(now() - entry.addedAt, entry.promised);
    tell(entry);
    const finished = await entry.run();
    pace.end(entry, finished);
    remove(running, entry);
    entry.state = 'done';
    tell(entry);
    move();
  }

  function add(request: Request<Task>): QueuedJob<Result> {
    if (closed) throw new AppError('busy', message('error.shutting-down'));
    const unfinished = [...running, ...waiting];
    const same = request.key && unfinished.find(({ key }) => key === request.key);
    if (same) return join(same);
    const durationOf = (entry: Entry<Task, Result>) => pace.workOf(entry);
    const left = pace.left().reduce((sum, underway) => sum + underway.left, 0);
    refuseOverflow(
      capacity,
      request,
      unfinished,
      waiting.map(durationOf).reduce((sum, ms) => sum + ms, left),
    );

    const entry = createEntry<Task, Result>({
      ...{ request, at: now(), tag: tagOf(request, unfinished, running.at(-1)?.tag ?? 0) },
      ...{ run: options.run, progressOf, tell },
      onCancel(cancelled) {
        if (!remove(waiting, cancelled)) return;
        cancelled.state = 'done';
        move();
      },
    });
    const place = waiting.findIndex(({ tag }) => tag > entry.tag);
    waiting.splice(place < 0 ? waiting.length : place, 0, entry);
    forecast = undefined;
    entry.promised = look().starts.get(entry)!;
    queueMicrotask(move);
    return join(entry);
  }

  return {
    add,
    list: async () => [...running, ...look().places].map(({ job }) => job),
    close: async () => {
      closed = true;
      for (const { job } of [...waiting, ...running]) job.cancel();
    },
  };
}

interface EntryParts<Task, Result> extends Pick<QueueOptions<Task, Result>, 'run'> {
  request: Request<Task>;
  /** When it came, in milliseconds. */
  at: number;
  tag: number;
  progressOf(entry: Entry<Task, Result>): JobProgress;
  tell(entry: Entry<Task, Result>): void;
  /** Nobody wants it any more. */
  onCancel(entry: Entry<Task, Result>): void;
}

/** A request that waits. */
function createEntry<Task, Result>(parts: EntryParts<Task, Result>): Entry<Task, Result> {
  const { request, at, tag, run, progressOf, tell, onCancel } = parts;
  const { kind, userId, workspaceId, task } = request;
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  promise.catch(() => {});
  const abort = new AbortController();
  const id = createId();
  const report = (ratio: number) => {
    entry.ratio = ratio;
    tell(entry);
  };
  const entry: Entry<Task, Result> = {
    ...request,
    ...{ tag, state: 'waiting', ratio: 0, addedAt: at, promised: 0, askers: 0, listeners: [] },
    async run() {
      try {
        resolve(await run(task, { id, signal: abort.signal, report }));
        return !abort.signal.aborted;
      } catch (error) {
        reject(error);
        return false;
      }
    },
    job: {
      ...{ id, kind, userId, workspaceId, done: promise },
      progress: () => progressOf(entry),
      onProgress: (listener) => entry.listeners.push(listener),
      cancel() {
        if (entry.state === 'done' || abort.signal.aborted) return;
        abort.abort(cancelled());
        reject(abort.signal.reason);
        entry.key = undefined;
        onCancel(entry);
      },
    },
  };
  return entry;
}

/** One asker's handle on an entry: cancelling it cancels the job only when no other asker is left. */
function join<Task, Result>(entry: Entry<Task, Result>): QueuedJob<Result> {
  entry.askers++;
  const { promise, reject } = Promise.withResolvers<never>();
  const done = Promise.race([entry.job.done, promise]);
  done.catch(() => {});
  let left = false;
  const cancel = () => {
    if (left || entry.state === 'done') return;
    left = true;
    entry.askers--;
    reject(cancelled());
    if (entry.askers === 0) entry.job.cancel();
  };
  return { ...entry.job, done, cancel };
}

const cancelled = () => new AppError('cancelled', message('error.cancelled'));

/** Whether it was there. */
function remove<Item>(items: Item[], item: Item): boolean {
  const place = items.indexOf(item);
  if (place >= 0) items.splice(place, 1);
  return place >= 0;
}
