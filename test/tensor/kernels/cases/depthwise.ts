import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, type KernelCase, named, onPairs, shapes } from '../case.ts';

type Shape4 = [number, number, number, number];

interface Window {
  /** `[batch, height, width, channels]`. */
  x: Shape4;
  /** `[height, width, channels, times]`. */
  filter: Shape4;
  strides?: number;
  pad: 'same' | 'valid' | number;
  dilations?: number | [number, number];
}

function randomWindow(): Window {
  const channels = 1 + shapes.integer(4);
  return {
    x: [1 + shapes.integer(3), 4 + shapes.integer(4), 4 + shapes.integer(4), channels],
    filter: [1 + shapes.integer(4), 1 + shapes.integer(4), channels, 1 + shapes.integer(3)],
    strides: 1 + shapes.integer(3),
    pad: shapes.uniform() < 0.5 ? 'same' : 'valid',
  };
}

const windows: Window[] = [
  { x: [2, 5, 6, 3], filter: [3, 3, 3, 1], pad: 'same' },
  { x: [2, 5, 6, 3], filter: [3, 3, 3, 2], pad: 'valid' },
  { x: [1, 6, 6, 2], filter: [3, 3, 2, 1], strides: 2, pad: 'same' },
  { x: [2, 6, 7, 2], filter: [2, 3, 2, 2], strides: 3, pad: 'valid' },
  { x: [2, 5, 5, 1], filter: [3, 3, 1, 3], pad: 1 },
  ...Array.from({ length: 3 }, randomWindow),
];
const dilated: Window = { x: [2, 7, 7, 2], filter: [3, 2, 2, 2], pad: 'same', dilations: [2, 3] };

const run = ({ strides = 1, pad, dilations }: Window, x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor =>
  tf.depthwiseConv2d(x, filter, strides, pad, 'NHWC', dilations);

const onWindow = (kernel: string, window: Window, fn: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor) =>
  named(
    `stride ${window.strides ?? 1}, pad ${window.pad}${window.dilations ? `, dilated ${window.dilations}` : ''}`,
    onPairs(kernel, [[window.x, window.filter]], anyNumber, (x, filter) => fn(x as tf.Tensor4D, filter as tf.Tensor4D)),
  );

/** The sum of squares, whose gradients hold the kernels under test, and no other nonlinear step. */
const gradient = (window: Window, index: number) => (x: tf.Tensor4D, filter: tf.Tensor4D) => {
  const energy = (...given: tf.Tensor[]) =>
    tf.sum(tf.square(run(window, given[0] as tf.Tensor4D, given[1] as tf.Tensor4D)));
  return tf.grads(energy as (...given: tf.Tensor[]) => tf.Scalar)([x, filter])[index]!;
};

export const depthwise: KernelCase[] = [
  ...[...windows, dilated].flatMap((window) =>
    onWindow('DepthwiseConv2dNative', window, (x, filter) => run(window, x, filter)),
  ),
  ...windows.flatMap((window) => [
    ...onWindow('DepthwiseConv2dNativeBackpropInput', window, gradient(window, 0)),
    ...onWindow('DepthwiseConv2dNativeBackpropFilter', window, gradient(window, 1)),
  ]),
];
