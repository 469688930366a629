import { extname } from 'node:path';

/** Endings of files that `readPicture` reads. */
const readable = new Set(['.png', '.jpg', '.jpeg', '.jfif', '.jpe', '.webp', '.gif', '.svg']);
/** Endings of pictures that it cannot read, which people take for pictures all the same. */
const unreadable = new Set([
  '.heic',
  '.heif',
  '.avif',
  '.bmp',
  '.tif',
  '.tiff',
  '.jxl',
  '.ico',
  '.psd',
  '.raw',
  '.dng',
]);

const endingOf = (file: string) => extname(file).toLowerCase();

/** Whether a file is a picture that can be read, as far as its name tells. */
export const isReadable = (file: string): boolean => readable.has(endingOf(file));

/** Why a picture cannot be read, where its name tells; nothing for other files. */
export function whyUnreadable(file: string): string | undefined {
  const ending = endingOf(file);
  if (!unreadable.has(ending)) return undefined;
  return `it is a ${ending.slice(1).toUpperCase()} file, which cannot be read. Save it as PNG or JPEG.`;
}
