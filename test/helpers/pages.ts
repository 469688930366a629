import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Where pages are; the root itself is looked at without its folders. */
const folders = ['docs', 'models', 'src', 'test', '.github'];

/** Every Markdown page of the repository, by its path from the root. */
export async function pages(): Promise<string[]> {
  const top = await readdir(root);
  const below = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((file) => join(folder, file)),
    ),
  );
  return [...top, ...below.flat()].filter((file) => file.endsWith('.md')).sort();
}

export const readPage = (page: string): Promise<string> => readFile(join(root, page), 'utf8');
