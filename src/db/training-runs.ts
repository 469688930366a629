import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import type { TrainingRun as Row } from './generated/client.ts';
import { fromJson, type JsonObject, type Store, toJson } from './store.ts';

export type TrainingState = 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface NewTrainingRun {
  workspaceId: string;
  userId?: string;
  minutes: number;
  parentCheckpointId: string;
}

export interface TrainingRun extends NewTrainingRun {
  id: string;
  state: TrainingState;
  steps: number;
  /** How many pictures the model has seen. */
  images: number;
  metrics: JsonObject;
  error?: string;
  checkpointId?: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface TrainingEnd {
  state: Exclude<TrainingState, 'running'>;
  steps?: number;
  images?: number;
  metrics?: object;
  error?: string;
  checkpointId?: string;
}

export type TrainingRunQueries = ReturnType<typeof trainingRunQueries>;

export function trainingRunQueries({ client, clock }: Store) {
  return {
    async createTrainingRun(run: NewTrainingRun): Promise<TrainingRun> {
      const now = clock.now();
      const start = { state: 'running', steps: 0, images: 0, metrics: {}, createdAt: now, updatedAt: now };
      return toRun(await client.trainingRun.create({ data: { ...run, ...start, id: createId() } }));
    },

    /** Throws `not_found`. */
    async getTrainingRun(id: string): Promise<TrainingRun> {
      const row = await client.trainingRun.findUnique({ where: { id } });
      if (!row) throw new AppError('not_found', `There is no training run "${id}".`);
      return toRun(row);
    },

    async finishTrainingRun(id: string, { metrics, ...columns }: TrainingEnd): Promise<void> {
      const data = { ...columns, metrics: metrics && toJson(metrics), updatedAt: clock.now() };
      await client.trainingRun.update({ where: { id }, data });
    },

    /** How many there have been, by state. */
    async countTrainingRuns(): Promise<Partial<Record<TrainingState, number>>> {
      const groups = await client.trainingRun.groupBy({ by: ['state'], _count: true });
      return Object.fromEntries(groups.map(({ state, _count }) => [state, _count]));
    },

    /**
     * At a start: runs that seem to go on were cut off. Where other processes train too, those alone are taken for
     * such that should have ended an hour ago. Returns how many.
     */
    async interruptTrainingRuns({ shared = false } = {}): Promise<number> {
      const running = await client.trainingRun.findMany({ where: { state: 'running' satisfies TrainingState } });
      const now = clock.now();
      const isOver = ({ createdAt, minutes }: Row) => +createdAt + (minutes + 60) * 60_000 < +now;
      const ids = running.filter((run) => !shared || isOver(run)).map(({ id }) => id);
      const { count } = await client.trainingRun.updateMany({
        where: { id: { in: ids }, state: 'running' satisfies TrainingState },
        data: { state: 'interrupted' satisfies TrainingState, updatedAt: now },
      });
      return count;
    },
  };
}

function toRun(row: Row): TrainingRun {
  return {
    ...row,
    userId: row.userId ?? undefined,
    state: row.state as TrainingState,
    metrics: fromJson(row.metrics),
    error: row.error ?? undefined,
    checkpointId: row.checkpointId ?? undefined,
  };
}
