import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Checkpoint as Row } from './generated/client.ts';
import { fromJson, type JsonObject, type Store, toJson } from './store.ts';

/** The setting that holds the ids of a workspace's checkpoints in the order in which they became active. */
export const stackKey = 'checkpoints';

/** A trained model as the database knows it; its weights lie in a file. */
export interface Checkpoint {
  /** The hash of its content. */
  id: string;
  /** What people type. */
  name: string;
  family: string;
  step: number;
  parentId?: string;
  config: JsonObject;
  datasetHash: string;
  metrics: JsonObject;
  note: string;
  createdAt: Date;
}

export interface NewCheckpoint extends Omit<Checkpoint, 'config' | 'metrics' | 'createdAt'> {
  config: object;
  metrics: object;
}

export type CheckpointQueries = ReturnType<typeof checkpointQueries>;

export function checkpointQueries({ client, clock }: Store) {
  return {
    /**
     * Creates the checkpoint; one that is there already (the same content, so the same id) is returned as it is. A parent
     * that is not here, as of a model trained elsewhere, is left out.
     */
    async createCheckpoint(checkpoint: NewCheckpoint): Promise<Checkpoint> {
      const { config, metrics, parentId, ...columns } = checkpoint;
      const parents = await client.checkpoint.findMany({ where: { id: parentId ?? '' }, select: { id: true } });
      const data = {
        ...columns,
        parentId: parents[0]?.id,
        config: toJson(config),
        metrics: toJson(metrics),
        createdAt: clock.now(),
      };
      await client.checkpoint.createMany({ data, skipDuplicates: true });
      return toCheckpoint(await client.checkpoint.findUniqueOrThrow({ where: { id: checkpoint.id } }));
    },

    /** By its name or its id. Throws `not_found`. */
    async getCheckpoint(nameOrId: string): Promise<Checkpoint> {
      const row = await client.checkpoint.findFirst({ where: { OR: [{ name: nameOrId }, { id: nameOrId }] } });
      if (!row) throw checkpointNotFound(nameOrId);
      return toCheckpoint(row);
    },

    /** All of them, newest first. */
    async listCheckpoints(): Promise<Checkpoint[]> {
      const rows = await client.checkpoint.findMany({ orderBy: [{ createdAt: 'desc' }, { step: 'desc' }] });
      return rows.map(toCheckpoint);
    },

    /**
     * Deletes a checkpoint, where no picture was painted with it, nothing was trained from it and no workspace uses it or
     * may go back to it; returns whether it did.
     */
    async deleteUnusedCheckpoint(id: string): Promise<boolean> {
      const unused = {
        images: { none: {} },
        generations: { none: {} },
        runsFrom: { none: {} },
        children: { none: {} },
      };
      return client.$transaction(async (transaction) => {
        const stacks = { key: stackKey, value: { array_contains: [id] } };
        if ((await transaction.setting.count({ where: stacks })) > 0) return false;
        return (await transaction.checkpoint.deleteMany({ where: { id, ...unused } })).count === 1;
      });
    },

    /** What a checkpoint was trained from, nearest first. */
    listLineage: (id: string): Promise<Checkpoint[]> => lineageOf(client, id),
  };
}

async function lineageOf(client: Store['client'], id: string): Promise<Checkpoint[]> {
  const ancestors: Checkpoint[] = [];
  let parentId = (await client.checkpoint.findUnique({ where: { id } }))?.parentId;
  while (parentId) {
    const parent = await client.checkpoint.findUniqueOrThrow({ where: { id: parentId } });
    ancestors.push(toCheckpoint(parent));
    parentId = parent.parentId;
  }
  return ancestors;
}

export function checkpointNotFound(nameOrId: string): AppError {
  return new AppError('not_found', message('error.no-model', { name: nameOrId }));
}

function toCheckpoint(row: Row): Checkpoint {
  return { ...row, parentId: row.parentId ?? undefined, config: fromJson(row.config), metrics: fromJson(row.metrics) };
}
