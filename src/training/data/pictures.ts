import type { View } from './augment.ts';
import type { Dataset } from './dataset.ts';

/** The places of the pictures that a model may learn from. */
export const trainingPictures = ({ pictures }: Dataset): number[] =>
  [...pictures.keys()].filter((index) => !pictures[index]!.heldOut);

/** One picture as it lies in the set: premultiplied RGBA, `[size, size, 4]`. */
export const pictureOf = ({ pixels, size }: Dataset, index: number): Uint8Array =>
  pixels.subarray(index * size * size * 4, (index + 1) * size * size * 4);

/** Writes one picture of a set as numbers in [0, 1], as it is or mirrored and moved. */
export const copyPicture = (dataset: Dataset, index: number, out: Float32Array, view?: View): void =>
  copyPixels(pictureOf(dataset, index), dataset.size, out, view);

/** The same of `[size, size, 4]` bytes; what moves in from outside is transparent. */
export function copyPixels(
  pixels: Uint8Array,
  size: number,
  out: Float32Array,
  { mirrored, right, down }: View = { mirrored: false, right: 0, down: 0 },
): void {
  for (let y = 0; y < size; y++) {
    const fromY = y - down;
    if (fromY < 0 || fromY >= size) continue;
    for (let x = 0; x < size; x++) {
      const moved = x - right;
      if (moved < 0 || moved >= size) continue;
      const from = (fromY * size + (mirrored ? size - 1 - moved : moved)) * 4;
      const to = (y * size + x) * 4;
      for (let channel = 0; channel < 4; channel++) out[to + channel] = pixels[from + channel]! / 255;
    }
  }
}
