import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { readUpload, uploadLimits } from '#images/decode.ts';
import { AppError } from '#lib/errors.ts';
import { assemble, type RenderedPicture } from './assemble.ts';
import type { Dataset, LoadOptions, Skipped } from './dataset.ts';
import { isHeldOut } from './split.ts';

/** With fewer pictures a model only learns them by heart. */
export const fewestPictures = 32;

const endings = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.svg']);
const style = 'own';
/** Pictures decoded at the same time: sharp has four threads. */
const atOnce = 8;
const reasonsShown = 3;

/**
 * Anyone's own pictures in a folder and its sub-folders, as one style. What cannot be read, and what is there twice,
 * is skipped and named. Throws `no_data` where the folder is absent or holds fewer than 32 usable pictures.
 */
export async function loadFolder(folder: string, { size = 64, log, onProgress }: LoadOptions): Promise<Dataset> {
  const files = await findPictureFiles(folder);
  const rendered = new Map<string, RenderedPicture & { file: string }>();
  const skipped: Skipped[] = [];
  for (let start = 0; start < files.length; start += atOnce) {
    const batch = files.slice(start, start + atOnce);
    const results = await Promise.all(batch.map((file) => readPicture(folder, file, size)));
    for (const result of results) {
      const twin = 'reason' in result ? undefined : rendered.get(result.picture.concept);
      if ('reason' in result) skipped.push(result);
      else if (twin) skipped.push({ file: result.file, reason: `The same picture as ${twin.file}.` });
      else rendered.set(result.picture.concept, result);
    }
    onProgress?.(start + batch.length, files.length);
  }
  for (const one of skipped) log?.warn(one, 'a picture was skipped');
  if (rendered.size < fewestPictures) throw tooFew(folder, rendered.size, skipped);
  return assemble(basename(folder), size, [...rendered.values()], skipped);
}

async function findPictureFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    const message = `There is no folder "${folder}" to train on. Give a folder of images, or \`emoji\`.`;
    throw new AppError('no_data', message, error);
  });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function readPicture(
  folder: string,
  file: string,
  size: number,
): Promise<(RenderedPicture & { file: string }) | Skipped> {
  try {
    const path = join(folder, file);
    const { size: bytes } = await stat(path);
    if (bytes > uploadLimits.bytes) return { file, reason: 'The file is larger than 10 MB.' };
    const pixels = await readUpload(await readFile(path), { name: file, size });
    const concept = createHash('sha256').update(pixels).digest('hex').slice(0, 16);
    const label = basename(file, extname(file));
    return { file, pixels, picture: { concept, style, group: style, label, heldOut: isHeldOut(concept) } };
  } catch (error) {
    return { file, reason: error instanceof AppError ? error.message : 'The file cannot be read.' };
  }
}

function tooFew(folder: string, usable: number, skipped: Skipped[]): AppError {
  const reasons = skipped.slice(0, reasonsShown).map(({ file, reason }) => `${file}: ${reason}`);
  const more = skipped.length - reasons.length;
  const details = reasons.length > 0 ? ` Skipped: ${reasons.join(' ')}${more > 0 ? ` And ${more} more.` : ''}` : '';
  const needed = `"${folder}" holds ${usable} usable pictures; training needs at least ${fewestPictures}.`;
  return new AppError('no_data', `${needed} Add more PNG, JPEG, WebP, GIF or SVG files.${details}`);
}
