import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CheckpointPartQueries } from '#db/checkpoint-parts.ts';
import { AppError } from '#lib/errors.ts';
import { makeWhole } from '#lib/whole.ts';
import { readCodeTable } from '#training/checkpoint/checkpoint.ts';

/** Written last: a checkpoint that has it is there as a whole. */
const lastFile = 'checkpoint.json';

/** Puts the files of a known checkpoint into the database, where they are not yet. */
export async function shareCheckpoint(parts: CheckpointPartQueries, id: string, directory: string): Promise<void> {
  if (await parts.hasCheckpointFile(id, lastFile)) return;
  const names = (await readdir(directory)).filter((name) => name !== lastFile);
  for (const name of [...names, lastFile]) {
    await parts.createCheckpointFile(id, { name, bytes: await readFile(join(directory, name)) });
  }
}

/**
 * Gets a checkpoint's files from the database into `directory`, proven against its hash, whole or not at all. Throws
 * `bad_checkpoint` where they are missing there or are not what the id says.
 */
export async function fetchCheckpoint(parts: CheckpointPartQueries, id: string, directory: string): Promise<void> {
  if (!(await parts.hasCheckpointFile(id, lastFile))) {
    throw new AppError('bad_checkpoint', `The files of checkpoint ${id.slice(0, 8)} are lost.`);
  }
  await makeWhole(directory, async (unfinished) => {
    await mkdir(unfinished, { recursive: true });
    for (const name of await parts.listCheckpointFiles(id)) {
      await writeFile(join(unfinished, basename(name)), await parts.readCheckpointFile(id, name));
    }
    const { info } = await readCodeTable(unfinished);
    if (info.id !== id) {
      throw new AppError('bad_checkpoint', `The files of checkpoint ${id.slice(0, 8)} do not match their hash.`);
    }
  });
}
