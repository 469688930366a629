import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type Draw, distinct, type KernelCase, onShapes, wholeNumber } from '../case.ts';

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

const axes: { shape: number[]; axis?: number | number[] }[] = [
  { shape: [] },
  { shape: [6] },
  { shape: [3, 4], axis: 0 },
  { shape: [3, 4], axis: -1 },
  { shape: [2, 3, 4], axis: [0, 2] },
  { shape: [2, 3, 4, 5] },
  { shape: [2, 3, 4, 5], axis: 0 },
  { shape: [2, 3, 4, 5], axis: 3 },
  { shape: [2, 3, 4, 5], axis: [1, 2] },
  { shape: [2, 3, 4, 5], axis: [0, 1, 2] },
  { shape: [2, 3, 4, 5], axis: [2, 3] },
  { shape: [2, 1, 3, 2, 2], axis: [1, 4] },
];

function reductions(kernel: string, reduction: Reduction, draw: Draw): KernelCase[] {
  return axes.flatMap(({ shape, axis }) =>
    [false, true].flatMap((keepDims) =>
      onShapes(kernel, [shape], draw, (x) => reduction(x, axis, keepDims)).map((one) => ({
        ...one,
        name: `${one.name} over ${axis === undefined ? 'all axes' : `axis ${axis}`}${keepDims ? ', kept' : ''}`,
      })),
    ),
  );
}

const whole = { dtype: 'int32' } as const;

export const reduction: KernelCase[] = [
  ...reductions('Sum', tf.sum, anyNumber),
  ...reductions('Mean', tf.mean, anyNumber),
  ...reductions('Max', tf.max, distinct),
  ...reductions('Min', tf.min, distinct),
  ...onShapes('Sum', [[3, 4]], wholeNumber, (x) => tf.sum(x, 1), whole),
  ...onShapes('Mean', [[3, 4]], wholeNumber, (x) => tf.mean(x, 1), whole),
  ...onShapes('Max', [[3, 4]], wholeNumber, (x) => tf.max(x, 1), whole),
  ...onShapes('Sum', [[2, 3]], anyNumber, (x) => tf.add(tf.sum(tf.onesLike(x)), x)),
  ...onShapes('Softmax', [[5], [3, 4], [2, 3, 4, 5]], anyNumber, (x) => tf.softmax(x)),
];
