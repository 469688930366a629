import { premultiply } from './frame.ts';
import { enlarge } from './png.ts';

/** Premultiplied RGBA `[from, from, 4]` as wide and high as `size`, a multiple of `from`, enlarged as chat enlarges it. */
export async function enlargeTo(size: number, pixels: Uint8Array, from: number): Promise<Uint8Array> {
  return from === size ? pixels : premultiply(await enlarge(pixels, from, size / from));
}

/** Premultiplied RGBA `[from, from, 4]` as wide and high as `size`, which divides `from`: the means of squares of pixels. */
export function reduceTo(size: number, pixels: Uint8Array, from: number): Uint8Array {
  if (from === size) return pixels;
  const side = from / size;
  const sums = new Float32Array(size * size * 4);
  for (const [i, value] of pixels.entries()) {
    const [x, y] = [Math.floor(i / 4) % from, Math.floor(i / 4 / from)];
    sums[(Math.floor(y / side) * size + Math.floor(x / side)) * 4 + (i % 4)]! += value;
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / side ** 2));
}
