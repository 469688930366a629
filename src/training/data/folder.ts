import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { readUpload, uploadLimits } from '#images/decode.ts';
import { AppError } from '#lib/errors.ts';
import { assemble, type RenderedPicture } from './assemble.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { isHeldOut } from './split.ts';

/** The style of all pictures that somebody brings. */
const ownStyle = 'own';

const fewestPictures = 32;
const endings = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.svg']);
/** Pictures decoded at the same time: sharp has four threads. */
const atOnce = 8;
const reasonsShown = 3;

/**
 * Anyone's own pictures (png, jpg, webp, gif, svg) in a folder and the folders in it, framed as the models see them.
 * Files that are no pictures by their ending are passed over; broken ones and repeated ones are skipped and named.
 * Throws `no_data` where there is no such folder or it holds fewer than 32 usable pictures.
 */
export async function loadFolder(folder: string, options: LoadOptions): Promise<Dataset> {
  const { size = 64, log, onProgress } = options;
  const files = await findPictures(folder);
  const rendered: RenderedPicture[] = [];
  const skipped: Skipped[] = [];
  const seen = new Map<string, string>();
  for (let start = 0; start < files.length; start += atOnce) {
    const batch = files.slice(start, start + atOnce);
    for (const one of await Promise.all(batch.map((file) => readPicture(folder, file, size)))) {
      if ('reason' in one) skipped.push(one);
      else if (seen.has(one.picture.concept)) {
        skipped.push({ file: one.file, reason: `it is the same picture as ${seen.get(one.picture.concept)}.` });
      } else {
        seen.set(one.picture.concept, one.file);
        rendered.push(one);
      }
    }
    onProgress?.(start + batch.length, files.length);
  }
  if (skipped.length > 0) log?.warn({ skipped }, 'left out pictures that cannot be used');
  if (rendered.length < fewestPictures) throw tooFew(folder, rendered.length, skipped);
  return assemble(basename(resolve(folder)), size, rendered, skipped);
}

/** Paths inside the folder, in an order that is the same on every machine. */
async function findPictures(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    const message = `There is no folder "${folder}" that can be read. Give a folder of images, or "emoji".`;
    throw new AppError('no_data', message, error);
  });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

async function readPicture(
  folder: string,
  file: string,
  size: number,
): Promise<Skipped | (RenderedPicture & { file: string })> {
  try {
    const path = join(folder, file);
    if ((await stat(path)).size > uploadLimits.bytes) return { file, reason: 'it has more than 10 MB.' };
    const bytes = await readFile(path);
    const pixels = await readUpload(bytes, { name: 'it', size });
    const concept = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const label = basename(file, extname(file));
    const picture = { concept, style: ownStyle, group: 'own', label, heldOut: isHeldOut(concept) };
    return { file, picture, pixels };
  } catch (error) {
    return { file, reason: error instanceof AppError ? error.message : 'it cannot be read.' };
  }
}

function tooFew(folder: string, count: number, skipped: readonly Skipped[]): AppError {
  const first = skipped.slice(0, reasonsShown).map(({ file, reason }) => `${file}: ${reason}`);
  const found = count === 0 ? 'no picture' : `${count} picture${count === 1 ? '' : 's'}`;
  const why = first.length > 0 ? ` ${skipped.length} could not be used: ${first.join(' ')}` : '';
  return new AppError(
    'no_data',
    `The folder "${folder}" holds ${found} to train on, and ${fewestPictures} are the least. Put more PNG, JPEG, WebP, GIF or SVG files in it.${why}`,
  );
}
