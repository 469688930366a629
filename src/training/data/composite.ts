import type { Random } from '#lib/random.ts';

/** What is worn on the head, and before the eyes. */
const headwear = new Set(['1f451', '1f3a9', '1f452', '1f9e2', '1f393', '26d1', '1fa96', '1f380']);
const eyewear = new Set(['1f453', '1f576', '1f97d']);

/** Concepts that have a place of their own on another picture. */
export const wearables: ReadonlySet<string> = new Set([...headwear, ...eyewear]);

/** Sides of the subject and of what is with it, as shares of the whole. */
const mainSide = { least: 0.78, most: 0.9 };
const hattedSide = { least: 0.74, most: 0.82 };
const otherSide = { least: 0.42, most: 0.54 };
/** What is worn: its width in widths of the subject, and how far down the subject its lower edge or its middle is. */
const hat = { width: { least: 0.5, most: 0.62 }, edge: 0.13 };
const glasses = { width: { least: 0.64, most: 0.76 }, middle: 0.42 };
/** What a hat leaves free above it, in shares of the whole. */
const margin = 0.03;
/** Alpha from which a pixel is part of a thing. */
const visible = 64;
/** Points of a pixel that are averaged in each direction. */
const samples = 2;

/** A picture of one thing: premultiplied RGBA `[size, size, 4]` in bytes. */
export interface Layer {
  pixels: Uint8Array;
  concept: string;
}

/** Where a picture is put: a square of the whole, in shares of its side. */
interface Place {
  left: number;
  top: number;
  side: number;
}

/** What there is to see of a picture, in shares of its side. */
interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Range {
  least: number;
  most: number;
}

const between = (random: Random, { least, most }: Range): number => least + (most - least) * random.uniform();

/** Across and down, 0 or 1 each. */
type Corner = readonly [number, number];

/**
 * Several things in one picture, `[size, size, 4]` premultiplied RGBA in [0, 1]: the subject a little smaller, the others
 * small before it: a hat on its top, glasses where eyes are, anything else in a corner.
 */
export function compose(size: number, main: Layer, others: readonly Layer[], random: Random, out: Float32Array): void {
  const hatted = others.some(({ concept }) => headwear.has(concept));
  const corners = cornersOf(others, hatted, random);
  const held = corners.find((corner) => corner);
  const shape = boxOf(size, main.pixels);
  const body = placeSubject(held, hatted, shape, random);
  const seen = inPlace(shape, body);
  out.fill(0, 0, size * size * 4);
  paste(size, main.pixels, body, out);
  for (const [index, { pixels, concept }] of others.entries()) {
    const box = boxOf(size, pixels);
    const corner = corners[index];
    const place = corner ? placeInCorner(corner, box, random) : placeOn(seen, headwear.has(concept), box, random);
    paste(size, pixels, place, out);
  }
}

/** One for each that is not worn: the first mostly low, as if it were held, a second low on the other side. */
function cornersOf(layers: readonly Layer[], hatted: boolean, random: Random): (Corner | undefined)[] {
  const across = random.integer(2);
  const down = hatted || random.uniform() < 0.7 ? 1 : 0;
  const free: Corner[] = [
    [across, down],
    [1 - across, 1],
    [across, 1 - down],
  ];
  return layers.map(({ concept }) => (wearables.has(concept) ? undefined : (free.shift() ?? [1 - across, 0])));
}

/** Away from what is in a corner, and low under a hat. */
function placeSubject(corner: Corner | undefined, hatted: boolean, box: Box, random: Random): Place {
  if (!corner && !hatted) return { left: 0, top: 0, side: 1 };
  const side = between(random, hatted ? hattedSide : mainSide);
  const left = (corner ? 1 - corner[0] : 0.5) * (1 - side);
  const top = hatted ? 1 - (box.top + box.height) * side : (1 - corner![1]) * (1 - side);
  return { left, top, side };
}

function placeInCorner([across, down]: Corner, box: Box, random: Random): Place {
  const side = between(random, otherSide) / Math.max(box.width, box.height);
  const at = (share: number, start: number, length: number) => share * (1 - length * side) - start * side;
  return { left: at(across, box.left, box.width), top: at(down, box.top, box.height), side };
}

/** What is worn, on what there is to see of the subject: a hat's lower edge on its top, or the middle of glasses at its eyes. */
function placeOn(subject: Box, onHead: boolean, box: Box, random: Random): Place {
  const wide = (subject.width * between(random, onHead ? hat.width : glasses.width)) / box.width;
  const edge = subject.top + hat.edge * subject.height;
  const side = onHead ? Math.min(wide, (edge - margin) / box.height) : wide;
  const top = onHead
    ? edge - box.height * side
    : subject.top + glasses.middle * subject.height - (box.height * side) / 2;
  const left = subject.left + (subject.width - box.width * side) / 2;
  return { left: left - box.left * side, top: top - box.top * side, side };
}

const inPlace = (box: Box, { left, top, side }: Place): Box => ({
  left: left + box.left * side,
  top: top + box.top * side,
  width: box.width * side,
  height: box.height * side,
});

/** All of the picture where nothing is to be seen. */
function boxOf(size: number, pixels: Uint8Array): Box {
  let [left, top, right, bottom] = [size, size, 0, 0];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (pixels[(y * size + x) * 4 + 3]! < visible) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  if (right === 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left: left / size, top: top / size, width: (right - left) / size, height: (bottom - top) / size };
}

/** Lays a picture over others, `side` of the whole wide. */
function paste(size: number, pixels: Uint8Array, { left, top, side }: Place, out: Float32Array): void {
  const points = Array.from({ length: samples }, (_, point) => (point + 0.5) / samples);
  const colour = new Float32Array(4);
  for (let y = Math.max(0, Math.floor(top * size)); y < Math.min(size, Math.ceil((top + side) * size)); y++) {
    for (let x = Math.max(0, Math.floor(left * size)); x < Math.min(size, Math.ceil((left + side) * size)); x++) {
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
