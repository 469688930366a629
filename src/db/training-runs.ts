import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import type { TrainingRun as Row } from './generated/client.ts';
import { fromJson, type JsonObject, type Store, toJson } from './store.ts';

/** `rejected`: its result is no better; `skipped`: there was nothing to learn from. */
export type TrainingState = 'running' | 'done' | 'rejected' | 'skipped' | 'failed' | 'cancelled' | 'interrupted';

export interface NewTrainingRun {
  workspaceId: string;
  /** Who started it; nobody where it is the nightly run. */
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

/** Makes processes that claim a run take turns. */
const claimLock = 72707371;
/** A run whose process was not heard of for so long is over. */
const silenceMs = 5 * 60_000;
/** How often one nightly run is begun anew after it was cut off. */
const attempts = 3;

export function trainingRunQueries({ client, clock }: Store) {
  const isRunning = () => ({
    state: 'running' satisfies TrainingState,
    updatedAt: { gt: new Date(+clock.now() - silenceMs) },
  });

  return {
    /**
     * Starts a run, where none is under way in any process, and returns it. With `due` it is the nightly run of that
     * time: nothing is returned where that was done, or was cut off three times, already. Throws `busy`.
     */
    async claimTrainingRun(run: NewTrainingRun, due?: Date): Promise<TrainingRun | undefined> {
      return client.$transaction(async (transaction) => {
        await transaction.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${claimLock})`;
        if (due) {
          const where = { workspaceId: run.workspaceId, userId: null, createdAt: { gte: due } };
          const nights = await transaction.trainingRun.findMany({ where });
          const cutOff = nights.filter(({ state }) => state === ('interrupted' satisfies TrainingState));
          const underWay = nights.some(({ state }) => state === ('running' satisfies TrainingState));
          if (!underWay && (nights.length > cutOff.length || cutOff.length >= attempts)) return undefined;
        }
        if ((await transaction.trainingRun.count({ where: isRunning() })) > 0) {
          throw new AppError(
            'busy',
            'A training is running already, on another machine. Please try again when it is done.',
          );
        }
        const now = clock.now();
        const start = { state: 'running', steps: 0, images: 0, metrics: {}, createdAt: now, updatedAt: now };
        return toRun(await transaction.trainingRun.create({ data: { ...run, ...start, id: createId() } }));
      });
    },

    /** Says that the process of a run is alive. */
    async touchTrainingRun(id: string): Promise<void> {
      await client.trainingRun.update({ where: { id }, data: { updatedAt: clock.now() } });
    },

    /** The latest runs of a workspace, newest first; of these states alone, where told. */
    async listTrainingRuns(
      workspaceId: string,
      limit: number,
      states?: readonly TrainingState[],
    ): Promise<TrainingRun[]> {
      const where = { workspaceId, ...(states && { state: { in: [...states] } }) };
      const orderBy = [{ createdAt: 'desc' }, { id: 'asc' }] as const;
      return (await client.trainingRun.findMany({ where, orderBy: [...orderBy], take: limit })).map(toRun);
    },

    /** A page of the runs of a workspace, newest first, each with the name of who started it; pages count from 1. */
    async listTrainingPage(
      workspaceId: string,
      { page, perPage }: { page: number; perPage: number },
    ): Promise<(TrainingRun & { by?: string })[]> {
      const rows = await client.trainingRun.findMany({
        where: { workspaceId },
        include: { user: { select: { name: true } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        skip: (page - 1) * perPage,
        take: perPage,
      });
      return rows.map(({ user, ...row }) => ({ ...toRun(row), by: user?.name }));
    },

    /** Which runs the checkpoints of all workspaces came from, the newest first. */
    async listTrained(limit: number): Promise<{ workspaceId: string; checkpointId: string; state: TrainingState }[]> {
      const rows = await client.trainingRun.findMany({
        where: { checkpointId: { not: null } },
        select: { workspaceId: true, checkpointId: true, state: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(({ workspaceId, checkpointId, state }) => {
        return { workspaceId, checkpointId: checkpointId!, state: state as TrainingState };
      });
    },

    /** Runs of all workspaces that ended with a better model since then. */
    async listPromotions(since: Date): Promise<TrainingRun[]> {
      const where = { state: 'done' satisfies TrainingState, updatedAt: { gte: since } };
      return (await client.trainingRun.findMany({ where })).map(toRun);
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
     * Runs that seem to go on but were cut off: at the start of the only process all of them, else those whose process was
     * not heard of for five minutes. Returns how many.
     */
    async interruptTrainingRuns({ shared = false } = {}): Promise<number> {
      const now = clock.now();
      const { count } = await client.trainingRun.updateMany({
        where: {
          state: 'running' satisfies TrainingState,
          ...(shared && { updatedAt: { lte: new Date(+now - silenceMs) } }),
        },
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
