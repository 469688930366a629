import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, betweenSteps, type KernelCase, oftenEqual, onShapes, randomShape, wholeNumber } from '../case.ts';

const few = [[], [3], [2, 3, 4, 5], randomShape()];
const flat = { smooth: false } as const;
const whole = { dtype: 'int32' } as const;

export const elementwise: KernelCase[] = [
  ...onShapes('Identity', few, anyNumber, tf.clone),
  ...onShapes('Cast', few, betweenSteps, (x) => tf.mul(tf.cast(tf.cast(x, 'int32'), 'float32'), 0.5), flat),
  ...onShapes('Cast', few, anyNumber, (x) => tf.cast(x, 'float32')),
  ...onShapes('Cast', [[4]], wholeNumber, (x) => tf.cast(x, 'float32'), whole),
  ...onShapes('Cast', [[2, 3, 4, 5]], oftenEqual, (x) => tf.cast(x, 'bool'), flat),
  ...onShapes('Cast', [[3]], anyNumber, (x) => tf.add(tf.cast(tf.scalar(-2.5), 'int32'), tf.cast(x, 'int32')), flat),
];
