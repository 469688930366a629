import * as tf from '@tensorflow/tfjs-core';
import {
  anyNumber,
  type Draw,
  distinct,
  type KernelCase,
  named,
  oftenEqual,
  onShapes,
  randomShape,
  shapes,
  wholeNumber,
} from '../case.ts';

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
  ...[1, 3, 4, 4, 5].map((rank) => ({
    shape: randomShape(rank),
    axis: Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis === rank - 1 || shapes.uniform() < 0.4),
  })),
];

function reductions(
  kernel: string,
  reduction: Reduction,
  draw: Draw,
  options: { smooth?: boolean } = {},
  among = axes,
): KernelCase[] {
  return among.flatMap(({ shape, axis }) =>
    [false, true].flatMap((keepDims) =>
      onShapes(kernel, [shape], draw, (x) => reduction(x, axis, keepDims), options).map((one) => ({
        ...one,
        name: `${one.name} over ${axis === undefined ? 'all axes' : `axis ${axis}`}${keepDims ? ', kept' : ''}`,
      })),
    ),
  );
}

const whole = { dtype: 'int32' } as const;

const flat = { smooth: false } as const;
const truth = (x: tf.Tensor) => tf.greater(x, 0);

const places = ['ArgMax', 'ArgMin'].flatMap((kernel) => {
  const find = kernel === 'ArgMax' ? tf.argMax : tf.argMin;
  return [0, 1, -1].flatMap((axis) => [
    ...named(
      `axis ${axis}`,
      onShapes(kernel, [[4, 3], [2, 3, 4, 5], randomShape(4), randomShape(3)], distinct, (x) => find(x, axis), flat),
    ),
    ...named(
      `axis ${axis}, equals`,
      onShapes(kernel, [[3, 5]], oftenEqual, (x) => find(x, axis), flat),
    ),
  ]);
});

const running = [false, true].flatMap((exclusive) =>
  [false, true].flatMap((reverse) =>
    [0, 1, 2].flatMap((axis) =>
      named(
        `axis ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', from the end' : ''}`,
        onShapes('Cumsum', [[2, 3, 4], [2, 3, 4, 5], randomShape(4)], anyNumber, (x) =>
          tf.cumsum(x, axis, exclusive, reverse),
        ),
      ),
    ),
  ),
);

/** One product is nothing but for the gradient of the factor that is zero. */
const withZero: Draw = (random, index, count) => (index === count - 1 ? 0 : 0.5 + random.uniform());

const factor: Draw = (random) => (0.7 + random.uniform() * 0.6) * (random.uniform() < 0.5 ? -1 : 1);

/** Differences of long products say little. */
const ofFewFactors = axes.filter(({ shape, axis }) => {
  const reduced = tf.util.parseAxisParam(axis!, shape).map((index) => shape[index]!);
  return tf.util.sizeFromShape(reduced) <= 12;
});

const largest = (k: number) => (x: tf.Tensor) => {
  const { values, indices } = tf.topk(x, k);
  return tf.mul(values, tf.add(tf.cast(indices, 'float32'), 1));
};

export const reduction: KernelCase[] = [
  ...reductions('Sum', tf.sum, anyNumber),
  ...reductions('Mean', tf.mean, anyNumber),
  ...reductions('Max', tf.max, distinct),
  ...reductions('Min', tf.min, distinct),
  ...reductions('Prod', tf.prod as Reduction, factor, {}, ofFewFactors),
  ...reductions('All', (x, axis, keepDims) => tf.all(truth(x), axis as number, keepDims), oftenEqual, flat),
  ...reductions('Any', (x, axis, keepDims) => tf.any(truth(x), axis as number, keepDims), oftenEqual, flat),
  ...named(
    'with a zero',
    onShapes('Prod', [[4], [2, 3]], withZero, (x) => tf.prod(x, -1)),
  ),
  ...onShapes('Prod', [[3, 2]], wholeNumber, (x) => tf.prod(x, 1), whole),
  ...onShapes('Sum', [[3, 4]], wholeNumber, (x) => tf.sum(x, 1), whole),
  ...onShapes('Mean', [[3, 4]], wholeNumber, (x) => tf.mean(x, 1), whole),
  ...onShapes('Max', [[3, 4]], wholeNumber, (x) => tf.max(x, 1), whole),
  ...onShapes('Sum', [[2, 3]], anyNumber, (x) => tf.add(tf.sum(tf.onesLike(x)), x)),
  ...onShapes('Softmax', [[5], [3, 4], [2, 3, 4, 5], randomShape(4)], anyNumber, (x) => tf.softmax(x)),
  ...places,
  ...onShapes('ArgMax', [[3, 4]], wholeNumber, (x) => tf.argMax(x, 1), whole),
  ...running,
  ...onShapes('Cumsum', [[3, 4]], wholeNumber, (x) => tf.cumsum(x, 1), whole),
  ...onShapes('TopK', [[5], [3, 4], [2, 3, 4, 5]], distinct, largest(2)),
  ...named('one', onShapes('TopK', [[3, 4]], distinct, largest(1))),
];
