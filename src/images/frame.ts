import sharp, { type Sharp } from 'sharp';

/** A decoded picture: straight (not premultiplied) RGBA, `[height, width, 4]`, 8 bits a channel. */
export interface RawPicture {
  width: number;
  height: number;
  rgba: Uint8Array;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The share of the frame that the longer side of a picture's content fills: 60 of 64 pixels. */
const contentShare = 60 / 64;
/** Fainter pixels are shadow and dust: they stay in the picture but do not move the frame. */
const visibleAlpha = 16;
/** From this share of clear pixels on, a picture counts as a cut-out and not as a photograph. */
const cutOutShare = 0.01;

/** The smallest box around everything visible, or undefined where nothing is. */
export function boundingBox({ width, height, rgba }: RawPicture): Box | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (rgba[(y * width + x) * 4 + 3]! < visibleAlpha) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Brings any picture into the frame in which the models see all pictures: a cut-out's content is centred with its
 * longer side at 60/64 of the frame; a photograph is cropped to its central square.
 * Returns premultiplied RGBA, `[size, size, 4]`, or undefined for a picture in which nothing is visible.
 */
export async function framePicture(picture: RawPicture, size: number): Promise<Uint8Array | undefined> {
  const box = boundingBox(picture);
  if (!box) return undefined;
  const source = sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } });
  const framed = isCutOut(picture) ? fitContent(source, box, size) : source.resize(size, size, { fit: 'cover' });
  return premultiply(await framed.raw().toBuffer());
}

/** Straight RGBA to premultiplied RGBA, in place. */
export function premultiply(rgba: Uint8Array): Uint8Array {
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]!;
    if (alpha === 255) continue;
    for (let channel = i; channel < i + 3; channel++) rgba[channel] = Math.round((rgba[channel]! * alpha) / 255);
  }
  return rgba;
}

function isCutOut({ rgba }: RawPicture): boolean {
  let clear = 0;
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i]! < 128) clear++;
  return clear >= (rgba.length / 4) * cutOutShare;
}

function fitContent(source: Sharp, box: Box, size: number): Sharp {
  const scale = (size * contentShare) / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - height) / 2);
  return source
    .extract(box)
    .resize(width, height, { fit: 'fill' })
    .extend({
      left,
      top,
      right: size - width - left,
      bottom: size - height - top,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    });
}
