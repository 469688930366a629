import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const onlyOwner = { folder: 0o700, file: 0o600 };

/** What this process makes from now on is its owner's alone, whatever it was started with. */
export function keepPrivate(): void {
  process.umask(0o077);
}

/** Leaves a folder and all that is in it to its owner alone. Links are left as they are. */
export async function makePrivate(folder: string): Promise<void> {
  await chmod(folder, onlyOwner.folder);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, onlyOwner.folder);
    else if (entry.isFile()) await chmod(path, onlyOwner.file);
  }
}
