import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type Draw, type KernelCase, placeIn, randomShape, shapes } from '../case.ts';

/** A case of numbers and of the places they are taken from or put in. */
function withPlaces(
  kernel: string,
  name: string,
  x: readonly number[],
  places: readonly number[],
  draw: Draw,
  fn: (x: tf.Tensor, places: tf.Tensor) => tf.Tensor,
): KernelCase {
  return {
    kernel,
    name: `of [${x}] at [${places}]${name}`,
    inputs: { x: { shape: x, draw: anyNumber }, places: { shape: places, dtype: 'int32', draw } },
    fn: (given) => ({ y: fn(given.x!, given.places!) }),
    smooth: true,
  };
}

const rows = (x: number[], places: number[], axis: number, batchDims = 0) =>
  withPlaces(
    'GatherV2',
    `, axis ${axis}${batchDims > 0 ? `, ${batchDims} of the batch` : ''}`,
    x,
    places,
    placeIn(x.at(axis)!),
    (all, taken) => tf.gather(all, taken as tf.Tensor1D, axis, batchDims),
  );

const someRows = () => {
  const x = randomShape(1 + shapes.integer(4));
  return rows(x, randomShape(1 + shapes.integer(2)), shapes.integer(x.length));
};

const gathers: KernelCase[] = [
  rows([5], [3], 0),
  rows([6, 3], [4], 0),
  rows([3, 6], [2, 3], 1),
  rows([2, 3, 4, 5], [3], 3),
  rows([2, 3, 4, 5], [6], -3),
  rows([2, 5, 3], [2, 4], 1, 1),
  rows([2, 3, 5], [2, 4], 2, 1),
  rows([2, 3, 4, 2], [2, 3, 5], 2, 2),
  someRows(),
  someRows(),
];

/** Each place along axis `k` of `shape`, in turn. */
const placesIn =
  (shape: readonly number[]): Draw =>
  (random, index) =>
    random.integer(shape[index % shape.length]!);

const points = (x: number[], places: number[]) =>
  withPlaces('GatherNd', '', x, places, placesIn(x.slice(0, places.at(-1)!)), tf.gatherND);

const scattered = (shape: number[], updates: number[], places: number[]) =>
  withPlaces('ScatterNd', ` into [${shape}]`, updates, places, placesIn(shape.slice(0, places.at(-1)!)), (x, taken) =>
    tf.scatterND(taken, x, shape),
  );

const segments = (x: number[], count: number) =>
  withPlaces(
    'UnsortedSegmentSum',
    ` into ${count}`,
    x,
    [x[0]!],
    (random) => random.integer(count + 1) - 1,
    (all, ids) => tf.unsortedSegmentSum(all, ids as tf.Tensor1D, count),
  );

const hot = (places: number[], dtype: 'float32' | 'int32'): KernelCase => ({
  kernel: 'OneHot',
  name: `${dtype} of [${places}]`,
  inputs: { places: { shape: places, dtype: 'int32', draw: (random) => random.integer(7) - 1 } },
  fn: (given) => ({ y: tf.oneHot(given.places!, 5, 3, -1, dtype) }),
  smooth: false,
});

export const indexing: KernelCase[] = [
  ...gathers,
  points([5], [3, 1]),
  points([3, 4], [5, 2]),
  points([3, 4, 2], [2, 3, 1]),
  points([2, 3, 4, 5], [6, 3]),
  scattered([5], [4], [4, 1]),
  scattered([3, 4], [5], [5, 2]),
  scattered([4, 3], [5, 3], [5, 1]),
  scattered([2, 3, 4, 5], [2, 2, 4, 5], [2, 2, 2]),
  segments([6], 3),
  segments([5, 3], 4),
  segments([6, 2, 3, 2], 2),
  segments(randomShape(3), 3),
  hot([4], 'int32'),
  hot([2, 3], 'float32'),
  hot([2, 3, 2], 'float32'),
];
