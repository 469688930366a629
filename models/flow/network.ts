import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, layers, leaky } from '#training/networks/layers.ts';
import type { FlowConfig } from './config.ts';

/** Channels of a picture. */
const colours = 4;
/** The logarithms of what one half of the channels scales the other by stay within this. */
const steepest = 1.5;
/** The logarithms of scales that all places share are so many times the parameters: they have far to go (as in Glow). */
const hurry = 3;

/** A level: the side of its grid in cells and the channels of each. */
interface Level {
  side: number;
  channels: number;
}

/** Each level takes half of the channels of the one before, four cells of them as one; the first all of the pixels. */
export function levelsOf({ size, levels }: FlowConfig): Level[] {
  return Array.from({ length: levels }, (_, level) => ({
    side: size / 2 ** (level + 1),
    channels: colours * 4 * 2 ** level,
  }));
}

const nameOf = (level: number, step: number) => `flow/${level}/${step}`;

export function parametersFor(c: FlowConfig): ParameterSpec[] {
  return levelsOf(c).flatMap(({ channels }, level) =>
    Array.from({ length: c.steps }, (_, step) => {
      const name = nameOf(level, step);
      const half = channels / 2;
      return [
        { name: `${name}/scale`, shape: [channels], deviation: 0 },
        { name: `${name}/shift`, shape: [channels], deviation: 0 },
        { name: `${name}/mirrors`, shape: [c.reflections, channels], deviation: 1 },
        ...convolution(`${name}/0`, 3, half, c.width),
        ...convolution(`${name}/1`, 1, c.width, c.width),
        // Begins at nothing, so that a new flow only turns its channels.
        ...convolution(`${name}/2`, 3, c.width, channels, 0),
      ];
    }).flat(),
  );
}

/** A tensor on its way through the flow, and by how much that stretched space so far: log |det|, `[batch]`. */
interface Moved {
  x: tf.Tensor4D;
  stretch: tf.Tensor;
}

const sumOfEach = (x: tf.Tensor): tf.Tensor => tf.sum(x, [1, 2, 3]);

/**
 * An orthogonal matrix `[channels, channels]`: a product of Householder reflections, 1 − 2 v vᵀ / |v|², whose inverse is its
 * transpose and whose determinant is ±1 (in place of the free matrix of Glow's 1 × 1 convolution; Tomczak and Welling
 * 2016).
 */
function turn(mirrors: tf.Tensor): tf.Tensor2D {
  const [count, channels] = mirrors.shape as [number, number];
  let matrix = tf.eye(channels);
  for (let i = 0; i < count; i++) {
    const v = tf.slice(mirrors as tf.Tensor2D, [i, 0], [1, channels]);
    const along = tf.matMul(matrix, v, false, true);
    matrix = tf.sub(matrix, tf.mul(2, tf.div(tf.matMul(along, v), tf.sum(tf.square(v)))));
  }
  return matrix;
}

const turned = (x: tf.Tensor4D, matrix: tf.Tensor2D, back = false): tf.Tensor4D => {
  const [from, to] = matrix.shape;
  const filter = back ? tf.transpose(matrix) : matrix;
  return tf.conv2d(x, tf.reshape(filter, [1, 1, from, to]) as tf.Tensor4D, 1, 'same');
};

/** What one half of the channels says of the other: the logarithms of scales, and shifts. */
function coupling(p: Tensors, name: string, kept: tf.Tensor4D): { log: tf.Tensor4D; shift: tf.Tensor4D } {
  const { conv } = layers(p);
  const hidden = leaky(conv(`${name}/1`, leaky(conv(`${name}/0`, kept))));
  const [raw, shift] = tf.split(conv(`${name}/2`, hidden) as tf.Tensor4D, 2, 3) as [tf.Tensor4D, tf.Tensor4D];
  return { log: tf.mul(steepest, tf.tanh(raw)), shift };
}

const halves = (x: tf.Tensor4D) => tf.split(x, 2, 3) as [tf.Tensor4D, tf.Tensor4D];
const joined = (one: tf.Tensor, other: tf.Tensor) => tf.concat([one, other], 3) as tf.Tensor4D;

