import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, named, onShapes, randomShape, wholeNumber } from '../case.ts';

const few = [[], [3], [2, 3, 4, 5], randomShape()];
const whole = { dtype: 'int32' } as const;

export const constants: KernelCase[] = [
  ...onShapes('ZerosLike', few, anyNumber, (x) => tf.add(tf.zerosLike(x), tf.square(x))),
  ...onShapes('OnesLike', few, anyNumber, (x) => tf.mul(tf.onesLike(x), tf.square(x))),
  ...onShapes('Fill', few, anyNumber, (x) => tf.mul(tf.fill(x.shape, 1.5), x)),
  ...onShapes('Fill', [[4]], wholeNumber, (x) => tf.add(tf.fill(x.shape, 3, 'int32'), x), whole),
  ...onShapes('Range', [[5]], anyNumber, (x) => tf.mul(x, tf.range(-1, 1.5, 0.5))),
  ...named(
    'downwards',
    onShapes('Range', [[4]], anyNumber, (x) => tf.mul(x, tf.range(4, 0))),
  ),
  ...onShapes('Range', [[4]], wholeNumber, (x) => tf.mul(x, tf.range(2, 10, 2, 'int32')), whole),
  ...onShapes('LinSpace', [[5], [3, 1]], anyNumber, (x) => tf.mul(x, tf.linspace(-1, 2, 5))),
  ...named(
    'of one',
    onShapes('LinSpace', [[3]], anyNumber, (x) => tf.mul(x, tf.linspace(2, 2, 1))),
  ),
];
