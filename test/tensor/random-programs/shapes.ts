import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import { type Operation, pick } from './writer.ts';

const axisOf = ({ length }: readonly number[], random: Random) => random.integer(length);

function shuffled(count: number, random: Random): number[] {
  const places = Array.from({ length: count }, (_, index) => [random.uniform(), index] as const);
  return places.toSorted(([a], [b]) => a - b).map(([, index]) => index);
}

/** The same numbers under up to four other lengths. */
function otherShape(size: number, random: Random): number[] {
  const shape: number[] = [];
  let rest = size;
  while (shape.length < 3) {
    const divisors = Array.from({ length: rest }, (_, index) => index + 1).filter((one) => rest % one === 0);
    shape.push(pick(random, divisors));
    rest /= shape.at(-1)!;
  }
  return [...shape, rest].filter((length) => length > 1 || random.uniform() < 0.5);
}

const reshape: Operation = (x, { random }) => {
  const shape = otherShape(tf.util.sizeFromShape([...x.shape]), random);
  return { text: `reshape [${shape}]`, operands: [x], fn: (t) => tf.reshape(t, shape) };
};

const expandDims: Operation = (x, { random }) => {
  const axis = random.integer(x.shape.length + 1);
  return { text: `expandDims ${axis}`, operands: [x], fn: (t) => tf.expandDims(t, axis) };
};

const squeeze: Operation = (x) =>
  x.shape.includes(1) ? { text: 'squeeze', operands: [x], fn: (t) => tf.squeeze(t) } : undefined;

const transpose: Operation = (x, { random }) => {
  const order = shuffled(x.shape.length, random);
  return { text: `transpose [${order}]`, operands: [x], fn: (t) => tf.transpose(t, order) };
};

const pad: Operation = (x, { random }) => {
  if (x.shape.length === 0 || x.shape.length > 4) return;
  const paddings = x.shape.map((): [number, number] => [random.integer(2), random.integer(2)]);
  const value = pick(random, [0, 0.5]);
  return { text: `pad [${paddings.join(' ')}] with ${value}`, operands: [x], fn: (t) => tf.pad(t, paddings, value) };
};

const slice: Operation = (x, { random }) => {
  if (x.shape.length === 0) return;
  const begin = x.shape.map((length) => (random.uniform() < 0.5 ? 0 : random.integer(length)));
  const size = x.shape.map((length, axis) => 1 + random.integer(length - begin[axis]!));
  return { text: `slice [${begin}] size [${size}]`, operands: [x], fn: (t) => tf.slice(t, begin, size) };
};

const concat: Operation = (x, { random, values }) => {
  if (x.shape.length === 0) return;
  const axis = axisOf(x.shape, random);
  const fitting = values.filter(
    ({ shape }) =>
      shape.length === x.shape.length && shape.every((length, index) => index === axis || length === x.shape[index]),
  );
  const other = pick(random, [...fitting, { shape: x.shape }]);
  return { text: `concat by axis ${axis}`, operands: [x, other], fn: (...parts) => tf.concat(parts, axis) };
};

const stack: Operation = (x, { random }) => {
  const axis = random.integer(x.shape.length + 1);
  return { text: `stack by axis ${axis}`, operands: [x, { shape: x.shape }], fn: (...parts) => tf.stack(parts, axis) };
};

const unstack: Operation = (x, { random }) => {
  if (x.shape.length === 0) return;
  const axis = axisOf(x.shape, random);
  if (x.shape[axis] === 1) return;
  const fn = (t: tf.Tensor) => {
    const parts = tf.unstack(t, axis);
    return tf.sub(tf.sin(parts[0]!), parts.at(-1)!);
  };
  return { text: `sin(first) - last of unstack by axis ${axis}`, operands: [x], fn };
};

const split: Operation = (x, { random }) => {
  if (x.shape.length === 0) return;
  const axis = axisOf(x.shape, random);
  const length = x.shape[axis]!;
  if (length < 2) return;
  const at = 1 + random.integer(length - 1);
  const fn = (t: tf.Tensor) => tf.concat(tf.split(t, [at, length - at], axis).toReversed(), axis);
  return { text: `parts split at ${at} of axis ${axis}, turned round`, operands: [x], fn };
};

const tile: Operation = (x, { random }) => {
  if (x.shape.length === 0 || x.shape.length > 4) return;
  const times = x.shape.map(() => 1 + random.integer(2));
  return { text: `tile [${times}]`, operands: [x], fn: (t) => tf.tile(t, times) };
};

export const shapes = [reshape, expandDims, squeeze, transpose, pad, slice, concat, stack, unstack, split, tile];
