import type { Words } from '#lib/i18n.ts';
import type { Drawing, PaintedPicture, Painting } from '#studio/api.ts';
import type { ReplyImage } from '../reply.ts';

/** One of Easel's own pictures, for a reply. Its file is named by its id, so that a saved file leads back to it. */
export function pictureImage(picture: PaintedPicture, spoiler?: boolean): ReplyImage {
  const { id, number, width, height, alt, png } = picture;
  const file = { name: `${id}.png`, mime: 'image/png', bytes: png, width, height, alt };
  return { id, number, ...file, ...(spoiler && { spoiler }) };
}

/** The id of a picture that somebody typed, or dragged in as its file's name. */
export function pictureIdOf(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/\.png$/, '');
}

/** The animation of a painting, for a reply. */
export function animationImage(animation: NonNullable<Painting['animation']>, painting: Painting): ReplyImage {
  const { bytes, mime, width, height } = animation;
  const { id, subject: alt, spoiler } = painting;
  return { name: `${id}.${mime.split('/')[1]}`, mime, bytes, width, height, alt, ...(spoiler && { spoiler }) };
}

/** What was made of a painting's pictures, for a reply. */
export function drawingImage({ name, png, alt }: Drawing, { id, spoiler }: Painting, words: Words): ReplyImage {
  return { ...drawing(`${id}-${name}`, words.of(alt), png), ...(spoiler && { spoiler }) };
}

/** A chart or other drawing that is not one of Easel's pictures. */
export function drawing(name: string, alt: string, png: Uint8Array): ReplyImage {
  return { name: `${name}.png`, mime: 'image/png', bytes: png, ...pngSize(png), alt };
}

/** Width and height in pixels from a PNG's header (IHDR is always its first chunk). */
function pngSize(png: Uint8Array): { width: number; height: number } {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}
