import { deserialize, serialize } from 'node:v8';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Prisma } from './generated/client.ts';
import type { Store, Transaction } from './store.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job that waits or runs, as every process sees it. */
export interface UnfinishedJob {
  id: string;
  workspaceId: string;
  userId: string;
  kind: string;
  cost: number;
  tag: number;
  state: 'waiting' | 'running';
  /** The process that carries it out. */
  worker?: string;
}

export interface NewJob extends Pick<UnfinishedJob, 'id' | 'workspaceId' | 'userId' | 'kind' | 'cost'> {
  key?: string;
  /** Plain data, bytes included. */
  task: unknown;
}

/** What came of a job. */
export type JobOutcome = { result: unknown } | { error: AppError };

/** The channel of `pg_notify` on which processes tell each other what happens to jobs. */
export const jobChannel = 'easel_jobs';

/** What is said on it; `ratio` in [0, 1] is how far a running job is. */
export interface JobNews {
  id: string;
  state: JobState;
  ratio?: number;
}

/** How long an outcome waits for whoever asked, in milliseconds. */
const keptMs = 15 * 60_000;
/** The number under which the line is locked while somebody joins it. */
const lineLock = 72707370;

const unfinished = { state: { in: ['waiting', 'running'] satisfies JobState[] } };
const columns = {
  ...{ id: true, workspaceId: true, userId: true, kind: true, cost: true, tag: true, state: true, worker: true },
} satisfies Prisma.JobSelect;

export type JobQueries = ReturnType<typeof jobQueries>;

export function jobQueries({ client, clock }: Store) {
  return {
    /**
     * Puts a job in the line, and whatever `enqueue` writes with it, all or nothing. `place` gets those in the line and
     * the tag of the one that started last, and gives the job's tag, or throws to refuse it. Returns the id of the job,
     * or of the unfinished one that is the same request.
     */
    async createJob(
      { task, ...job }: NewJob,
      place: (others: UnfinishedJob[], clock: number) => number,
      enqueue: (transaction: Transaction, tag: number) => Promise<unknown>,
    ): Promise<string> {
      const now = clock.now();
      return client.$transaction(async (transaction) => {
        await transaction.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${lineLock})`;
        await transaction.job.deleteMany({ where: { NOT: unfinished, updatedAt: { lt: new Date(+now - keptMs) } } });
        const same = job.key && (await transaction.job.findFirst({ where: { ...unfinished, key: job.key } }));
        if (same) return same.id;
        const latest = await transaction.job.findFirst({ where: { state: 'running' }, orderBy: { startedAt: 'desc' } });
        const tag = place(await listUnfinished(transaction), latest?.tag ?? 0);
        const times = { createdAt: now, updatedAt: now };
        await transaction.job.create({ data: { ...job, ...times, tag, state: 'waiting', request: pack(task) } });
        await enqueue(transaction, tag);
        await tell(transaction, { id: job.id, state: 'waiting' });
        return job.id;
      });
    },

    /** Those in the line, the next first. */
    listJobs: () => listUnfinished(client),

    /** What was asked, if it is still wanted: from now on this worker carries it out. */
    async startJob(id: string, worker: string): Promise<{ task: unknown } | undefined> {
      const now = clock.now();
      const data = { state: 'running', worker, startedAt: now, updatedAt: now };
      const [row] = await client.job.updateManyAndReturn({ where: { id, ...unfinished }, data });
      if (!row) return undefined;
      await tell(client, { id, state: 'running', ratio: 0 });
      return { task: deserialize(row.request) };
    },

    /** The first outcome stands. */
    async finishJob(id: string, outcome: JobOutcome): Promise<void> {
      const state: JobState = 'result' in outcome ? 'done' : 'failed';
      const data = { state, outcome: pack(flatten(outcome)), updatedAt: clock.now() };
      const { count } = await client.job.updateMany({ where: { id, ...unfinished }, data });
      if (count > 0) await tell(client, { id, state });
    },

    async cancelJob(id: string): Promise<void> {
      const data = { state: 'cancelled' satisfies JobState, updatedAt: clock.now() };
      const { count } = await client.job.updateMany({ where: { id, ...unfinished }, data });
      if (count > 0) await tell(client, { id, state: 'cancelled' });
    },

    /** What came of it, or undefined while it is unfinished. */
    async findJobOutcome(id: string): Promise<JobOutcome | undefined> {
      const row = await client.job.findUnique({ where: { id }, select: { state: true, outcome: true } });
      if (row?.outcome) return unflatten(deserialize(row.outcome));
      if (row?.state === 'waiting' || row?.state === 'running') return undefined;
      return { error: new AppError('cancelled', message('error.cancelled')) };
    },

    /** Running jobs of workers that have no connection any more, such as those that were killed. */
    findAbandonedJobs: () =>
      client.$queryRaw<{ id: string; cost: number }[]>`
        SELECT id, cost FROM "Job" WHERE state = 'running'
        AND worker NOT IN (SELECT application_name FROM pg_stat_activity WHERE application_name IS NOT NULL)`,

    /** How far a running job is; nothing of it is kept. */
    reportJob: (id: string, ratio: number) => tell(client, { id, state: 'running', ratio }),
  };
}

async function listUnfinished(client: Transaction): Promise<UnfinishedJob[]> {
  const orderBy = [{ tag: 'asc' }, { createdAt: 'asc' }] satisfies Prisma.JobOrderByWithRelationInput[];
  const rows = await client.job.findMany({ where: unfinished, select: columns, orderBy });
  return rows.map(({ state, worker, ...row }) => ({
    ...row,
    state: state as UnfinishedJob['state'],
    worker: worker ?? undefined,
  }));
}

/** Heard when the transaction is committed. */
async function tell(client: Transaction, news: JobNews): Promise<void> {
  await client.$queryRaw`SELECT 1 FROM pg_notify(${jobChannel}, ${JSON.stringify(news)})`;
}

const pack = (value: unknown) => new Uint8Array(serialize(value));

type Flat = { result: unknown } | { error: Pick<AppError, 'code' | 'said'> };

function flatten(outcome: JobOutcome): Flat {
  if ('result' in outcome) return outcome;
  const { code, said } = outcome.error;
  return { error: { code, said } };
}

function unflatten(outcome: Flat): JobOutcome {
  return 'result' in outcome ? outcome : { error: new AppError(outcome.error.code, outcome.error.said) };
}
