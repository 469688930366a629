import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { createId } from '#lib/ids.ts';
import { emojiPackages } from '../emoji.ts';
import type { Icon } from '../iconset.ts';
import { installedVersions } from '../packages.ts';

/** Where an icon's body lies in the file, deflated, and what else is known of it. */
export interface StoredIcon extends Omit<Icon, 'body'> {
  concept: string;
  group: string;
  style: string;
  offset: number;
  length: number;
}

/** The icons of all installed emoji sets in one file, so that none of them is in memory before it is asked for. */
export interface IconStore {
  readonly icons: readonly StoredIcon[];
  read(icon: StoredIcon): Promise<Icon>;
}

/** To be raised when the same packages would give another file. */
const recipeVersion = 1;
const builder = fileURLToPath(new URL('./icon-store-process.ts', import.meta.url));
const inflate = promisify(inflateRaw);

/**
 * Opens the file kept in `cacheDir`, or makes it first, in a process of its own, since the packages take half a gigabyte
 * to read. Without a folder it is made for this process alone. With no set installed the store is empty.
 */
export async function openIconStore(cacheDir?: string): Promise<IconStore> {
  const versions = await installedVersions(emojiPackages);
  if (versions.size === 0) return { icons: [], read: () => Promise.reject(new Error('There are no icons.')) };
  if (cacheDir === undefined) return makeForNow();
  const key = createHash('sha256')
    .update(JSON.stringify([recipeVersion, [...versions]]))
    .digest('hex')
    .slice(0, 16);
  const path = join(cacheDir, `icons-${key}.data`);
  const kept = await openFile(path).catch(() => undefined);
  if (kept) return kept;
  await mkdir(cacheDir, { recursive: true });
  const unfinished = `${path}.${createId()}.part`;
  await promisify(execFile)(process.execPath, [builder, unfinished]);
  await rename(unfinished, path);
  return openFile(path);
}

async function makeForNow(): Promise<IconStore> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-icons-'));
  try {
    const path = join(folder, 'icons.data');
    await promisify(execFile)(process.execPath, [builder, path]);
    const bytes = await readFile(path);
    return openStore(bytes.length, async (position, length) => bytes.subarray(position, position + length));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Rejects where there is no such file or it is not whole. */
async function openFile(path: string): Promise<IconStore> {
  return openStore((await stat(path)).size, async (position, length) => {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  });
}

/** Of the length of a JSON list as 32 bits, little-endian; the list; the bodies. Rejects where it is not whole. */
async function openStore(
  size: number,
  readAt: (position: number, length: number) => Promise<Buffer>,
): Promise<IconStore> {
  const readExactly = async (position: number, length: number) => {
    const bytes = length <= size ? await readAt(position, length) : Buffer.alloc(0);
    if (bytes.length !== length) throw new Error('The file of icons is not whole.');
    return bytes;
  };
  const listLength = (await readExactly(0, 4)).readUInt32LE();
  const icons = JSON.parse((await readExactly(4, listLength)).toString()) as StoredIcon[];
  const start = 4 + listLength;
  const last = icons.at(-1);
  if (!last || size !== start + last.offset + last.length) throw new Error('The file of icons is not whole.');
  return {
    icons,
    read: async ({ offset, length, left, top, width, height, mirrored }) => {
      const body = (await inflate(await readExactly(start + offset, length))).toString();
      return { body, left, top, width, height, mirrored };
    },
  };
}
