import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import { type Operation, pick } from './writer.ts';

type Pad = 'same' | 'valid' | number;
const picture = (x: tf.Tensor) => x as tf.Tensor4D;

const conv2d: Operation = (x, { random }) => {
  const [, height, width, channels] = x.shape;
  if (x.shape.length !== 4) return;
  const [rows, columns] = pick(random, [
    [3, 3],
    [3, 3],
    [1, 1],
    [2, 2],
    [4, 4],
    [1, 3],
    [5, 5],
  ] as const);
  const stride = pick(random, [1, 1, 2, 2, 3]);
  const pad: Pad = pick(random, ['same', 'same', 'valid', rows === columns ? 1 : 'same'] as const);
  const reach = pad === 1 ? 2 : 0;
  if (pad !== 'same' && (rows > height! + reach || columns > width! + reach)) return;
  const filter = { shape: [rows, columns, channels!, 1 + random.integer(4)] };
  return {
    text: `conv2d ${rows} × ${columns}, stride ${stride}, pad ${pad}, scaled`,
    operands: [x, filter],
    fn: (t, w) => tf.mul(tf.conv2d(picture(t), picture(w), stride, pad), 1 / Math.sqrt(rows * columns * channels!)),
  };
};

const conv2dTranspose: Operation = (x, { random }) => {
  if (x.shape.length !== 4) return;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const [window, stride] = pick(random, [
    [3, 1],
    [4, 2],
    [2, 2],
    [3, 2],
  ] as const);
  const filters = 1 + random.integer(3);
  const out: [number, number, number, number] = [batch, height * stride, width * stride, filters];
  return {
    text: `conv2dTranspose ${window} × ${window}, stride ${stride}, halved`,
    operands: [x, { shape: [window, window, filters, channels] }],
    fn: (t, w) => tf.mul(tf.conv2dTranspose(picture(t), picture(w), out, stride, 'same'), 0.5),
  };
};

const enlarge: Operation = (x, { random }) => {
  if (x.shape.length !== 4) return;
  const [, height, width] = x.shape as [number, number, number, number];
  const [down, right] = pick(random, [
    [2, 2],
    [2, 2],
    [3, 1],
    [1, 2],
  ] as const);
  return {
    text: `resizeNearestNeighbor × ${down}, ${right}`,
    operands: [x],
    fn: (t) => tf.image.resizeNearestNeighbor(picture(t), [height * down, width * right]) as tf.Tensor,
  };
};

const resizeBilinear: Operation = (x, { random }) => {
  if (x.shape.length !== 4) return;
  const size: [number, number] = [1 + random.integer(8), 1 + random.integer(8)];
  const [alignCorners, halfPixels] = pick(random, [
    [false, false],
    [true, false],
    [false, true],
  ] as const);
  return {
    text: `resizeBilinear to ${size}${alignCorners ? ', corners aligned' : ''}${halfPixels ? ', half pixels' : ''}`,
    operands: [x],
    fn: (t) => tf.image.resizeBilinear(picture(t), size, alignCorners, halfPixels) as tf.Tensor,
  };
};

const avgPool: Operation = (x) => {
  const [, height, width] = x.shape;
  if (x.shape.length !== 4 || height! % 2 || width! % 2) return;
  return { text: 'avgPool 2 × 2', operands: [x], fn: (t) => tf.avgPool(picture(t), 2, 2, 'valid') as tf.Tensor };
};

/** Blocks of channels become blocks of pixels (Shi et al. 2016). */
const shuffle: Operation = (x) => {
  if (x.shape.length !== 4 || x.shape[3]! % 4) return;
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  return {
    text: 'pixel shuffle',
    operands: [x],
    fn: (t) => {
      const blocks = tf.reshape(t, [batch, height, width, 2, 2, channels / 4]);
      return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, height * 2, width * 2, channels / 4]);
    },
  };
};

