import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { compile, type ProgramFunction, type Signature } from '#tensor/program.ts';
import { operationsOf } from '../../scripts/bench/profile.ts';

function count(fn: ProgramFunction, shapes: Record<string, number[]>) {
  const signature: Signature = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));
  const sizes = Object.entries(shapes).map(([name, shape]) => [name, new Float32Array(tf.util.sizeFromShape(shape))]);
  return operationsOf({ program: compile(fn, signature), inputs: Object.fromEntries(sizes) }, 1);
}

test('a convolution has two operations for each output, window pixel and input channel', async () => {
  const convolve: ProgramFunction = ({ x, w }) => ({
    y: tf.relu(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')),
  });
  expect(await count(convolve, { x: [2, 8, 8, 3], w: [3, 3, 3, 5] })).toBe(2 * (2 * 4 * 4 * 5) * (3 * 3 * 3));
});

test('a matrix product has two for each output and length, in batches and transposed too', async () => {
  const multiply: ProgramFunction = ({ a, b }) => ({ y: tf.matMul(a!, b!, true, false) });
  expect(await count(multiply, { a: [7, 5], b: [7, 3] })).toBe(2 * 5 * 3 * 7);
  expect(await count(multiply, { a: [4, 7, 5], b: [4, 7, 3] })).toBe(2 * 4 * 5 * 3 * 7);
});

test('what only moves or adds numbers has none', async () => {
  expect(await count(({ x }) => ({ y: tf.transpose(tf.add(x!, 1)) }), { x: [3, 4] })).toBe(0);
});
