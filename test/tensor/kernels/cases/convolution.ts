import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, onPairs, shapes } from '../case.ts';

type Pad = 'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]];

interface Window {
  /** `[batch, height, width, channels]`. */
  x: [number, number, number, number];
  filter: [number, number, number, number];
  strides: number | [number, number];
  pad: Pad;
  dilations?: number | [number, number];
}

function randomWindow(): Window {
  const [channels, filters] = [1 + shapes.integer(4), 1 + shapes.integer(4)];
  return {
    x: [1 + shapes.integer(3), 4 + shapes.integer(4), 4 + shapes.integer(4), channels],
    filter: [1 + shapes.integer(4), 1 + shapes.integer(4), channels, filters],
    strides: [1 + shapes.integer(3), 1 + shapes.integer(3)],
    pad: shapes.uniform() < 0.5 ? 'same' : 'valid',
  };
}

const windows: Window[] = [
  { x: [1, 5, 5, 1], filter: [3, 3, 1, 1], strides: 1, pad: 'same' },
  { x: [2, 6, 5, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'same' },
  { x: [2, 6, 5, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'valid' },
  { x: [2, 6, 6, 3], filter: [3, 3, 3, 4], strides: 2, pad: 'same' },
  { x: [2, 7, 6, 3], filter: [3, 3, 3, 2], strides: 2, pad: 'same' },
  { x: [2, 7, 6, 3], filter: [3, 3, 3, 2], strides: 2, pad: 'valid' },
  { x: [2, 8, 8, 2], filter: [4, 4, 2, 3], strides: 2, pad: 1 },
  { x: [2, 7, 5, 3], filter: [2, 4, 3, 2], strides: [2, 1], pad: 'same' },
  { x: [2, 4, 5, 3], filter: [1, 1, 3, 5], strides: 1, pad: 'same' },
  { x: [2, 5, 5, 3], filter: [1, 1, 3, 5], strides: 2, pad: 'valid' },
  { x: [1, 4, 4, 2], filter: [1, 1, 2, 3], strides: 1, pad: 1 },
  { x: [2, 4, 5, 3], filter: [1, 1, 3, 2], strides: 1, pad: 1 },
  {
    x: [1, 5, 4, 2],
    filter: [3, 3, 2, 3],
    strides: 1,
    pad: [
      [0, 0],
      [2, 1],
      [0, 1],
      [0, 0],
    ],
  },
  { x: [2, 1, 1, 4], filter: [3, 3, 4, 2], strides: 1, pad: 'same' },
  ...Array.from({ length: 3 }, randomWindow),
];

const label = ({ strides, pad, dilations }: Window) =>
  `stride ${strides}, pad ${JSON.stringify(pad)}${dilations ? `, dilated ${dilations}` : ''}`;
/** Explicit paddings are written for convolution only. */
const plain = windows.filter(({ pad }) => typeof pad !== 'object');

function convolved(
  kernel: string,
  given: readonly Window[],
  of: (window: Window, x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor,
  smooth = true,
) {
  return given.flatMap((window) =>
    onPairs(
      kernel,
      [[window.x, window.filter]],
      anyNumber,
      (x, filter) => of(window, x as tf.Tensor4D, filter as tf.Tensor4D),
      { smooth },
    ).map((one) => ({ ...one, name: `${one.name}, ${label(window)}` })),
  );
}

const run = ({ strides, pad, dilations = 1 }: Window, x: tf.Tensor4D, filter: tf.Tensor4D) =>
  tf.conv2d(x, filter, strides, pad as 'same', 'NHWC', dilations);

/** Half the sum of squares, whose gradient by x holds the kernel under test, and no other nonlinear step. */
const energy = (window: Window) => (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.sum(tf.square(run(window, x, filter)));

export const convolution: KernelCase[] = [
  ...convolved('Conv2D', windows, run),
  ...convolved(
    'Conv2D',
    [
      { x: [1, 7, 7, 2], filter: [3, 3, 2, 3], strides: 1, pad: 'valid', dilations: 2 },
      { x: [2, 6, 7, 2], filter: [2, 3, 2, 3], strides: 1, pad: 'same', dilations: [3, 2] },
    ],
    run,
  ),
  ...convolved('Conv2DBackpropInput', plain, (window, x, filter) => tf.grads(energy(window) as never)([x, filter])[0]!),
  ...convolved(
    'Conv2DBackpropFilter',
    [{ x: [2, 6, 5, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'valid' }],
    (window, x, filter) => tf.grads(energy(window) as never)([tf.onesLike(x), filter])[1]!,
    false,
  ).map((one) => ({ ...one, name: `${one.name}, of ones` })),
  ...convolved(
    'Conv2DBackpropFilter',
    plain,
    (window, x, filter) => tf.grads(energy(window) as never)([x, filter])[1]!,
  ),
  ...onPairs(
    'Conv2DBackpropInput',
    [
      [
        [2, 3, 3, 4],
        [4, 4, 2, 4],
      ],
    ],
    anyNumber,
    (x, filter) => tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 6, 6, 2], 2, 'same'),
  ),
];
