import * as tf from '@tensorflow/tfjs-core';
import type { Numbers } from '#tensor/program.ts';
import { anyNumber, type KernelCase, onShapes } from '../case.ts';

type Size = [number, number];
const picture = [2, 3, 4, 5];
const named = (name: string, cases: KernelCase[]) => cases.map((one) => ({ ...one, name: `${one.name}, ${name}` }));

function nearest(name: string, size: Size, alignCorners: boolean, halfPixelCenters: boolean, smooth: boolean) {
  return named(
    name,
    onShapes(
      'ResizeNearestNeighbor',
      [picture],
      anyNumber,
      (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size, alignCorners, halfPixelCenters),
      { smooth },
    ),
  );
}

function bilinear(name: string, size: Size, alignCorners: boolean, halfPixelCenters: boolean) {
  return named(
    name,
    onShapes('ResizeBilinear', [picture, [1, 3, 4, 1]], anyNumber, (x) =>
      tf.image.resizeBilinear(x as tf.Tensor4D, size, alignCorners, halfPixelCenters),
    ),
  );
}

const pool = (window: number | Size, strides: number | Size, pad: 'same' | 'valid' | number) => (x: tf.Tensor) =>
  tf.avgPool(x as tf.Tensor4D, window, strides, pad);

/** The sum over each 2 × 2 block of `[2, 4, 6, 3]`: tfjs's own kernel is wrong for batches of two and more. */
function blockSums({ x }: Record<string, Numbers>): number[] {
  const sums = new Array<number>(2 * 2 * 3 * 3).fill(0);
  for (const [index, value] of x!.entries()) {
    const channel = index % 3;
    const column = Math.floor(index / 3) % 6;
    const row = Math.floor(index / 18) % 4;
    const batch = Math.floor(index / 72);
    sums[((batch * 2 + Math.floor(row / 2)) * 3 + Math.floor(column / 2)) * 3 + channel]! += value;
  }
  return sums;
}

const upsampled = (x: tf.Tensor) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 6]);
const gradientOfUpsampling = onShapes('AvgPool', [[2, 4, 6, 3]], anyNumber, (dy) =>
  tf.grad(upsampled)(tf.zeros([2, 2, 3, 3]), dy),
).map((one) => ({ ...one, name: `${one.name}, as the gradient of doubling`, byHand: blockSums }));

export const resampling: KernelCase[] = [
  ...nearest('doubled', [6, 8], false, false, true),
  ...nearest('tripled', [9, 12], false, false, true),
  ...nearest('by other factors', [5, 7], false, false, false),
  ...nearest('smaller', [2, 3], false, false, false),
  ...nearest('half pixels', [5, 7], false, true, false),
  ...nearest('aligned corners', [5, 8], true, false, false),
  ...bilinear('doubled', [6, 8], false, false),
  ...bilinear('half pixels', [6, 8], false, true),
  ...bilinear('aligned corners', [5, 7], true, false),
  ...bilinear('smaller', [2, 3], false, true),
  ...onShapes(
    'AvgPool',
    [
      [2, 4, 6, 3],
      [1, 2, 2, 1],
    ],
    anyNumber,
    pool(2, 2, 'valid'),
  ),
  ...named('3 × 3', onShapes('AvgPool', [[2, 6, 3, 2]], anyNumber, pool(3, 3, 'same'))),
  ...named('overlapping', onShapes('AvgPool', [[2, 5, 6, 3]], anyNumber, pool(3, 2, 'same'), { smooth: false })),
  ...named('explicit pad', onShapes('AvgPool', [[2, 5, 6, 3]], anyNumber, pool(3, 1, 1), { smooth: false })),
  ...onShapes(
    'AvgPoolGrad',
    [
      [2, 4, 6, 3],
      [2, 2, 2, 4],
    ],
    anyNumber,
    (x) => tf.grad((input) => tf.sum(tf.square(pool(2, 2, 'valid')(input))))(x),
  ),
  ...gradientOfUpsampling,
];
