import sharp, { type Sharp } from 'sharp';
import { serveOrders } from '#lib/confined-process.ts';
import { boundingBox, type RawPicture } from './frame.ts';
import type { Moving, PictureAnswer, PictureOrder } from './untrusted.ts';

/** The density at which an SVG's own units are pixels, and what a density may be. */
const plainDensity = 72;
const densities = { min: 1, max: 2400 };

// A process lives for a few pictures: what libvips would remember of them is memory for nothing.
sharp.cache(false);
sharp.concurrency(1);

/** An animation may fade in: so many frames of it are looked at. */
const blankFramesAtMost = 24;
const jpegEnd = Buffer.from([0xff, 0xd9]);
/** Milliseconds of a frame that says nothing, as browsers have it. */
const usualDelay = 100;
/** Characters of what a file says of its picture. */
const xmpAtMost = 2 ** 16;
/** Bytes that may follow the end of a JPEG. */
const trailerAtMost = 1024;

async function draw(order: PictureOrder): Promise<PictureAnswer> {
  const { kind, bytes, side, pixels } = order;
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height, pageHeight = height, pages = 1 } = metadata;
  const xmp = metadata.xmpAsString?.slice(0, xmpAtMost);
  if (kind === 'svg') {
    const fitted = Math.min(densities.max, Math.max(densities.min, (plainDensity * side) / Math.max(width, height)));
    return { picture: await read(sharp(bytes, { density: fitted }), order) };
  }
  if (width * pageHeight > pixels) return { tooLarge: { width, height: pageHeight } };
  if (kind === 'moving' && pages > 1) return { moving: await readMoving(order) };
  const first = await readFrame(order, 0);
  for (let page = 0, picture = first; ; picture = await readFrame(order, page)) {
    if (boundingBox(picture)) return { picture, xmp };
    if (++page >= Math.min(pages, blankFramesAtMost)) return { picture: first, xmp };
  }
}

/** As many frames from the beginning as `pixels` allows, each whole within a square. */
async function readMoving({ bytes, side, pixels }: PictureOrder): Promise<Moving> {
  const { width, height, pageHeight = height, pages = 1, delay = [] } = await sharp(bytes).metadata();
  const frames = Math.min(pages, Math.floor(pixels / (width * pageHeight)));
  const rgba = await sharp(bytes, { limitInputPixels: pixels, failOn: 'error', pages: frames })
    .toColourspace('srgb')
    .ensureAlpha()
    .resize(side, side, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { side, rgba, delays: Array.from({ length: frames }, (_, frame) => delay[frame] || usualDelay) };
}

/** One frame of an animation, or all of a picture that is none. */
function readFrame(order: PictureOrder, page: number): Promise<RawPicture> {
  const { bytes, pixels } = order;
  // Some programs leave the end marker of a JPEG out. With one added, only a picture with a part missing gives a warning.
  const isOpen = lacksEnd(bytes);
  const whole = isOpen ? Buffer.concat([bytes, jpegEnd]) : bytes;
  const failOn = isOpen ? 'warning' : 'error';
  return read(sharp(whole, { limitInputPixels: pixels, failOn, page, pages: 1 }).autoOrient(), order);
}

/** Whether this is a JPEG without its end marker. */
function lacksEnd(bytes: Uint8Array): boolean {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  return isJpeg && !Buffer.from(bytes.subarray(-trailerAtMost)).includes(jpegEnd);
}

async function read(source: Sharp, { kind, side }: PictureOrder): Promise<RawPicture> {
  const { data, info } = await source
    .toColourspace('srgb')
    .ensureAlpha()
    .resize(side, side, { fit: 'inside', withoutEnlargement: kind !== 'svg' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

serveOrders(draw);
