import * as tf from '@tensorflow/tfjs-core';
import { test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { seed } from '../../helpers/numbers.ts';
import {
  awayFromZero,
  drawInputs,
  type KernelCase,
  layoutsOf,
  onPairs,
  onShapes,
  positive,
  signatureOf,
} from './case.ts';
import { expectGradient, floatInputs } from './derivative.ts';

const cpu = await openDevice('cpu', 1);
const shapes = [[4], [2, 3, 4, 2]];
const conv =
  (strides: number, pad: 'same' | 'valid' | number) =>
  (x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
    tf.square(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad));
const picture = [2, 4, 6, 3];
const resized = (x: tf.Tensor) => tf.square(tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [8, 12]));
const smoothed = (x: tf.Tensor) => tf.square(tf.image.resizeBilinear(x as tf.Tensor4D, [8, 12], false, true));

/** A slope that changes, where the function itself is made of straight pieces: leaky rectifiers, pooling. */
const bent = (fn: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) => tf.mul(fn(x), tf.square(x));

const cases: KernelCase[] = [
  ...onShapes('Tanh', shapes, awayFromZero, tf.tanh),
  ...onShapes('Sigmoid', shapes, awayFromZero, tf.sigmoid),
  ...onShapes('Exp', shapes, awayFromZero, tf.exp),
  ...onShapes('Sqrt', shapes, positive, tf.sqrt),
  ...onShapes('Rsqrt', shapes, positive, tf.rsqrt),
  ...onShapes('Log', shapes, positive, tf.log),
  ...onShapes('Softplus', shapes, awayFromZero, tf.softplus),
  ...onShapes('Elu', shapes, awayFromZero, tf.elu),
  ...onShapes('Softmax', [[3, 4]], awayFromZero, (x) => tf.softmax(x)),
  ...onShapes('Square', shapes, awayFromZero, (x) => tf.mul(tf.square(x), x)),
  ...onShapes('Abs', shapes, awayFromZero, bent(tf.abs)),
  ...onShapes('Relu', shapes, awayFromZero, bent(tf.relu)),
  ...onShapes(
    'LeakyRelu',
    shapes,
    awayFromZero,
    bent((x) => tf.leakyRelu(x, 0.2)),
  ),
  ...onShapes(
    'ClipByValue',
    shapes,
    awayFromZero,
    bent((x) => tf.clipByValue(x, -0.1, 0.1)),
  ),
  ...onShapes('Max', [[3, 1]], awayFromZero, (x) => tf.square(tf.max(x, 1))),
  ...onShapes('AvgPool', [picture], awayFromZero, (x) => tf.square(tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid'))),
  ...onShapes('ResizeNearestNeighbor', [picture], awayFromZero, resized),
  ...onShapes('ResizeBilinear', [picture], awayFromZero, smoothed),
  ...onPairs('Pow', [[[4], [4]]], positive, tf.pow),
  ...onPairs('RealDiv', [[[4], [3, 1]]], positive, tf.div),
  ...onPairs(
    'BatchMatMul',
    [
      [
        [3, 4],
        [4, 2],
      ],
    ],
    awayFromZero,
    (a, b) => tf.square(tf.matMul(a, b)),
  ),
  ...onPairs('Conv2D', [[picture, [3, 3, 3, 2]]], awayFromZero, conv(1, 'same')),
  ...onPairs('Conv2D', [[picture, [3, 3, 3, 2]]], awayFromZero, conv(2, 'same')),
  ...onPairs('Conv2D', [[picture, [4, 4, 3, 2]]], awayFromZero, conv(2, 1)),
];

/** The case's own gradient, as a function to take the gradient of. */
function firstOrder(one: KernelCase): KernelCase['fn'] {
  const names = floatInputs(signatureOf(one));
  return (inputs) => {
    const total = (...tensors: tf.Tensor[]) =>
      tf.sum(one.fn({ ...inputs, ...Object.fromEntries(names.map((name, index) => [name, tensors[index]!])) }).y!);
    const gradients = tf.grads(total as (...tensors: tf.Tensor[]) => tf.Scalar)(names.map((name) => inputs[name]!));
    return Object.fromEntries(names.map((name, index) => [`slope:${name}`, gradients[index]!]));
  };
}

test.each(cases.flatMap(layoutsOf))('the gradient of the gradient of $kernel $name is right', (one) =>
  expectGradient(cpu, firstOrder(one), signatureOf(one), drawInputs(one, createRandom(seed))),
);
