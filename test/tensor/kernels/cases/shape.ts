import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, named, onPairs, onShapes, randomShape, shapes, wholeNumber } from '../case.ts';

const picture = [2, 3, 4, 5];
/** A list of tensors as one, so that each counts on its own. */
const weighed = (parts: tf.Tensor[]) => tf.addN(parts.map((part, index) => tf.mul(tf.sum(tf.square(part)), index + 1)));

/** An order of the axes, the same for all tensors of this run. */
const orders = Array.from({ length: 6 }, (_, rank) =>
  Array.from({ length: rank }, (_place, axis) => [shapes.uniform(), axis] as const)
    .toSorted(([left], [right]) => left - right)
    .map(([, axis]) => axis),
);
const orderOf = (rank: number) => orders[rank]!;

const reshapes: KernelCase[] = [
  ...onShapes('Reshape', [[2, 3, 4], picture, [2, 3, 4, 1], [3, 1, 1, 5]], anyNumber, (x) =>
    tf.reshape(x, [-1, x.shape.at(-1)!]),
  ),
  ...named(
    'to pictures',
    onShapes('Reshape', [[4, 30]], anyNumber, (x) => tf.reshape(x, picture)),
  ),
  ...named(
    'to a scalar',
    onShapes('Reshape', [[1], [1, 1, 1, 1]], anyNumber, (x) => tf.reshape(x, [])),
  ),
  ...named(
    'of zeros',
    onShapes('Reshape', [[6]], anyNumber, (x) => tf.add(x, tf.reshape(tf.zeros([2, 3]), [6]))),
  ),
  ...named(
    'whole numbers',
    onShapes('Reshape', [[6]], wholeNumber, (x) => tf.reshape(x, [2, 3]), { dtype: 'int32' }),
  ),
  ...onShapes('ExpandDims', [[], [3], [2, 3, 4], picture], anyNumber, (x) => tf.expandDims(x, 0)),
  ...named(
    'at the end',
    onShapes('ExpandDims', [[], [3], [2, 3, 4]], anyNumber, (x) => tf.expandDims(x, -1)),
  ),
  ...onShapes('Transpose', [[2, 3], [2, 3, 4], picture, [2, 1, 3, 2, 2]], anyNumber, (x) => tf.transpose(x)),
  ...named(
    'to planes',
    onShapes('Transpose', [picture], anyNumber, (x) => tf.transpose(x, [0, 3, 1, 2])),
  ),
  ...named(
    'at random',
    onShapes('Transpose', [randomShape(3), randomShape(4), randomShape(4), randomShape(5)], anyNumber, (x) =>
      tf.transpose(x, orderOf(x.rank)),
    ),
  ),
  ...named(
    'of ones',
    onShapes('Transpose', [[3, 2]], anyNumber, (x) => tf.add(x, tf.transpose(tf.ones([2, 3])))),
  ),
];

const joins: KernelCase[] = [
  ...[0, 1, 2, 3, -1].flatMap((axis) =>
    named(
      `axis ${axis}`,
      onPairs('Concat', [[picture, picture]], anyNumber, (a, b) => tf.concat([a, b, a], axis)),
    ),
  ),
  ...onPairs('Concat', [[[3], [4]]], anyNumber, (a, b) => tf.concat([a, b])),
  ...named(
    'and zeros',
    onPairs(
      'Concat',
      [
        [
          [2, 3],
          [2, 1],
        ],
      ],
      anyNumber,
      (a, b) => tf.concat([a, tf.zeros([2, 2]), b], 1),
    ),
  ),
  ...named(
    'and nothing',
    onPairs(
      'Concat',
      [
        [
          [2, 3],
          [2, 0],
        ],
      ],
      anyNumber,
      (a, b) => tf.concat([a, b], 1),
      { smooth: false },
    ),
  ),
  ...named(
    'whole numbers',
    onPairs('Concat', [[[3], [4]]], wholeNumber, (a, b) => tf.concat([a, b]), { dtype: 'int32' }),
  ),
  ...[0, 1, -1].flatMap((axis) =>
    named(
      `axis ${axis}`,
      onPairs(
        'Pack',
        [
          [
            [3, 2],
            [3, 2],
          ],
          [picture, picture],
        ],
        anyNumber,
        (a, b) => tf.stack([a, b], axis),
      ),
    ),
  ),
  ...named(
    'and ones',
    onShapes('Pack', [[3]], anyNumber, (x) => tf.stack([x, tf.onesLike(x)])),
  ),
];

