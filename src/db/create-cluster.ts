import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/**
 * A program: makes an empty PGlite database in the folder that its argument names, all of it on disk when it ends. It
 * is made beside its place, so that a start that was cut off leaves nothing half made.
 */
const folder = process.argv[2]!;
const unfinished = `${folder}.new`;
await rm(unfinished, { recursive: true, force: true });
const pglite = await PGlite.create(unfinished);
await pglite.close();
const entries = await readdir(unfinished, { recursive: true, withFileTypes: true });
await Promise.all(entries.map((entry) => syncToDisk(join(entry.parentPath, entry.name))));
await rename(unfinished, folder);
await syncToDisk(dirname(folder));

/** Of a folder, its list of names. */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
