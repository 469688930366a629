import type { Random } from '#lib/random.ts';

/** What is worn on the head, and before the eyes. */
const headwear = new Set(['1f451', '1f3a9', '1f452', '1f9e2', '1f393', '26d1', '1fa96', '1f380']);
const eyewear = new Set(['1f453', '1f576', '1f97d']);

/** Concepts that have a place of their own on another picture. */
export const wearables: ReadonlySet<string> = new Set([...headwear, ...eyewear]);

/** Sides of the subject and of what is with it, as shares of the whole. */
const mainSide = { least: 0.74, most: 0.88 };
const accessorySide = { least: 0.38, most: 0.52 };
/** Points of a pixel that are averaged in each direction. */
const samples = 2;

/** A picture of one thing: premultiplied RGBA `[size, size, 4]` in bytes. */
export interface Layer {
  pixels: Uint8Array;
  concept: string;
}

/** A square of the whole, in shares of its side. */
interface Place {
  left: number;
  top: number;
  side: number;
}

/**
 * Several things in one picture, `[size, size, 4]` premultiplied RGBA in [0, 1]: the subject a little smaller, the others
 * small before it: a hat on top, glasses on the eyes, anything else in a corner or at the top.
 */
export function compose(size: number, main: Layer, others: readonly Layer[], random: Random, out: Float32Array): void {
  const between = ({ least, most }: { least: number; most: number }) => least + (most - least) * random.uniform();
  const large = between(mainSide);
  const spots = others.map(({ concept }, index) => (wearables.has(concept) ? [0.5, 0] : spotOf(random, index)));
  const middle = (axis: 0 | 1) => spots.reduce((sum, spot) => sum + spot[axis]! / spots.length, 0);
  const body = { left: (1 - middle(0)) * (1 - large), top: (1 - middle(1)) * (1 - large), side: large };
  out.fill(0, 0, size * size * 4);
  paste(size, main.pixels, body, out);
  for (const [index, { pixels, concept }] of others.entries()) {
    const small = between(accessorySide);
    const [x, y] = spots[index]!;
    const onFace = { left: body.left + (large - small) / 2, top: body.top + 0.42 * large - small / 2, side: small };
    const beside = { left: x! * (1 - small), top: y! * (1 - small), side: small };
    paste(size, pixels, eyewear.has(concept) ? onFace : beside, out);
  }
}

/** The first in a corner or at the top, a second in a lower corner. */
function spotOf(random: Random, index: number): [number, number] {
  if (index > 0) return [random.integer(2), 1];
  const across = random.integer(3) / 2;
  return [across, random.uniform() < 0.6 || across === 0.5 ? 0 : 1];
}

/** Lays a picture over others, `side` of the whole wide. */
function paste(size: number, pixels: Uint8Array, { left, top, side }: Place, out: Float32Array): void {
  const points = Array.from({ length: samples }, (_, point) => (point + 0.5) / samples);
  const colour = new Float32Array(4);
  for (let y = Math.floor(top * size); y < Math.min(size, Math.ceil((top + side) * size)); y++) {
    for (let x = Math.floor(left * size); x < Math.min(size, Math.ceil((left + side) * size)); x++) {
      colour.fill(0);
      for (const down of points) {
        for (const right of points) {
          addBilinear(
            pixels,
            size,
            (x + right - left * size) / side - 0.5,
            (y + down - top * size) / side - 0.5,
            colour,
          );
        }
      }
      const to = (y * size + x) * 4;
      const through = Math.max(0, 1 - colour[3]! / (255 * samples * samples));
      for (let channel = 0; channel < 4; channel++) {
        out[to + channel] = out[to + channel]! * through + colour[channel]! / (255 * samples * samples);
      }
    }
  }
}

/** Adds the colour between four pixels; outside the picture all is transparent. */
function addBilinear(pixels: Uint8Array, size: number, x: number, y: number, colour: Float32Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let corner = 0; corner < 4; corner++) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    if (row < 0 || row >= size || column < 0 || column >= size) continue;
    const from = (row * size + column) * 4;
    const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    for (let channel = 0; channel < 4; channel++) colour[channel]! += weight * pixels[from + channel]!;
  }
}
