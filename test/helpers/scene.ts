import type { Database } from '#db/database.ts';
import type { NewGeneration } from '#db/generations.ts';
import { createId } from '#lib/ids.ts';

/** A workspace of its own with one person and a checkpoint, so that tests on one database do not see each other. */
export interface Scene {
  workspaceId: string;
  userId: string;
  checkpointId: string;
}

export async function createScene(db: Database): Promise<Scene> {
  const { id: workspaceId } = await db.workspaces.identifyWorkspace('memory', createId());
  const { id: userId } = await db.users.identifyUser('memory', createId(), 'Ana');
  return { workspaceId, userId, checkpointId: await addCheckpoint(db) };
}

/** Adds a checkpoint and returns its id. */
export async function addCheckpoint(db: Database, parentId?: string): Promise<string> {
  const id = createId(16);
  const facts = { family: 'vae', step: 100, config: {}, datasetHash: 'none', metrics: {}, note: 'for tests' };
  await db.checkpoints.createCheckpoint({ ...facts, id, name: id.slice(0, 8), parentId });
  return id;
}

export interface Painting extends Partial<NewGeneration> {
  count?: number;
  /** Ids that every picture came from. */
  parents?: string[];
}

/** Creates a generation of `count` pictures, 4 unless told otherwise, and returns their ids in the order shown. */
export async function paint(
  db: Database,
  scene: Scene,
  { count = 4, parents, ...given }: Painting = {},
): Promise<string[]> {
  const images = Array.from({ length: count }, (_, index) => {
    return { code: Float32Array.of(index, 0.5), style: 'noto', alt: `picture ${index + 1}`, parents };
  });
  const asked = { channel: 'general', kind: 'generate' as const, subject: 'fox 🦊', seed: 7, style: 'noto', spread: 1 };
  const { imageIds } = await db.generations.createGeneration({ ...scene, ...asked, options: {}, images, ...given });
  return imageIds;
}
