import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { makePrivate } from '#lib/private-folder.ts';
import { makeWhole } from '#lib/whole.ts';
import { type CheckpointInfo, isCheckpoint, readCodebook, readInfo } from '#training/checkpoint.ts';
import { fetchCheckpoint, shareCheckpoint } from './checkpoint-exchange.ts';
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
  /** Whether its painter can imagine codes. */
  imagines: boolean;
}

/** The name that always stands for the model that Easel paints with at first. */
export const shippedName = 'easel';

/** The first characters of a checkpoint's id: enough to type and to tell apart. */
export const shortName = (id: string): string => id.slice(0, 8);

/** Reads the checkpoint in a folder. Throws `bad_checkpoint`. */
export async function openCheckpoint(directory: string): Promise<OpenCheckpoint> {
  const { info, codebook, imagines } = await readCodebook(directory);
  const { id, layout, styles, size } = info;
  return {
    id,
    name: shortName(id),
    directory,
    info,
    latent: new LatentSpace(codebook, layout, styles),
    size,
    imagines,
  };
}

export interface CheckpointStore {
  shippedId: string;
  /** The checkpoint that a workspace paints with. */
  active(workspaceId: string): Promise<OpenCheckpoint>;
  /** By its name, or the newest of a family by the family's. Throws `not_found`. */
  find(name: string): Promise<OpenCheckpoint>;
  /** Throws `bad_checkpoint` where its files are lost or damaged. */
  open(id: string): Promise<OpenCheckpoint>;
  /** Makes a checkpoint known whose files are in place. */
  register(id: string, note: string): Promise<OpenCheckpoint>;
  /** Deletes a checkpoint and its files, unless something needs it. */
  forget(id: string): Promise<void>;
}

/** Opened checkpoints kept in memory; each holds its codebook. */
const openAtMost = 4;

export interface CheckpointStoreOptions {
  db: Pick<Database, 'checkpoints' | 'activeCheckpoints' | 'checkpointParts'>;
  /** Where checkpoints are kept, one folder each, named by content. */
  directory: string;
  /** The folders of the models that came with Easel, first the one to paint with. */
  shipped: readonly string[];
  /** Where `npm run train` keeps its runs. */
  runs: string;
  /** Whether other machines use the database too: then the files go by way of it. */
  shared?: boolean;
  log: Log;
}

/**
 * The checkpoints of this installation. The shipped ones and those of finished runs are copied in at a start: pictures
 * painted with them can be rendered after an upgrade has brought another, or the run is gone.
 */
export async function openCheckpointStore({
  db,
  directory,
  shipped,
  runs,
  shared,
  log,
}: CheckpointStoreOptions): Promise<CheckpointStore> {
  const opened = new Map<string, Promise<OpenCheckpoint>>();
  const place = (id: string) => join(directory, id);

  /** What is damaged here may be whole in the database that all machines use. */
  async function obtain(id: string): Promise<OpenCheckpoint> {
    if (!shared) return openCheckpoint(place(id)).catch(explainDamage(id));
    if (existsSync(place(id))) {
      const whole = await openCheckpoint(place(id)).catch(() => undefined);
      if (whole) return whole;
      log.warn({ checkpoint: id }, 'the files of a checkpoint are damaged; they are fetched anew');
      await rm(place(id), { recursive: true, force: true });
    }
    await fetchCheckpoint(db.checkpointParts, id, place(id)).catch(explainDamage(id));
    return openCheckpoint(place(id));
  }

  function open(id: string): Promise<OpenCheckpoint> {
    const known = opened.get(id) ?? obtain(id);
    opened.delete(id);
    opened.set(id, known);
    known.catch(() => opened.delete(id));
    for (const oldest of [...opened.keys()].slice(0, -openAtMost)) opened.delete(oldest);
    return known;
  }

  /** Takes the copy that came with Easel where the one in the data folder is damaged. */
  async function heal(id: string, source: string): Promise<void> {
    await open(id).catch(async (error: unknown) => {
      log.warn({ err: error, checkpoint: id }, 'a model that came with Easel was damaged; it is copied anew');
      await rm(place(id), { recursive: true, force: true });
      await copyInto(place(id), source);
    });
  }

  async function register(id: string, note: string): Promise<OpenCheckpoint> {
    const checkpoint = await open(id);
    const { family, step, config, dataset, metrics, parent } = checkpoint.info;
    const columns = { id, name: checkpoint.name, family, step, note, metrics, datasetHash: dataset.hash };
    await db.checkpoints.createCheckpoint({ ...columns, config: config as object, parentId: parent });
    if (shared) await shareCheckpoint(db.checkpointParts, id, place(id));
    return checkpoint;
  }

  async function forget(id: string): Promise<void> {
    if (!(await db.checkpoints.deleteUnusedCheckpoint(id))) return;
    opened.delete(id);
    await rm(place(id), { recursive: true, force: true });
  }

  await mkdir(directory, { recursive: true });
  const shippedIds: string[] = [];
  for (const folder of shipped) {
    const id = await copyShipped(folder, place);
    await heal(id, folder);
    await register(id, 'came with Easel');
    shippedIds.push(id);
  }
  const [shippedId] = shippedIds as [string];
  const known = new Set((await db.checkpoints.listCheckpoints()).map(({ id }) => id));
  for (const run of await readdir(runs).catch(() => [])) {
    const finished = join(runs, run, 'checkpoint');
    if (!isCheckpoint(finished)) continue;
    try {
      const { id } = await readInfo(finished);
      if (known.has(id)) continue;
      await copyInto(place(id), finished);
      await register(id, `trained as ${run}`);
    } catch (error) {
      log.warn({ err: error, run }, 'the checkpoint of a run cannot be used');
    }
  }

  if (shared) {
    for (const id of known) if (existsSync(place(id))) await shareCheckpoint(db.checkpointParts, id, place(id));
  }

  return {
    shippedId,
    open,
    register,
    find: async (name) => {
      if (name === shippedName) return open(shippedId);
      const newest = (await db.checkpoints.listCheckpoints()).find(({ family }) => family === name);
      return open((newest ?? (await db.checkpoints.getCheckpoint(name))).id);
    },
    forget,
    active: async (workspaceId) => open((await db.activeCheckpoints.findActiveCheckpoint(workspaceId)) ?? shippedId),
  };
}

/** Says where the damaged files lie, below the data folder, and what there is to do. */
function explainDamage(id: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppError) || error.code !== 'bad_checkpoint') throw error;
    const advice =
      'An admin paints with another by `/model rollback` or `/model use`; whoever runs Easel brings the folder ' +
      `\`checkpoints/${id}\` back from a backup (\`npm run restore\`).`;
    throw new AppError('bad_checkpoint', `${error.message} ${advice}`, error);
  };
}

async function copyShipped(shipped: string, place: (id: string) => string): Promise<string> {
  if (!isCheckpoint(shipped)) {
    throw new AppError(
      'bad_checkpoint',
      `A model that comes with Easel is missing from ${shipped}. Install Easel again.`,
    );
  }
  const { id } = await readInfo(shipped);
  await copyInto(place(id), shipped);
  return id;
}

/** Copies a checkpoint's folder, whole or not at all; nothing where it is already there. */
async function copyInto(target: string, source: string): Promise<void> {
  if (existsSync(target)) return;
  await makeWhole(target, async (unfinished) => {
    await cp(source, unfinished, { recursive: true });
    await makePrivate(unfinished);
  });
}