const matMul: Operation = (x, { random }) => {
  if (x.shape.length < 2) return;
  const [transposeA, transposeB] = [random.uniform() < 0.5, random.uniform() < 0.5];
  const shared = x.shape.at(transposeA ? -2 : -1)!;
  const columns = 1 + random.integer(4);
  const shape = [...x.shape.slice(0, -2), ...(transposeB ? [columns, shared] : [shared, columns])];
  return {
    text: `matMul${transposeA ? ', a transposed' : ''}${transposeB ? ', b transposed' : ''}, scaled`,
    operands: [x, { shape }],
    fn: (a, b) => tf.mul(tf.matMul(a, b, transposeA, transposeB), 1 / Math.sqrt(shared)),
  };
};

const gram: Operation = (x) =>
  x.shape.length < 2
    ? undefined
    : {
        text: 'matMul with its transpose, a tenth',
        operands: [x],
        fn: (t) => tf.mul(tf.matMul(t, t, false, true), 0.1),
      };

const softmax: Operation = (x) =>
  x.shape.length === 0 ? undefined : { text: 'softmax', operands: [x], fn: (t) => tf.softmax(t) };

/** Some axes, at least one. */
function someAxes(shape: readonly number[], random: Random): number[] {
  const some = [...shape.keys()].filter(() => random.uniform() < 0.5);
  return some.length > 0 ? some : [random.integer(shape.length)];
}

const reduce =
  (name: string, fn: typeof tf.sum): Operation =>
  (x, { random }) => {
    if (x.shape.length === 0) return;
    const axes = someAxes(x.shape, random);
    const keepDims = random.uniform() < 0.5;
    return { text: `${name} by ${axes}${keepDims ? ', kept' : ''}`, operands: [x], fn: (t) => fn(t, axes, keepDims) };
  };

/** By one axis; the largest two of it must lie apart. */
const extreme =
  (name: string, fn: typeof tf.max, sign: 1 | -1): Operation =>
  (x, { random }) => {
    if (x.shape.length === 0) return;
    const axis = random.integer(x.shape.length);
    if (x.shape[axis]! < 2) return;
    return {
      text: `${name} by ${axis}`,
      operands: [x],
      fn: (t) => fn(t, axis),
      jumps: (t) => {
        const { values } = tf.topk(tf.transpose(tf.mul(sign, t), lastAxis(axis, t.rank)), 2);
        const [first, second] = tf.unstack(values, -1);
        return tf.sub(first!, second!);
      },
    };
  };

const lastAxis = (axis: number, rank: number) => [...Array(rank).keys()].filter((one) => one !== axis).concat(axis);

/** Mean 0 and variance 1 over some axes, then scaled and shifted along the last (batch, layer, instance norm). */
const normalise: Operation = (x, { random }) => {
  if (x.shape.length < 2) return;
  const channels = [x.shape.at(-1)!];
  const axes = x.shape.length === 4 ? pick(random, [[0, 1, 2], [1, 2], [1, 2, 3], [3]]) : [x.shape.length - 1];
  return {
    text: `normalise over ${axes}, scale, shift`,
    divisors: (t) => tf.moments(t, axes).variance,
    operands: [x, { shape: channels }, { shape: channels }],
    fn: (t, scale, shift) => {
      const { mean, variance } = tf.moments(t, axes, true);
      const unit = tf.mul(tf.sub(t, mean), tf.rsqrt(tf.add(variance, 0.1)));
      return tf.add(tf.mul(unit, scale!), shift!);
    },
  };
};

/** Every channel of every picture scaled and shifted (FiLM, Perez et al. 2018). */
const modulate: Operation = (x) => {
  if (x.shape.length !== 4) return;
  const [batch, , , channels] = x.shape as [number, number, number, number];
  return {
    text: 'modulate',
    operands: [x, { shape: [batch, channels * 2] }],
    fn: (t, style) => {
      const parts = tf.split(style!, 2, 1).map((part) => tf.reshape(part, [batch, 1, 1, channels]));
      return tf.add(tf.mul(t, tf.add(parts[0]!, 1)), parts[1]!);
    },
  };
};

export const pictures = [conv2d, conv2d, conv2d, conv2dTranspose, enlarge, resizeBilinear, avgPool, shuffle, modulate];
export const matrices = [
  matMul,
  matMul,
  gram,
  softmax,
  normalise,
  reduce('sum', tf.sum),
  reduce('mean', tf.mean),
  extreme('max', tf.max, 1),
  extreme('min', tf.min, -1),
];
