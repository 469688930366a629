import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWhole } from '#lib/whole.ts';

/** Pictures with what is known of each, as one file keeps them. */
interface Kept {
  /** Width and height of every picture in pixels. */
  size: number;
  pictures: readonly unknown[];
  /** RGBA, `[pictures, size, size, 4]`; to be written it may be in parts. */
  pixels: Uint8Array | readonly Uint8Array[];
}

/*
 * One file a set: the length of a JSON header as 32 bits, little-endian; the header (all of the set but its pixels);
 * the pixels.
 */

/** Reads pictures that were kept under this key; undefined where there are none or their file is not whole. */
export async function readCache<Pictures extends Kept>(
  folder: string,
  key: string,
): Promise<(Pictures & { pixels: Uint8Array }) | undefined> {
  const file = await open(join(folder, `${key}.data`)).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size: fileSize } = await file.stat();
    const lengthBytes = Buffer.alloc(4);
    await file.read(lengthBytes, 0, 4, 0);
    const headerLength = lengthBytes.readUInt32LE();
    if (headerLength > fileSize) return undefined;
    const headerBytes = Buffer.alloc(headerLength);
    await file.read(headerBytes, 0, headerLength, 4);
    const header = JSON.parse(headerBytes.toString()) as Omit<Pictures, 'pixels'>;
    const pixels = new Uint8Array(header.pictures.length * header.size * header.size * 4);
    if (fileSize !== 4 + headerLength + pixels.length) return undefined;
    await file.read(pixels, 0, pixels.length, 4 + headerLength);
    return { ...header, pixels } as Pictures & { pixels: Uint8Array };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** Keeps pictures under this key; a reader sees all of them or nothing. */
export async function writeCache(folder: string, key: string, { pixels, ...rest }: Kept): Promise<void> {
  const header = Buffer.from(JSON.stringify(rest));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  await mkdir(folder, { recursive: true });
  const parts = [length, header, ...(pixels instanceof Uint8Array ? [pixels] : pixels)];
  await makeWhole(join(folder, `${key}.data`), (unfinished) => writeFile(unfinished, parts));
}
