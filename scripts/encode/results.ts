import { realpath } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { AppError } from '#lib/errors.ts';

/**
 * The PNG file that each picture comes back as: its own name where no other picture asks for that, else the whole name of
 * the file, `x.jpg.png`. No two are the same, whatever the case.
 */
export function nameResults(files: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const results = new Map<string, string>();
  const take = (file: string, name: string): boolean => {
    const key = name.toLowerCase();
    if (taken.has(key)) return false;
    taken.add(key);
    results.set(file, name);
    return true;
  };
  const alone = Map.groupBy(files, (file) => parse(file).name.toLowerCase());
  for (const file of files) {
    const { name, ext } = parse(file);
    if (ext === '.png' || alone.get(name.toLowerCase())!.length === 1) take(file, `${name}.png`);
  }
  for (const file of files.filter((file) => !results.has(file))) {
    for (let copy = 1; !take(file, copy === 1 ? `${file}.png` : `${file}-${copy}.png`); copy++);
  }
  return results;
}

/** Both folders are there. Throws `bad_option` where they are one, in which results would replace what they come from. */
export async function refuseOwnFolder(pictures: string, results: string): Promise<void> {
  if ((await realpath(pictures)) !== (await realpath(results))) return;
  const other = join(pictures, 'encoded');
  const message = `--out is the folder of your own pictures, which would be replaced. Choose another, such as --out ${other}.`;
  throw new AppError('bad_option', message);
}
