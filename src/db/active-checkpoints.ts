import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createAuditEvent } from './audit.ts';
import { checkpointNotFound, stackKey as key } from './checkpoints.ts';
import type { Store, Transaction } from './store.ts';

const stackSchema = z.array(z.string()).catch([]);
const stackLimit = 50;

export interface CheckpointChange {
  workspaceId: string;
  userId?: string;
}

export type ActiveCheckpointQueries = ReturnType<typeof activeCheckpointQueries>;

export function activeCheckpointQueries({ client, clock }: Store) {
  return {
    /** The id of the checkpoint that a workspace paints with; undefined is the one shipped with Easel. */
    async findActiveCheckpoint(workspaceId: string): Promise<string | undefined> {
      return (await readStack(client, workspaceId)).at(-1);
    },

    /** Paints with this checkpoint from now on. Throws `not_found`. */
    async useCheckpoint({
      workspaceId,
      userId,
      checkpointId,
    }: CheckpointChange & { checkpointId: string }): Promise<void> {
      await client.$transaction(async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        const known = await transaction.checkpoint.findUnique({ where: { id: checkpointId }, select: { id: true } });
        if (!known) throw checkpointNotFound(checkpointId);
        const stack = await readStack(transaction, workspaceId);
        const from = stack.at(-1);
        if (from === checkpointId) return;
        await writeStack(transaction, workspaceId, [...stack, checkpointId].slice(-stackLimit));
        const event = { workspaceId, userId, action: 'checkpoint.use', subject: checkpointId, detail: { from } };
        await createAuditEvent(transaction, event, clock.now());
      });
    },

    /**
     * Goes back to the checkpoint that was active before; returns its id, undefined being the one shipped with Easel.
     * Throws `not_found` where there is none to go back to.
     */
    async rollbackCheckpoint({ workspaceId, userId }: CheckpointChange): Promise<string | undefined> {
      return client.$transaction(async (transaction) => {
        await lockWorkspace(transaction, workspaceId);
        const stack = await readStack(transaction, workspaceId);
        const from = stack.pop();
        if (!from) throw new AppError('not_found', message('error.first-model'));
        await writeStack(transaction, workspaceId, stack);
        const to = stack.at(-1);
        const event = { workspaceId, userId, action: 'checkpoint.rollback', subject: from, detail: { to } };
        await createAuditEvent(transaction, event, clock.now());
        return to;
      });
    },
  };
}

/** Makes changes of one workspace take turns. */
async function lockWorkspace(transaction: Transaction, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM "Workspace" WHERE id = ${id} FOR UPDATE`;
}

async function readStack(transaction: Transaction, workspaceId: string): Promise<string[]> {
  const row = await transaction.setting.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
  return stackSchema.parse(row?.value);
}

async function writeStack(transaction: Transaction, workspaceId: string, value: string[]): Promise<void> {
  const where = { workspaceId_key: { workspaceId, key } };
  await transaction.setting.upsert({ where, create: { workspaceId, key, value }, update: { value } });
}
