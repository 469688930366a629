import { existsSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import { type CheckpointInfo, readCodebook } from '#training/checkpoint.ts';
import { LatentSpace } from './latent.ts';

/** A checkpoint that can be painted with. */
export interface OpenCheckpoint {
  id: string;
  /** What people type. */
  name: string;
  directory: string;
  info: CheckpointInfo;
  latent: LatentSpace;
  /** Width and height of its pictures in pixels. */
  size: number;
}

/** The name that always stands for the model that came with Easel. */
export const shippedName = 'easel';

/** The first characters of a checkpoint's id: enough to type and to tell apart. */
export const shortName = (id: string): string => id.slice(0, 8);

/** Reads the checkpoint in a folder. Throws `bad_checkpoint`. */
export async function openCheckpoint(directory: string): Promise<OpenCheckpoint> {
  const { info, codebook } = await readCodebook(directory);
  const { id, layout, styles, size } = info;
  return { id, name: shortName(id), directory, info, latent: new LatentSpace(codebook, layout, styles), size };
}

export interface CheckpointStore {
  shippedId: string;
  /** The checkpoint that a workspace paints with. */
  active(workspaceId: string): Promise<OpenCheckpoint>;
  /** Throws `bad_checkpoint` where its files are lost or damaged. */
  open(id: string): Promise<OpenCheckpoint>;
  directory(id: string): string;
  /** Makes a checkpoint known whose files are in place. */
  register(id: string, note: string): Promise<OpenCheckpoint>;
}

/** Opened checkpoints kept in memory; each holds its codebook. */
const openAtMost = 4;

export interface CheckpointStoreOptions {
  db: Pick<Database, 'checkpoints' | 'activeCheckpoints'>;
  /** Where checkpoints are kept, one folder each, named by content. */
  directory: string;
  /** The folder of the model that came with Easel. */
  shipped: string;
}

/**
 * The checkpoints of this installation. The shipped one is copied in at the first start, so that pictures painted with
 * it can be rendered after an upgrade has brought another.
 */
export async function openCheckpointStore({
  db,
  directory,
  shipped,
}: CheckpointStoreOptions): Promise<CheckpointStore> {
  const opened = new Map<string, Promise<OpenCheckpoint>>();
  const place = (id: string) => join(directory, id);

  function open(id: string): Promise<OpenCheckpoint> {
    const known = opened.get(id) ?? openCheckpoint(place(id));
    opened.delete(id);
    opened.set(id, known);
    known.catch(() => opened.delete(id));
    for (const oldest of [...opened.keys()].slice(0, -openAtMost)) opened.delete(oldest);
    return known;
  }

  async function register(id: string, note: string): Promise<OpenCheckpoint> {
    const checkpoint = await open(id);
    const { family, step, config, dataset, metrics, parent } = checkpoint.info;
    const columns = { id, name: checkpoint.name, family, step, note, metrics, datasetHash: dataset.hash };
    await db.checkpoints.createCheckpoint({ ...columns, config: config as object, parentId: parent });
    return checkpoint;
  }

  await mkdir(directory, { recursive: true });
  const shippedId = await copyShipped(shipped, directory);
  await register(shippedId, 'came with Easel');

  return {
    shippedId,
    open,
    register,
    directory: place,
    active: async (workspaceId) => open((await db.activeCheckpoints.findActiveCheckpoint(workspaceId)) ?? shippedId),
  };
}

async function copyShipped(shipped: string, directory: string): Promise<string> {
  if (!existsSync(join(shipped, 'checkpoint.json'))) {
    throw new AppError(
      'bad_checkpoint',
      'The model that comes with Easel is missing from models/vae/weights. Install Easel again, or train one with `npm run train`.',
    );
  }
  const { info } = await readCodebook(shipped);
  const target = join(directory, info.id);
  if (existsSync(target)) return info.id;
  const unfinished = `${target}.${process.pid}.part`;
  await cp(shipped, unfinished, { recursive: true });
  await rename(unfinished, target);
  return info.id;
}
