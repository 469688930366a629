import { createId } from '#lib/ids.ts';
import type { Job as Row } from './generated/client.ts';
import { fromJson, type JsonObject, type Store, toJson } from './store.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface NewJob {
  id?: string;
  workspaceId: string;
  userId?: string;
  kind: string;
  /** Plain JSON: an uploaded picture does not belong in it. */
  payload: object;
}

export interface StoredJob extends NewJob {
  id: string;
  payload: JsonObject;
  state: JobState;
  error?: string;
  createdAt: Date;
  updatedAt: Date;
}

export type JobQueries = ReturnType<typeof jobQueries>;

export function jobQueries({ client, clock }: Store) {
  return {
    /** Notes an accepted job, as waiting. */
    async createJob(job: NewJob): Promise<StoredJob> {
      const now = clock.now();
      const { payload, id = createId(), ...columns } = job;
      const data = { ...columns, id, payload: toJson(payload), state: 'waiting', createdAt: now, updatedAt: now };
      return toJob(await client.job.create({ data }));
    },

    /** Notes what became of a job; `error` is an error's code. */
    async updateJob(id: string, state: JobState, error?: string): Promise<void> {
      await client.job.update({ where: { id }, data: { state, error, updatedAt: clock.now() } });
    },

    /** Jobs that a restart cut off, oldest first. */
    async findUnfinishedJobs(): Promise<StoredJob[]> {
      const rows = await client.job.findMany({
        where: { state: { in: ['waiting', 'running'] satisfies JobState[] } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toJob);
    },
  };
}

function toJob(row: Row): StoredJob {
  return {
    ...row,
    userId: row.userId ?? undefined,
    payload: fromJson(row.payload),
    state: row.state as JobState,
    error: row.error ?? undefined,
  };
}
