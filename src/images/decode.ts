import sharp from 'sharp';
import { ConfinedError, type Reason } from '#lib/confined.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { type Message, message, type Said } from '#lib/i18n.ts';
import { framePicture, type RawPicture } from './frame.ts';
import { readSvg } from './svg-reader.ts';
import { drawUntrusted, type Moving, type PictureOrder } from './untrusted.ts';

/** What a picture from outside may be at most. */
export const uploadLimits = { bytes: 10 * 2 ** 20, pixels: 40_000_000 } as const;

export interface UploadOptions {
  /** The file's name, for messages. */
  name: string;
  /** Width and height of the result. */
  size: number;
}

/** Pictures are made at most this wide and high. */
const largestSide = 512;
const longestNameShown = 60;

/**
 * Reads a picture that anyone may have sent and frames it as the models see pictures. Returns premultiplied RGBA,
 * `[size, size, 4]`. Throws what `readPicture` throws, and `bad_image` where nothing in the picture is visible.
 */
export async function readUpload(bytes: Uint8Array, { name, size }: UploadOptions): Promise<Uint8Array> {
  const framed = await framePicture(await readPicture(bytes, name), size);
  if (framed) return framed;
  throw new AppError('bad_image', message('file.transparent', { name: showName(name) }));
}

/**
 * Reads png, jpg, webp, gif (of an animation the first frame that shows anything) or svg, told by content and not by name, turned upright and made at most
 * 512 pixels wide and high. Throws `too_large` before anything large is decoded, `bad_image` for what is not a picture,
 * reaches outside itself or takes too long.
 */
export async function readPicture(bytes: Uint8Array, name: string): Promise<RawPicture> {
  return (await readWithXmp(bytes, name)).picture;
}

/** As `readPicture`, with what the file says of its picture in XMP, at most 65,536 characters, where it says something. */
export async function readWithXmp(bytes: Uint8Array, name: string): Promise<{ picture: RawPicture; xmp?: string }> {
  const shown = showName(name);
  if (bytes.length > uploadLimits.bytes) {
    const size = Math.ceil(bytes.length / 2 ** 20);
    throw new AppError('too_large', message('file.large', { name: shown, size }));
  }
  const kind = recognise(bytes);
  if (kind === 'raster') return decodeStill(kind, bytes, shown);
  if (kind === 'svg') return decodeStill(kind, readSvg(bytes, shown), shown);
  throw new AppError('bad_image', message('file.unknown', { name: shown }));
}

/**
 * Draws anew a picture that anyone may have sent: upright, small, and without what a camera writes beside it, such as
 * where it was taken. Throws what `readPicture` throws.
 */
export async function redrawUpload(bytes: Uint8Array, name: string): Promise<{ bytes: Uint8Array; mime: string }> {
  const { width, height, rgba } = await readPicture(bytes, name);
  const drawn = sharp(rgba, { raw: { width, height, channels: 4 } }).webp({ quality: 90 });
  return { bytes: await drawn.toBuffer(), mime: 'image/webp' };
}

/** How files of the formats begin, in hex: PNG, JPEG, WebP, GIF. */
const rasterBeginning = /^(89504e470d0a1a0a|ffd8ff|52494646.{8}57454250|474946383[79]61)/;
const svgBeginning = /^\uFEFF?\s*<(\?xml|!--|!DOCTYPE|([\w-]+:)?svg[\s>])/i;

function recognise(bytes: Uint8Array): 'raster' | 'svg' | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 256));
  if (rasterBeginning.test(beginning.toString('hex'))) return 'raster';
  const encodings = beginning[0] === 0xfe ? ['utf-16be'] : ['utf-8', 'utf-16le'];
  const isSvg = encodings.some((encoding) => svgBeginning.test(new TextDecoder(encoding).decode(beginning)));
  return isSvg ? 'svg' : undefined;
}

/**
 * The frames of an animated gif or webp that anyone may have sent, each whole within a square of `side` pixels; nothing
 * for a picture that does not move. Throws what `readPicture` throws.
 */
export async function readMoving(bytes: Uint8Array, { name, size }: UploadOptions): Promise<Moving | undefined> {
  if (bytes.length > uploadLimits.bytes || recognise(bytes) !== 'raster') return undefined;
  const answer = await decode('moving', bytes, showName(name), size);
  return 'moving' in answer ? answer.moving : undefined;
}

/** How a gif and a webp begin, in hex: what may move. */
const movingBeginning = /^(474946383[79]61|52494646.{8}57454250)/;

/** As `readPicture`; throws `bad_image` for a picture that moves, too. */
export async function readStill(bytes: Uint8Array, name: string): Promise<RawPicture> {
  const mayMove = movingBeginning.test(Buffer.from(bytes.subarray(0, 16)).toString('hex'));
  if (!mayMove || !(await readMoving(bytes, { name, size: 16 }))) return readPicture(bytes, name);
  throw new AppError('bad_image', message('file.moves', { name: showName(name) }));
}

async function decodeStill(kind: 'raster' | 'svg', bytes: Uint8Array, name: Said) {
  const answer = await decode(kind, bytes, name, largestSide);
  if ('picture' in answer) return answer;
  throw new Error(`A picture was asked for, and ${Object.keys(answer)} was given.`);
}

async function decode(kind: PictureOrder['kind'], bytes: Uint8Array, name: Said, side: number) {
  const order = { kind, bytes, side, pixels: uploadLimits.pixels };
  const answer = await drawUntrusted(order).catch((error: unknown) => {
    throw explain(error, name);
  });
  if (!('tooLarge' in answer)) return answer;
  const { width, height } = answer.tooLarge;
  throw new AppError('too_large', message('file.pixels', { name, width, height }));
}

const reasons: Partial<Record<Reason, (name: Said) => [ErrorCode, Message]>> = {
  time: (name) => ['bad_image', message('file.slow', { name })],
  ended: (name) => ['bad_image', message('file.memory', { name })],
  busy: () => ['busy', message('file.busy')],
  refused: (name) => ['bad_image', message('file.damaged', { name })],
};

function explain(error: unknown, name: Said): unknown {
  const reason = error instanceof ConfinedError ? reasons[error.reason] : undefined;
  if (!reason) return error;
  return new AppError(...reason(name), error);
}

/** A stranger's file name as it may stand in a message: short, on one line, without marks of formatting. */
export function showName(name: string): Said {
  const plain = name.replace(/[\p{C}`*_~|<>@]/gu, '').trim();
  if (!plain) return message('file.yours');
  return plain.length > longestNameShown ? `${plain.slice(0, longestNameShown)}…` : plain;
}
