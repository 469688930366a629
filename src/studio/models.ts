import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import type { Caller, ModelInfo, Models } from './api.ts';
import { type CheckpointStore, shippedName, shortName } from './checkpoints.ts';

/** The checkpoints that a workspace can paint with, and which one it does. */
export function createModels(
  db: Pick<Database, 'checkpoints' | 'activeCheckpoints'>,
  checkpoints: CheckpointStore,
): Models {
  async function list(caller: Caller): Promise<ModelInfo[]> {
    const { id: activeId } = await checkpoints.active(caller.workspaceId);
    const all = await db.checkpoints.listCheckpoints();
    return all.map(({ id, name, family, step, parentId, createdAt, note }) => {
      const parent = parentId && shortName(parentId);
      return { name, family, step, parent, createdAt, note, active: id === activeId };
    });
  }

  async function info(caller: Caller, id: string): Promise<ModelInfo> {
    return (await list(caller)).find(({ name }) => name === shortName(id))!;
  }

  function requireAdmin({ admin }: Caller): void {
    if (!admin) throw new AppError('no_permission', 'Only people who run this workspace may change its model.');
  }

  return {
    list,
    use: async (caller, name) => {
      requireAdmin(caller);
      const { id } = await db.checkpoints.getCheckpoint(name === shippedName ? checkpoints.shippedId : name);
      await checkpoints.open(id);
      await db.activeCheckpoints.useCheckpoint({
        workspaceId: caller.workspaceId,
        userId: caller.userId,
        checkpointId: id,
      });
      return info(caller, id);
    },
    rollback: async (caller) => {
      requireAdmin(caller);
      const id = await db.activeCheckpoints.rollbackCheckpoint({
        workspaceId: caller.workspaceId,
        userId: caller.userId,
      });
      return info(caller, id ?? checkpoints.shippedId);
    },
  };
}
