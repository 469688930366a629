import * as tf from '@tensorflow/tfjs-core';
import type { Numbers } from '#tensor/program.ts';
import type { Dataset } from './data/dataset.ts';
import { pictureOf, trainingPictures } from './data/pictures.ts';
import type { Weights } from './networks/networks.ts';

/** The tensor's name among a checkpoint's weights. */
const name = 'colours';

/** Places along each side of the colour cube. */
const side = 32;
const cells = side ** 3;
/** Less visible pixels are an edge's. */
const leastAlpha = 250;
/** Cells with less of a style's pixels than this are left out. */
const leastShare = 2e-5;
/** Numbers of a row: the style's place, red, green and blue in [0, 1], the logarithm of the share. */
const columns = 5;

/** Lines of pixels that are looked at in each direction; of more lines, every second, third ... */
const linesAtMost = 64;
/** Compositions that are looked at beside the pictures: they are where a fox is purple. */
const composedAtMost = 1200;

/**
 * Which colours each style draws in, of the training pictures and of compositions: `[cells, 5]`, for every cell of the
 * colour cube that a style uses its place among `styles`, the mean colour there and the logarithm of the share of the
 * style's pixels.
 */
export async function measureColours(dataset: Dataset, styles: readonly string[]): Promise<Weights> {
  const sums = styles.map(() => new Float64Array(cells * 4));
  const { size } = dataset;
  const stride = Math.max(1, Math.floor(size / linesAtMost));
  const add = (pixels: Uint8Array, style: string) => {
    const sum = sums[styles.indexOf(style)];
    if (!sum) return;
    for (let y = 0; y < size; y += stride) {
      for (let i = y * size * 4; i < (y + 1) * size * 4; i += 4 * stride) {
        if (pixels[i + 3]! < leastAlpha) continue;
        const red = pixels[i]!;
        const green = pixels[i + 1]!;
        const blue = pixels[i + 2]!;
        const at = (((red >> 3) * side + (green >> 3)) * side + (blue >> 3)) * 4;
        sum[at]! += red / 255;
        sum[at + 1]! += green / 255;
        sum[at + 2]! += blue / 255;
        sum[at + 3]!++;
      }
    }
  };
  for (const index of trainingPictures(dataset)) add(pictureOf(dataset, index), dataset.pictures[index]!.style);
  const { composed } = dataset;
  for (let number = 0; composed && number < Math.min(composed.count, composedAtMost); number++) {
    const pixels = await composed.picture(number);
    if (pixels) add(pixels, composed.at(number).style);
  }
  const rows: number[] = [];
  for (const [style, sum] of sums.entries()) {
    let visible = 0;
    for (let cell = 0; cell < cells; cell++) visible += sum[cell * 4 + 3]!;
    for (let cell = 0; cell < cells; cell++) {
      const [red, green, blue, count] = [0, 1, 2, 3].map((i) => sum[cell * 4 + i]!) as [number, number, number, number];
      if (count < leastShare * visible || count === 0) continue;
      rows.push(style, red / count, green / count, blue / count, Math.log(count / visible));
    }
  }
  return { [name]: { shape: [rows.length / columns, columns], data: Float32Array.from(rows) } };
}

/** How far, as a deviation in [0, 1], a painted colour may lie from the one that was meant. */
const blur = 12 / 255;
/** The same in places. */
const deviation = blur * (side - 1);
/** Steps uphill. */
const steps = 4;
/** The share of colours that a style was never seen to use, spread over the cube: far from all its own, a colour stays. */
const unseen = 0.01;

/** What becomes of colours in one style: `[32, 32, 32, 3]`, a lookup table over the colour cube. */
type Table = Float32Array;
/** Those of each measurement, by the style's place. */
const known = new WeakMap<Float32Array, Map<number, Table>>();

/** Brings the colours of premultiplied RGBA in [0, 1] to those of a style, in place; `style` is weights `[styles]`. */
export type Grading = (pixels: Numbers, style: ArrayLike<number>) => void;

/**
 * A network paints a flat colour nearly; a style has a palette. So each colour climbs, by mean shift (Comaniciu and Meer
 * 2002), the density of colours that the style's training pictures have: to the mean of what may have been meant, which is
 * also what removes noise best where its deviation is known, and again from there. Flat colours become one, shades stay
 * shades. Between styles colours lie between theirs. Undefined where the weights hold no colours.
 */
export function openGrading(weights: Weights, styles: number): Grading | undefined {
  const colours = weights[name]?.data;
  if (!colours) return undefined;
  const tableOf = (style: number) => tableFor(colours, style);
  const graded = new Float64Array(3);
  const found = new Float64Array(3);
  return (pixels, style) => {
    const used = Array.from({ length: styles }, (_, place) => place).filter((place) => style[place]! > 0);
    const whole = used.reduce((sum, place) => sum + style[place]!, 0);
    if (whole === 0) return;
    for (let i = 0; i < pixels.length; i += 4) {
      const alpha = pixels[i + 3]!;
      if (alpha <= 0) continue;
      graded.fill(0);
      for (const place of used) {
        lookUp(tableOf(place), pixels[i]! / alpha, pixels[i + 1]! / alpha, pixels[i + 2]! / alpha, found);
        for (let channel = 0; channel < 3; channel++) graded[channel]! += (style[place]! / whole) * found[channel]!;
      }
      for (let channel = 0; channel < 3; channel++) pixels[i + channel] = graded[channel]! * alpha;
    }
  };
}

function tableFor(colours: Float32Array, style: number): Table {
  const tables = known.get(colours) ?? new Map<number, Table>();
  known.set(colours, tables);
  const table = tables.get(style) ?? climb(colours, style);
  tables.set(style, table);
  return table;
}

