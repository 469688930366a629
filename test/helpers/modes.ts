import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The modes of a folder and all that is in it, such as `folder 700` and `file 600`. */
export async function modesIn(folder: string): Promise<Set<string>> {
  const paths = [folder, ...(await readdir(folder, { recursive: true })).map((name) => join(folder, name))];
  const modes = paths.map(async (path) => {
    const found = await stat(path);
    return `${found.isDirectory() ? 'folder' : 'file'} ${(found.mode & 0o777).toString(8)}`;
  });
  return new Set(await Promise.all(modes));
}
