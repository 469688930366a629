import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { readPicture, uploadLimits } from '#images/decode.ts';
import { isReadable, whyUnreadable } from '#images/endings.ts';
import type { RawPicture } from '#images/frame.ts';
import { AppError } from '#lib/errors.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { oversampling } from './drawing.ts';
import { type Candidate, runPipeline } from './pipeline.ts';
import { openShelf } from './shelf.ts';
import { isHeldOut } from './split.ts';

/** The style of all pictures that somebody brings. */
const ownStyle = 'own';

const fewestPictures = 32;
const reasonsShown = 3;
/** To be raised when the same files would give other pixels. */
const recipeVersion = 1;

/**
 * Anyone's own pictures (png, jpg, webp, gif, svg) in a folder and the folders in it, through the whole pipeline.
 * Files that are no pictures by their ending are passed over; broken and repeated ones, pictures of other formats
 * are skipped and named. What a file became is kept by its content, so that a later run prepares only what is new.
 * Throws `no_data` where there is no such folder or it holds fewer than 32 usable pictures.
 */
export async function loadFolder(folder: string, options: LoadOptions): Promise<Dataset> {
  const { size = 64, cacheDir, log, onProgress } = options;
  const { candidates, skipped } = await collectFiles(folder, size);
  const shelf = await openShelf(cacheDir, `folder-${keyOf(folder, size)}`, size);
  const name = basename(resolve(folder));
  const dataset = await runPipeline({ name, size, candidates, skipped, drawn: false, known: shelf.known, onProgress });
  await shelf.keep(candidates.map(({ picture }) => picture.concept));
  if (dataset.skipped.length > 0) log?.warn({ skipped: dataset.skipped }, 'left out pictures that cannot be used');
  if (dataset.pictures.length < fewestPictures) throw tooFew(folder, dataset);
  return dataset;
}

function keyOf(folder: string, size: number): string {
  const recipe = JSON.stringify([recipeVersion, resolve(folder), size, sharp.versions]);
  return createHash('sha256').update(recipe).digest('hex').slice(0, 16);
}

/** Names every picture by its content; one file at a time is in memory. */
async function collectFiles(folder: string, size: number): Promise<{ candidates: Candidate[]; skipped: Skipped[] }> {
  const candidates: Candidate[] = [];
  const skipped: Skipped[] = [];
  for (const file of await findPictures(folder)) {
    const path = join(folder, file);
    try {
      const isLarge = (await stat(path)).size > uploadLimits.bytes;
      const reason = whyUnreadable(file) ?? (isLarge ? 'it has more than 10 MB.' : undefined);
      if (reason) {
        skipped.push({ file, reason, stage: 'collect' });
        continue;
      }
      const bytes = await readFile(path);
      const concept = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
      const label = basename(file, extname(file));
      const picture = { concept, style: ownStyle, group: 'own', label, heldOut: isHeldOut(concept) };
      const read = async () => reduce(await readPicture(await readFile(path), 'it'), size * oversampling);
      candidates.push({ file, picture, lossy: isLossy(bytes), read });
    } catch {
      skipped.push({ file, reason: 'it cannot be read.', stage: 'collect' });
    }
  }
  return { candidates, skipped };
}

/** At most `side` wide and high: more would not be seen in the end. */
export async function reduce({ width, height, rgba }: RawPicture, side: number): Promise<RawPicture> {
  const { data, info } = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

/** JPEG, and WebP without a lossless stream. */
export function isLossy(bytes: Buffer): boolean {
  if (bytes.subarray(0, 2).toString('hex') === 'ffd8') return true;
  return bytes.subarray(8, 12).toString('latin1') === 'WEBP' && !bytes.includes('VP8L');
}

/** Paths inside the folder, links followed, in an order that is the same on every machine. */
async function findPictures(folder: string): Promise<string[]> {
  const found = await walk(folder, '', new Set()).catch((error) => {
    const message = `There is no folder "${folder}" that can be read. Give a folder of images, "emoji" or "avatars".`;
    throw new AppError('no_data', message, error);
  });
  return found.sort((a, b) => (a < b ? -1 : 1));
}

/** Files that people take for pictures, by their names; hidden ones are left alone. Each folder is `seen` once. */
async function walk(folder: string, inside: string, seen: Set<string>): Promise<string[]> {
  const here = join(folder, inside);
  const real = await realpath(here);
  if (seen.has(real)) return [];
  seen.add(real);
  const found: string[] = [];
  for (const name of await readdir(here)) {
    if (name.startsWith('.')) continue;
    const path = inside ? `${inside}/${name}` : name;
    const about = await stat(join(folder, path)).catch(() => undefined);
    if (about?.isDirectory()) found.push(...(await walk(folder, path, seen)));
    else if (isReadable(name) || whyUnreadable(name)) found.push(path);
  }
  return found;
}

function tooFew(folder: string, { pictures: { length: count }, skipped }: Dataset): AppError {
  const first = skipped.slice(0, reasonsShown).map(({ file, reason }) => `${file}: ${reason}`);
  const found = count === 0 ? 'no picture' : `${count} picture${count === 1 ? '' : 's'}`;
  const why = first.length > 0 ? ` ${skipped.length} could not be used: ${first.join(' ')}` : '';
  return new AppError(
    'no_data',
    `The folder "${folder}" holds ${found} to train on, and ${fewestPictures} are the least. Put more PNG, JPEG, WebP, GIF or SVG files in it.${why}`,
  );
}
