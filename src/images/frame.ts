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

/** Whether so much of a picture is clear that it is a cut-out and not a photograph. */
export function isCutOut({ rgba }: RawPicture): boolean {
  let clear = 0;
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i]! < 128) clear++;
  return clear >= (rgba.length / 4) * cutOutShare;
}

function fitContent(source: Sharp, box: Box, size: number): Sharp {
  const { width, height, left, top } = contentPlace(box, size);
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

/** Where the content lies in the frame. */
function contentPlace(box: Box, size: number): Box {
  const scale = (size * contentShare) / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  return { width, height, left: Math.floor((size - width) / 2), top: Math.floor((size - height) / 2) };
}

/**
 * The way back: a framed picture (premultiplied RGBA, `[size, size, 4]`) at the place and scale that its content had in
 * the original, as straight RGBA of the original's size.
 */
export async function unframePicture(pixels: Uint8Array, size: number, original: RawPicture): Promise<Uint8Array> {
  const { width, height } = original;
  const box = boundingBox(original);
  const place = box && isCutOut(original) ? frameAround(box, size) : coverPlace(original);
  const side = Math.max(1, Math.round(place.width));
  const frame = sharp(unpremultiply(pixels), { raw: { width: size, height: size, channels: 4 } });
  const scaled = await frame.resize(side, side, { kernel: 'lanczos3' }).raw().toBuffer();
  const result = new Uint8Array(width * height * 4);
  const [left, top] = [Math.round(place.left), Math.round(place.top)];
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
    const from = Math.max(0, left);
    const to = Math.min(width, left + side);
    const start = ((y - top) * side + from - left) * 4;
    result.set(scaled.subarray(start, start + (to - from) * 4), (y * width + from) * 4);
  }
  return result;
}

/** The whole frame in the original's pixels; it may reach beyond the original. */
function frameAround(box: Box, size: number): Box {
  const place = contentPlace(box, size);
  const [across, down] = [box.width / place.width, box.height / place.height];
  return {
    left: box.left - place.left * across,
    top: box.top - place.top * down,
    width: size * across,
    height: size * down,
  };
}

function coverPlace({ width, height }: RawPicture): Box {
  const side = Math.min(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, width: side, height: side };
}

/** Premultiplied RGBA to straight RGBA; clear pixels become black. */
export function unpremultiply(pixels: Uint8Array): Uint8Array {
  const straight = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3]!;
    straight[i + 3] = alpha;
    if (alpha === 0) continue;
    for (let channel = i; channel < i + 3; channel++) {
      straight[channel] = Math.min(255, Math.round((pixels[channel]! * 255) / alpha));
    }
  }
  return straight;
}