/**
 * The same as `openGrading` for networks that leave the house, as tensors: pictures `[batch, size, size, 4]`, `style`
 * weights `[batch, styles]`. A table is looked up by its product with how near a colour is to each place, which is a
 * thousand times the arithmetic.
 */
export function gradeTensors(weights: Weights, pictures: tf.Tensor4D, style: tf.Tensor): tf.Tensor4D {
  const colours = weights[name]?.data;
  if (!colours) return pictures;
  const [batch, height, width] = pictures.shape;
  const styles = style.shape[1]!;
  const all = new Float32Array(styles * cells * 3);
  for (let place = 0; place < styles; place++) all.set(tableFor(colours, place), place * cells * 3);
  const shares = tf.div(style, tf.sum(style, 1, true));
  const table = tf.reshape(tf.matMul(shares, tf.tensor2d(all, [styles, cells * 3])), [batch, side ** 2, side * 3]);

  const pixels = height * width;
  const channels = tf.split(tf.reshape(pictures, [batch, pixels, 4]), 4, 2);
  const alpha = channels[3]!;
  const places = tf.tensor1d(Array.from({ length: side }, (_, level) => level));
  const [red, green, blue] = channels.slice(0, 3).map((channel) => {
    const value = tf.minimum(1, tf.relu(tf.div(channel, tf.maximum(alpha, leastVisible))));
    return tf.relu(tf.sub(1, tf.abs(tf.sub(tf.mul(value, side - 1), places))));
  }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const near = tf.reshape(tf.mul(tf.expandDims(red, 3), tf.expandDims(green, 2)), [batch, pixels, side ** 2]);
  const found = tf.reshape(tf.matMul(near, table), [batch, pixels, side, 3]);
  const graded = tf.mul(tf.sum(tf.mul(found, tf.expandDims(blue, 3)), 2), alpha);
  return tf.reshape(tf.concat([graded, alpha], 2), [batch, height, width, 4]);
}

/** Keeps a division by no alpha at all from being one. */
const leastVisible = 1e-6;

/** Follows every place of the cube uphill. */
function climb(colours: Float32Array, style: number): Table {
  const seen = new Float32Array(cells * 4);
  for (let row = 0; row < colours.length; row += columns) {
    if (Math.round(colours[row]!) !== style) continue;
    const share = Math.exp(colours[row + 4]!);
    let cell = 0;
    for (let channel = 1; channel <= 3; channel++)
      cell = cell * side + Math.round(colours[row + channel]! * (side - 1));
    for (let channel = 0; channel < 3; channel++) seen[cell * 4 + channel]! += share * colours[row + 1 + channel]!;
    seen[cell * 4 + 3]! += share;
  }
  const near = [1, side, side ** 2].reduce(blurAlong, seen);
  const stay = (unseen / cells) * (Math.sqrt(2 * Math.PI) * deviation) ** 3;
  const means = new Float32Array(cells * 3);
  for (let cell = 0; cell < cells; cell++) {
    const levels = [cell >> 10, (cell >> 5) & 31, cell & 31];
    const mass = near[cell * 4 + 3]! + stay;
    for (const [channel, level] of levels.entries()) {
      means[cell * 3 + channel] = (near[cell * 4 + channel]! + (stay * level) / (side - 1)) / mass;
    }
  }
  const table = means.slice();
  const found = new Float64Array(3);
  for (let step = 1; step < steps; step++) {
    for (let i = 0; i < table.length; i += 3) {
      lookUp(means, table[i]!, table[i + 1]!, table[i + 2]!, found);
      table.set(found, i);
    }
  }
  return table;
}

/** Blurs `[32, 32, 32, 4]` along the axis with this stride; nothing lies beyond the cube. */
function blurAlong(from: Float32Array, stride: number): Float32Array {
  const to = new Float32Array(from.length);
  const reach = Math.ceil(4 * deviation);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, tap) => Math.exp(-(((tap - reach) / deviation) ** 2) / 2));
  for (let cell = 0; cell < cells; cell++) {
    const level = Math.floor(cell / stride) % side;
    for (let tap = Math.max(-reach, -level); tap <= Math.min(reach, side - 1 - level); tap++) {
      const other = (cell + tap * stride) * 4;
      const weight = kernel[tap + reach]!;
      for (let i = 0; i < 4; i++) to[cell * 4 + i]! += weight * from[other + i]!;
    }
  }
  return to;
}

/** A table's value between its eight nearest places (trilinear); numbers outside [0, 1] count as its ends. */
function lookUp(table: Float32Array, red: number, green: number, blue: number, found: Float64Array): void {
  const r = Math.min(1, Math.max(0, red)) * (side - 1);
  const g = Math.min(1, Math.max(0, green)) * (side - 1);
  const b = Math.min(1, Math.max(0, blue)) * (side - 1);
  const [r0, g0, b0] = [
    Math.min(side - 2, Math.floor(r)),
    Math.min(side - 2, Math.floor(g)),
    Math.min(side - 2, Math.floor(b)),
  ];
  found.fill(0);
  for (let corner = 0; corner < 8; corner++) {
    const [up, over, along] = [corner >> 2, (corner >> 1) & 1, corner & 1];
    const weight = (up ? r - r0 : r0 + 1 - r) * (over ? g - g0 : g0 + 1 - g) * (along ? b - b0 : b0 + 1 - b);
    const place = (((r0 + up) * side + g0 + over) * side + b0 + along) * 3;
    for (let channel = 0; channel < 3; channel++) found[channel]! += weight * table[place + channel]!;
  }
}