const cuts: KernelCase[] = [
  ...named(
    'inner',
    onShapes('Slice', [picture], anyNumber, (x) => tf.slice(x, [0, 1, 1, 2], [-1, 2, 2, 2])),
  ),
  ...named(
    'channels',
    onShapes('Slice', [picture], anyNumber, (x) => tf.slice(x, [0, 0, 0, 1], [-1, -1, -1, 3])),
  ),
  ...named(
    'all',
    onShapes('Slice', [picture], anyNumber, (x) => tf.slice(x, [0, 0, 0, 0], picture)),
  ),
  ...named(
    'short',
    onShapes('Slice', [[6], [4, 3]], anyNumber, (x) => tf.slice(x, 1, 2)),
  ),
  ...named(
    'of ones',
    onShapes('Slice', [[2, 2]], anyNumber, (x) => tf.add(x, tf.slice(tf.ones([4, 4]), [1, 1], [2, 2]))),
  ),
  ...named(
    'whole numbers',
    onShapes('Slice', [[6]], wholeNumber, (x) => tf.slice(x, [2], [3]), { dtype: 'int32' }),
  ),
  ...[1, 3, -1].flatMap((axis) =>
    named(
      `axis ${axis}`,
      onShapes('SplitV', [[2, 4, 3, 4]], anyNumber, (x) =>
        weighed(tf.split(x, x.shape.at(axis)! - 1 === 3 ? [1, 3] : 1, axis)),
      ),
    ),
  ),
  ...named(
    'in halves',
    onShapes('SplitV', [[6]], anyNumber, (x) => weighed(tf.split(x, 2))),
  ),
  ...[0, 2, -1].flatMap((axis) =>
    named(
      `axis ${axis}`,
      onShapes('Unpack', [[2, 3, 4], picture], anyNumber, (x) => weighed(tf.unstack(x, axis))),
    ),
  ),
];

const repeats: KernelCase[] = [
  ...onShapes('PadV2', [[4]], anyNumber, (x) => tf.pad(x, [[1, 2]])),
  ...onShapes('PadV2', [picture], anyNumber, (x) =>
    tf.pad(x, [
      [0, 1],
      [1, 2],
      [0, 0],
      [3, 0],
    ]),
  ),
  ...named(
    'with a number',
    onShapes('PadV2', [[2, 3]], anyNumber, (x) =>
      tf.pad(
        x,
        [
          [1, 0],
          [0, 1],
        ],
        0.5,
      ),
    ),
  ),
  ...named(
    'of ones',
    onShapes('PadV2', [[4]], anyNumber, (x) => tf.add(x, tf.pad(tf.ones([3]), [[1, 0]]))),
  ),
  ...named(
    'by nothing',
    onShapes('PadV2', [[4]], anyNumber, (x) => tf.pad(x, [[0, 0]])),
  ),
  ...named(
    'whole numbers',
    onShapes('PadV2', [[4]], wholeNumber, (x) => tf.pad(x, [[1, 1]], 7), { dtype: 'int32' }),
  ),
  ...onShapes('Tile', [[3]], anyNumber, (x) => tf.tile(x, [2])),
  ...onShapes(
    'Tile',
    [
      [2, 3],
      [2, 1],
    ],
    anyNumber,
    (x) => tf.tile(x, [1, 3]),
  ),
  ...onShapes('Tile', [[2, 1, 3, 1, 2]], anyNumber, (x) => tf.tile(x, [2, 3, 1, 1, 2])),
  ...onShapes('Tile', [picture, [2, 1, 1, 5], randomShape(4)], anyNumber, (x) => tf.tile(x, [1, 2, 3, 1])),
  ...named(
    'of ones',
    onShapes('Tile', [[4]], anyNumber, (x) => tf.add(x, tf.tile(tf.ones([2]), [2]))),
  ),
];

export const shape = [...reshapes, ...joins, ...cuts, ...repeats];
