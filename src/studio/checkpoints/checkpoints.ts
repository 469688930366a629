import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import { makePrivate } from '#lib/private-folder.ts';
import { makeWhole } from '#lib/whole.ts';
import { LatentSpace } from '#sampling/latent.ts';
import { type CheckpointInfo, isCheckpoint, readCodeTable, readInfo } from '#training/checkpoint/checkpoint.ts';
import { fetchCheckpoint, shareCheckpoint } from './checkpoint-exchange.ts';

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
  const { info, codeTable, imagines } = await readCodeTable(directory);
  const { id, layout, styles, size } = info;
  return {
    id,
    name: shortName(id),
    directory,
    info,
    latent: new LatentSpace(codeTable, layout, styles),
    size,
    imagines,
  };
}

export interface CheckpointStore {
  shippedId: string;
  /** The checkpoint that a workspace paints with. */
  active(workspaceId: string): Promise<OpenCheckpoint>;
  /** By the name that people read or the first characters of its id, else the newest of a family. Throws `not_found`. */
  find(name: string): Promise<OpenCheckpoint>;
  /** What people read: `easel`, the name of a run of npm run train, or the first characters of the id. */
  nameOf(id: string): string;
  /** Throws `bad_checkpoint` where its files are lost or damaged. */
  open(id: string): Promise<OpenCheckpoint>;
  /** Makes a checkpoint known whose files are in place. */
  register(id: string, note: string): Promise<OpenCheckpoint>;
  /** Deletes a checkpoint and its files, unless something needs it. */
  forget(id: string): Promise<void>;
}

/** How the note of a checkpoint begins that came from a run of npm run train, before the run's name. */
const asRun = 'trained as ';

/** Opened checkpoints kept in memory; each holds its table of codes. */
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
  const names = new Map<string, string>();
  const nameOf = (id: string) => names.get(id) ?? shortName(id);
  const idOf = (name: string) => [...names].find(([, known]) => known.toLowerCase() === name.toLowerCase())?.[0];

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
    const known = opened.get(id) ?? obtain(id).then((checkpoint) => ({ ...checkpoint, name: nameOf(id) }));
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
    const columns = { id, name: shortName(id), family, step, note, metrics, datasetHash: dataset.hash };
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
    const { id, family } = await copyShipped(folder, place);
    names.set(id, shippedIds.length === 0 ? shippedName : family);
    await heal(id, folder);
    await register(id, 'came with Easel');
    shippedIds.push(id);
  }
  const [shippedId] = shippedIds as [string];
  const all = await db.checkpoints.listCheckpoints();
  const known = new Set(all.map(({ id }) => id));
  for (const { id, note } of all) {
    const run = note.startsWith(asRun) ? note.slice(asRun.length) : undefined;
    if (run && !idOf(run)) names.set(id, run);
  }
  for (const run of await readdir(runs).catch(() => [])) {
    const finished = join(runs, run, 'checkpoint');
    if (!isCheckpoint(finished)) continue;
    try {
      const { id, layout } = await readInfo(finished);
      // One without codes, as of drawings, paints nothing by itself.
      if (known.has(id) || layout.size === 0) continue;
      await copyInto(place(id), finished);
      // The newest of a name has it; an earlier one goes by its id again. Those that come with Easel keep theirs.
      await openCheckpoint(place(id));
      const earlier = idOf(run);
      if (earlier && !shippedIds.includes(earlier)) names.delete(earlier);
      if (!idOf(run)) names.set(id, run);
      await register(id, `${asRun}${run}`);
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
      const named = idOf(name);
      if (named) return open(named);
      const newest = (await db.checkpoints.listCheckpoints()).find(({ family }) => family === name);
      return open((newest ?? (await db.checkpoints.getCheckpoint(name))).id);
    },
    forget,
    nameOf,
    active: async (workspaceId) => open((await db.activeCheckpoints.findActiveCheckpoint(workspaceId)) ?? shippedId),
  };
}

/** Says where the damaged files lie, below the data folder, and what there is to do. */
function explainDamage(id: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppError) || error.code !== 'bad_checkpoint') throw error;
    throw new AppError('bad_checkpoint', message('error.damaged-model', { fault: error.said, id }), error);
  };
}

async function copyShipped(shipped: string, place: (id: string) => string): Promise<CheckpointInfo> {
  if (!isCheckpoint(shipped)) {
    throw new AppError(
      'bad_checkpoint',
      `A model that comes with Easel is missing from ${shipped}. Install Easel again.`,
    );
  }
  const info = await readInfo(shipped);
  await copyInto(place(info.id), shipped);
  return info;
}

/** Copies a checkpoint's folder, whole or not at all; nothing where it is already there. */
async function copyInto(target: string, source: string): Promise<void> {
  if (existsSync(target)) return;
  await makeWhole(target, async (unfinished) => {
    await cp(source, unfinished, { recursive: true });
    await makePrivate(unfinished);
  });
}
