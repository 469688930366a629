import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, named, onShapes, randomShape, wholeNumber } from '../case.ts';

const picture = [2, 3, 4, 5];
const whole = { dtype: 'int32' } as const;

const reverses: KernelCase[] = [
  ...onShapes('Reverse', [[5], picture, randomShape(4), randomShape(3)], anyNumber, (x) => tf.reverse(x)),
  ...[[0], [1, 2], [-1], [1, 3]].flatMap((axes) =>
    named(
      `axes ${axes}`,
      onShapes('Reverse', [picture, randomShape(4)], anyNumber, (x) => tf.reverse(x, axes)),
    ),
  ),
  ...onShapes('Reverse', [[3, 2]], wholeNumber, (x) => tf.reverse(x, 0), whole),
  ...named(
    'of ones',
    onShapes('Reverse', [[3]], anyNumber, (x) => tf.add(x, tf.reverse(tf.ones([3])))),
  ),
];

type Strides = [begin: number[], end: number[], strides: number[]];

const strided = (name: string, shape: number[], [begin, end, strides]: Strides, ...masks: number[]) =>
  named(
    name,
    onShapes('StridedSlice', [shape], anyNumber, (x) => tf.stridedSlice(x, begin, end, strides, ...masks)),
  );

const slices: KernelCase[] = [
  ...strided('every second', [7], [[1], [6], [2]]),
  ...strided('backwards', [6], [[5], [0], [-1]]),
  ...strided('backwards by two', [7], [[6], [0], [-2]]),
  ...strided('backwards to the start', [6], [[4], [0], [-2]], 0, 1),
  ...strided('both ways', picture, [
    [0, 2, 0, 4],
    [2, 0, 4, 0],
    [1, -1, 3, -2],
  ]),
  ...strided('from the end', picture, [
    [0, -2, 0, -3],
    [2, 3, 4, -1],
    [1, 1, 2, 1],
  ]),
  ...strided(
    'with masks',
    [4, 5],
    [
      [1, 1],
      [2, 2],
      [1, 2],
    ],
    1,
    2,
  ),
  ...strided(
    'without an axis',
    [3, 4, 5],
    [
      [1, 1, 0],
      [2, 4, 5],
      [1, 1, 1],
    ],
    0,
    0,
    0,
    0,
    1,
  ),
  ...strided(
    'with a new axis',
    [3, 4],
    [
      [0, 0, 1],
      [0, 3, 3],
      [1, 1, 1],
    ],
    0,
    0,
    0,
    1,
    0,
  ),
  ...strided(
    'with an ellipsis',
    picture,
    [
      [0, 1],
      [0, 4],
      [1, 2],
    ],
    0,
    0,
    1,
  ),
];

const mirrors: KernelCase[] = (['reflect', 'symmetric'] as const).flatMap((mode) => [
  ...named(
    mode,
    onShapes('MirrorPad', [[4], [5]], anyNumber, (x) => tf.mirrorPad(x, [[2, 3]], mode)),
  ),
  ...named(
    mode,
    onShapes('MirrorPad', [picture, [1, 4, 3, 2]], anyNumber, (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [2, 1],
          [1, 2],
          [0, 1],
        ],
        mode,
      ),
    ),
  ),
  ...named(
    `${mode}, on one side`,
    onShapes('MirrorPad', [[3, 3]], anyNumber, (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 2],
          [1, 0],
        ],
        mode,
      ),
    ),
  ),
]);

const blocks: KernelCase[] = [
  ...onShapes(
    'DepthToSpace',
    [
      [2, 3, 2, 8],
      [1, 2, 2, 4],
    ],
    anyNumber,
    (x) => tf.depthToSpace(x as tf.Tensor4D, 2),
  ),
  ...named(
    'by three',
    onShapes('DepthToSpace', [[2, 1, 2, 9]], anyNumber, (x) => tf.depthToSpace(x as tf.Tensor4D, 3)),
  ),
  ...onShapes(
    'SpaceToBatchND',
    [
      [2, 4, 6, 3],
      [1, 2, 2, 1],
    ],
    anyNumber,
    (x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
  ),
  ...named(
    'padded',
    onShapes('SpaceToBatchND', [[2, 3, 4, 2]], anyNumber, (x) =>
      tf.spaceToBatchND(
        x,
        [2, 3],
        [
          [1, 0],
          [1, 1],
        ],
      ),
    ),
  ),
  ...onShapes(
    'BatchToSpaceND',
    [
      [8, 2, 3, 2],
      [4, 1, 1, 3],
    ],
    anyNumber,
    (x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
  ),
  ...named(
    'cropped',
    onShapes('BatchToSpaceND', [[6, 2, 2, 2]], anyNumber, (x) =>
      tf.batchToSpaceND(
        x,
        [2, 3],
        [
          [1, 0],
          [1, 1],
        ],
      ),
    ),
  ),
  ...named(
    'one axis',
    onShapes('BatchToSpaceND', [[4, 3, 2]], anyNumber, (x) => tf.batchToSpaceND(x, [2], [[0, 1]])),
  ),
];

export const rearrangement: KernelCase[] = [...reverses, ...slices, ...mirrors, ...blocks];
