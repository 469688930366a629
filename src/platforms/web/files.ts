import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import { endingOf, mimeOf } from './pictures.ts';

interface OpenFile {
  mime: string;
  /** In bytes. */
  size: number;
  stream: Readable;
}

/** Keeps pictures under the hash of their content: the same picture twice is one file, and none ever changes. */
export interface FileStore {
  /** Keeps a picture and returns its name. Throws `bad_image` for a type that is not kept, `too_large` when full. */
  save(bytes: Uint8Array, mime: string): Promise<string>;
  open(name: string): Promise<OpenFile | undefined>;
  read(name: string): Promise<Uint8Array | undefined>;
  /** Bytes in use, and the bound. */
  usage(): { bytes: number; maxBytes: number };
  /** Deletes the files written before `before` that `needed` does not name; returns how many. */
  removeAllBut(needed: ReadonlySet<string>, before: Date): Promise<number>;
}

const fileName = /^[0-9a-f]{64}\.([a-z]{3,4})$/;
const gibibyte = 1024 ** 3;

/** Marks a file as written now, and says whether there is one. */
const renew = (path: string) =>
  utimes(path, new Date(), new Date()).then(
    () => true,
    () => false,
  );

/** Opens the file store in `folder`, which is made where it is missing. It never holds more than `maxBytes`. */
export async function createFileStore(folder: string, maxBytes = 2 * gibibyte): Promise<FileStore> {
  await mkdir(folder, { recursive: true });
  const namesOnDisk = async () => (await readdir(folder)).filter((name) => fileName.test(name));
  const sizes = (await namesOnDisk()).map(async (name) => (await stat(join(folder, name))).size);
  let bytesInUse = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);

  const known = (name: string) => {
    const ending = fileName.exec(name)?.[1];
    return ending ? mimeOf(ending) : undefined;
  };

  return {
    async save(bytes, mime) {
      const ending = endingOf(mime);
      if (!ending) throw new AppError('bad_image', 'Only PNG, JPEG, WebP, GIF, AVIF and SVG pictures can be kept.');
      const name = `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
      const path = join(folder, name);
      if (await renew(path)) return name;
      if (bytesInUse + bytes.length > maxBytes) {
        throw new AppError('too_large', 'The server has no room left for pictures. Ask its operator to make some.');
      }
      bytesInUse += bytes.length;
      const unfinished = join(folder, `.${createId(16)}`);
      try {
        await writeFile(unfinished, bytes, { flush: true });
        await rename(unfinished, path);
      } catch (error) {
        bytesInUse -= bytes.length;
        await rm(unfinished, { force: true });
        throw error;
      }
      return name;
    },
    async open(name) {
      const mime = known(name);
      const path = join(folder, name);
      const found = mime && (await stat(path).catch(() => undefined));
      return found ? { mime, size: found.size, stream: createReadStream(path) } : undefined;
    },
    async read(name) {
      return known(name) ? readFile(join(folder, name)).catch(() => undefined) : undefined;
    },
    usage: () => ({ bytes: bytesInUse, maxBytes }),
    async removeAllBut(needed, before) {
      let removed = 0;
      for (const name of await namesOnDisk()) {
        const path = join(folder, name);
        const { size, mtime } = await stat(path);
        if (needed.has(name) || mtime >= before) continue;
        await rm(path);
        bytesInUse -= size;
        removed++;
      }
      return removed;
    },
  };
}
