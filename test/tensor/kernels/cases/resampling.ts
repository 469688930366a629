import * as tf from '@tensorflow/tfjs-core';
import type { Numbers } from '#tensor/program.ts';
import { anyNumber, type KernelCase, named, onShapes, shapes } from '../case.ts';

type Size = [number, number];
const picture = [2, 3, 4, 5];

function nearest(name: string, size: Size, alignCorners: boolean, halfPixelCenters: boolean) {
  return named(
    name,
    onShapes('ResizeNearestNeighbor', [picture, [1, 3, 4, 1]], anyNumber, (x) =>
      tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size, alignCorners, halfPixelCenters),
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

const upsampled = (x: tf.Tensor) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [4, 6]);

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

const gradientOfUpsampling = onShapes('AvgPool', [[2, 4, 6, 3]], anyNumber, (dy) =>
  tf.grad(upsampled)(tf.zeros([2, 2, 3, 3]), dy),
).map((one) => ({ ...one, name: `${one.name}, as the gradient of doubling`, byHand: blockSums }));

const kinds = [
  ['plain', false, false],
  ['half pixels', false, true],
  ['aligned corners', true, false],
] as const;

const sizes: Size[] = [
  [6, 8],
  [9, 12],
  [5, 7],
  [2, 3],
  [1, 1],
  ...[1, 2, 3].map((): Size => [1 + shapes.integer(9), 1 + shapes.integer(9)]),
];

const all = kinds.flatMap(([kind, aligned, half]) =>
  sizes.flatMap((size) => [
    ...nearest(`to ${size}, ${kind}`, size, aligned, half),
    ...bilinear(`to ${size}, ${kind}`, size, aligned, half),
  ]),
);

const ofTransposed = named(
  'of a transposed picture',
  onShapes('ResizeBilinear', [[2, 3, 3, 1]], anyNumber, (x) => {
    const turned = tf.tile(tf.transpose(x as tf.Tensor4D, [0, 3, 1, 2]), [1, 1, 2, 1]);
    return tf.image.resizeBilinear(tf.mul(turned, tf.sigmoid(turned)), [8, 8]);
  }),
);

export const resampling: KernelCase[] = [...all, ...ofTransposed, ...gradientOfUpsampling];
