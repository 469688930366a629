import type { View } from '../data/compositions/raster.ts';

/** Places in each direction that a pixel is the mean of. */
const samples = 2;

/** A square part of a picture, premultiplied RGBA `[size, size, 4]`, in its pixels, `side` pixels wide; nothing outside of it. */
export function faceShot(pixels: Uint8Array, size: number, view: View, side: number): Uint8Array {
  const shot = new Uint8Array(side * side * 4);
  const step = view.side / (side * samples);
  const sums = new Float64Array(4);
  for (let place = 0; place < side * side; place++) {
    sums.fill(0);
    for (let sample = 0; sample < samples ** 2; sample++) {
      const x = view.left + ((place % side) * samples + (sample % samples) + 0.5) * step;
      const y = view.top + (Math.floor(place / side) * samples + Math.floor(sample / samples) + 0.5) * step;
      addColourAt(pixels, size, x - 0.5, y - 0.5, sums);
    }
    for (let channel = 0; channel < 4; channel++) {
      shot[4 * place + channel] = Math.round(sums[channel]! / samples ** 2);
    }
  }
  return shot;
}

/** Adds the colour between four pixels to sums. */
function addColourAt(pixels: Uint8Array, size: number, x: number, y: number, sums: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let corner = 0; corner < 4; corner++) {
    const [column, row] = [left + (corner % 2), top + Math.floor(corner / 2)];
    if (column < 0 || row < 0 || column >= size || row >= size) continue;
    const share = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    for (let channel = 0; channel < 4; channel++) {
      sums[channel]! += share * pixels[4 * (row * size + column) + channel]!;
    }
  }
}