/** One step: each channel is scaled and shifted, all are turned, and half of them move by what the others say. */
function forward(p: Tensors, name: string, { x, stretch }: Moved): Moved {
  const [, height, width] = x.shape;
  const scale = tf.mul(hurry, p[`${name}/scale`]!);
  const normal = tf.add(tf.mul(x, tf.exp(scale)), p[`${name}/shift`]!) as tf.Tensor4D;
  const [kept, moving] = halves(turned(normal, turn(p[`${name}/mirrors`]!)));
  const { log, shift } = coupling(p, name, kept);
  const moved = tf.add(tf.mul(moving, tf.exp(log)), shift);
  const ofScale = tf.mul(height * width, tf.sum(scale));
  return { x: joined(kept, moved), stretch: tf.add(stretch, tf.add(sumOfEach(log), ofScale)) };
}

/** The way back of `forward`. */
function backward(p: Tensors, name: string, x: tf.Tensor4D): tf.Tensor4D {
  const [kept, moved] = halves(x);
  const { log, shift } = coupling(p, name, kept);
  const moving = tf.mul(tf.sub(moved, shift), tf.exp(tf.neg(log)));
  const normal = turned(joined(kept, moving), turn(p[`${name}/mirrors`]!), true);
  return tf.mul(tf.sub(normal, p[`${name}/shift`]!), tf.exp(tf.mul(-hurry, p[`${name}/scale`]!)));
}

/** `[batch, 2n, 2n, channels]` → `[batch, n, n, 4 channels]`: four cells become one. */
function squeeze(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const blocks = tf.reshape(x, [batch, height / 2, 2, width / 2, 2, channels]);
  return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, height / 2, width / 2, 4 * channels]);
}

function unsqueeze(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const blocks = tf.reshape(x, [batch, height, width, 2, 2, channels / 4]);
  return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, height * 2, width * 2, channels / 4]);
}

/**
 * `x [batch, size, size, 4]` → its code `[batch, size · size · 4]` and log |det| of the way there, `[batch]`: RealNVP's
 * levels (Dinh et al. 2017), at each of which half of the channels are done, with the steps of Glow (Kingma and Dhariwal
 * 2018).
 */
export function toCode(c: FlowConfig, p: Tensors, x: tf.Tensor4D): { code: tf.Tensor2D; stretch: tf.Tensor } {
  const batch = x.shape[0];
  const flat = (part: tf.Tensor) => tf.reshape(part, [batch, -1]) as tf.Tensor2D;
  const done: tf.Tensor2D[] = [];
  let moved: Moved = { x, stretch: tf.zeros([batch]) };
  for (let level = 0; level < c.levels; level++) {
    moved = { ...moved, x: squeeze(moved.x) };
    for (let step = 0; step < c.steps; step++) moved = forward(p, nameOf(level, step), moved);
    if (level === c.levels - 1) break;
    const [out, on] = halves(moved.x);
    done.push(flat(out));
    moved = { ...moved, x: on };
  }
  return { code: tf.concat([...done, flat(moved.x)], 1), stretch: moved.stretch };
}

/** The way back, to rounding. */
export function fromCode(c: FlowConfig, p: Tensors, code: tf.Tensor): tf.Tensor4D {
  const batch = code.shape[0]!;
  const levels = levelsOf(c);
  let end = code.shape[1]!;
  /** The last numbers that are left of the code, as cells. */
  const take = ({ side }: Level, channels: number): tf.Tensor4D => {
    const length = side * side * channels;
    end -= length;
    return tf.reshape(tf.slice(code as tf.Tensor2D, [0, end], [batch, length]), [batch, side, side, channels]);
  };
  let x: tf.Tensor4D | undefined;
  for (const [level, here] of [...levels.entries()].reverse()) {
    x = x ? joined(take(here, here.channels / 2), x) : take(here, here.channels);
    for (let step = c.steps - 1; step >= 0; step--) x = backward(p, nameOf(level, step), x);
    x = unsqueeze(x);
  }
  return x!;
}
