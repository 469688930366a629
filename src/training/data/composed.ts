import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createRandom } from '#lib/random.ts';
import { assemble } from './assemble.ts';
import type { Compositions } from './compositions/compositions.ts';
import type { Composed, ComposedPictures, DataPicture, Dataset } from './dataset.ts';

export interface ComposedOptions {
  compositions: Compositions;
  count: number;
  size: number;
  /** Of scenes with pairs that are held out of training, instead of those without any. */
  heldOut?: boolean;
  /** The file that pictures are kept in; they are drawn anew in each run unless there is one. */
  file?: string;
}

/** Of the numbers that scenes are drawn with: other scenes for training and for tests. */
const seeds = { training: 1, heldOut: 2 };

/** The file of compositions of this recipe: what decides their pixels. */
export const composedFile = (cacheDir: string, recipe: unknown): string =>
  join(cacheDir, `compositions-${createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16)}.data`);

/**
 * Compositions, drawn when they are first asked for and kept, compressed, since drawing one takes as long as learning
 * from it. A bounded number of scenes keeps that bounded.
 */
export async function openComposed(options: ComposedOptions): Promise<ComposedPictures> {
  const { compositions, count, size, heldOut = false, file } = options;
  const { styles } = compositions;
  const seed = heldOut ? seeds.heldOut : seeds.training;
  const kept = file === undefined ? new Map<number, Buffer>() : await readKept(file);
  const scenes = new Map<number, Composed>();
  const at = (number: number): Composed => {
    if (!(number >= 0 && number < count)) throw new RangeError(`There is no composition ${number} of ${count}.`);
    const known = scenes.get(number);
    if (known) return known;
    const place = number % styles.length;
    const further = 1 + (Math.floor(number / styles.length) % Math.max(1, styles.length - 1));
    const [style, other] = [styles[place]!, styles[(place + further) % styles.length]!];
    const drawn = { style, other, scene: compositions.drawScene(createRandom(seed, 2 * number), style, { heldOut }) };
    scenes.set(number, drawn);
    return drawn;
  };
  return {
    ...{ count, size, styles, at },
    picture: async (number, style = at(number).style) => {
      const key = number * styles.length + styles.indexOf(style);
      let packed = kept.get(key);
      if (!packed) {
        const pixels = await compositions.render(at(number).scene, style, size, createRandom(seed, 2 * number + 1));
        packed = pixels ? deflateRawSync(pixels, { level: 2 }) : Buffer.alloc(0);
        kept.set(key, packed);
        if (file !== undefined) await keep(file, key, packed);
      }
      return packed.length === 0 ? undefined : inflateRawSync(packed);
    },
  };
}

/** The first compositions that can be drawn, at most `limit`, as a data set of pictures that are held out. */
export async function asDataset(
  { count, size, styles, at, picture }: ComposedPictures,
  limit: number,
): Promise<Dataset> {
  const rendered: { picture: DataPicture; pixels: Uint8Array }[] = [];
  for (let number = 0; number < count && rendered.length < limit; number++) {
    const pixels = await picture(number);
    const label = `composition ${number}`;
    const common = { concept: label, label, group: 'compositions', style: at(number).style, heldOut: true };
    if (pixels) rendered.push({ picture: common, pixels });
  }
  return { ...assemble({ name: 'compositions', size, rendered, skipped: [], stages: [] }), styles: [...styles] };
}

/*
 * The file: for each picture its number, the length of what follows, both 32 bits, little-endian, and the compressed
 * pixels, none for a picture that cannot be.
 */
const headLength = 8;

async function keep(file: string, key: number, packed: Buffer): Promise<void> {
  const head = Buffer.alloc(headLength);
  head.writeUInt32LE(key);
  head.writeUInt32LE(packed.length, 4);
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, Buffer.concat([head, packed]));
}

/** What is kept in a file. An end that a stopped run left unfinished is cut off. */
async function readKept(file: string): Promise<Map<number, Buffer>> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const kept = new Map<number, Buffer>();
  let end = 0;
  while (end + headLength <= bytes.length) {
    const next = end + headLength + bytes.readUInt32LE(end + 4);
    if (next > bytes.length) break;
    kept.set(bytes.readUInt32LE(end), bytes.subarray(end + headLength, next));
    end = next;
  }
  if (end < bytes.length) await truncate(file, end);
  return kept;
}
