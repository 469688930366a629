import { closeSync, fsyncSync, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** A program: makes an empty PGlite database in the folder that its argument names, safely on disk when it ends. */
const folder = process.argv[2]!;
const pglite = await PGlite.create(folder);
await pglite.close();
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = openSync(join(entry.parentPath, entry.name), 'r+');
  fsyncSync(file);
  closeSync(file);
}
