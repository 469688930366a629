import sharp, { type Metadata, type Sharp } from 'sharp';
import { AppError } from '#lib/errors.ts';
import { framePicture, type RawPicture } from './frame.ts';

/** What a picture from outside may be at most. */
export const uploadLimits = { bytes: 10 * 2 ** 20, pixels: 40_000_000, seconds: 10 } as const;

export interface UploadOptions {
  /** The file's name, for messages. */
  name: string;
  /** Width and height of the result. */
  size: number;
}

const formats = new Set(['png', 'jpeg', 'webp', 'gif', 'svg']);
/** Pictures are kept at this size at most before they are framed; SVG is rendered at about it. */
const largestSide = 512;

/**
 * Reads a picture that anyone may have sent and frames it as the models see pictures. Returns premultiplied RGBA,
 * `[size, size, 4]`. Throws what `readPicture` throws, and `bad_image` where nothing in the picture is visible.
 */
export async function readUpload(bytes: Uint8Array, { name, size }: UploadOptions): Promise<Uint8Array> {
  const framed = await framePicture(await readPicture(bytes, name), size);
  if (framed) return framed;
  throw new AppError('bad_image', `Nothing is visible in ${name}: it is all transparent. Please send another picture.`);
}

/**
 * Reads png, jpg, webp, gif (its first frame) or svg, told by content and not by name, turned upright and made at most
 * 512 pixels wide and high. Throws `too_large` before anything large is decoded, `bad_image` for what is not a picture
 * or reaches outside itself.
 */
export async function readPicture(bytes: Uint8Array, name: string): Promise<RawPicture> {
  if (bytes.length > uploadLimits.bytes) {
    const megabytes = Math.ceil(bytes.length / 2 ** 20);
    throw new AppError('too_large', `${name} has ${megabytes} MB; please send a picture of at most 10 MB.`);
  }
  const svg = looksLikeSvg(bytes);
  if (svg) refuseReferences(Buffer.from(bytes).toString('utf8'), name);
  const metadata = await readMetadata(bytes, name);
  const { width, height } = metadata;
  if (!svg && width * (metadata.pageHeight ?? height) > uploadLimits.pixels) {
    throw new AppError(
      'too_large',
      `${name} is ${width} × ${height} pixels; please send one of at most 40 megapixels.`,
    );
  }
  try {
    const { data, info } = await open(bytes, metadata)
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .resize(largestSide, largestSide, { fit: 'inside', withoutEnlargement: true })
      .raw({ depth: 'uchar' })
      .timeout({ seconds: uploadLimits.seconds })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgba: data };
  } catch (error) {
    throw new AppError(
      'bad_image',
      `${name} is damaged and cannot be read. Please save it again as PNG or JPEG.`,
      error,
    );
  }
}

async function readMetadata(bytes: Uint8Array, name: string): Promise<Metadata> {
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error) => {
      throw notAPicture(name, error);
    });
  if (!formats.has(metadata.format)) throw notAPicture(name);
  return metadata;
}

function notAPicture(name: string, cause?: unknown): AppError {
  return new AppError(
    'bad_image',
    `${name} is not a picture that I can read. Please send a PNG, JPEG, WebP, GIF or SVG.`,
    cause,
  );
}

function open(bytes: Uint8Array, { format, width, height, density = 72 }: Metadata): Sharp {
  const limits = { limitInputPixels: uploadLimits.pixels, failOn: 'error', pages: 1 } as const;
  if (format !== 'svg') return sharp(bytes, limits);
  const scale = largestSide / Math.max(width, height);
  return sharp(bytes, { ...limits, density: Math.min(2400, Math.max(1, density * scale)) });
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 4096)).toString('utf8'));
}

/** What makes an SVG reach outside itself, run something or grow without bound. */
const forbidden = [
  /<!ENTITY|<!DOCTYPE[^>]*\[/i,
  /<\s*(script|foreignObject|image|iframe|use[^>]+href\s*=\s*["'](?!#))/i,
  /(href|src)\s*=\s*["']\s*(?!#|["'])/i,
  /url\(\s*["']?\s*(?!#)[^)"'\s]/i,
  /@import/i,
  /<\?xml-stylesheet/i,
];

function refuseReferences(text: string, name: string): void {
  if (forbidden.some((pattern) => pattern.test(text))) {
    throw new AppError(
      'bad_image',
      `${name} refers to other files or runs code. Please send an SVG without, or a PNG.`,
    );
  }
}
