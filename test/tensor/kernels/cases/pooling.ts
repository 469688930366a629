import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, distinct, type KernelCase, named, onShapes, shapes } from '../case.ts';

type Size = [number, number];

interface Window {
  /** `[batch, height, width, channels]`. */
  x: number[];
  size: number | Size;
  strides: number | Size;
  pad: 'same' | 'valid' | number;
  rounding?: 'floor' | 'ceil';
}

const randomWindow = (): Window => ({
  x: [1 + shapes.integer(2), 4 + shapes.integer(4), 4 + shapes.integer(4), 1 + shapes.integer(3)],
  size: [1 + shapes.integer(4), 1 + shapes.integer(4)],
  strides: [1 + shapes.integer(3), 1 + shapes.integer(3)],
  pad: shapes.uniform() < 0.5 ? 'same' : 'valid',
});

const windows: Window[] = [
  { x: [2, 4, 6, 3], size: 2, strides: 2, pad: 'valid' },
  { x: [1, 2, 2, 1], size: 2, strides: 2, pad: 'valid' },
  { x: [2, 6, 3, 2], size: 3, strides: 3, pad: 'same' },
  { x: [2, 5, 5, 2], size: 2, strides: 2, pad: 'valid' },
  { x: [2, 5, 6, 3], size: 3, strides: 2, pad: 'same' },
  { x: [2, 5, 6, 3], size: 3, strides: 1, pad: 1 },
  { x: [2, 6, 5, 2], size: [2, 3], strides: [2, 1], pad: 'valid' },
  { x: [1, 5, 5, 2], size: 2, strides: 3, pad: 'valid' },
  ...Array.from({ length: 4 }, randomWindow),
];

const label = ({ size, strides, pad, rounding }: Window) =>
  `window ${size}, stride ${strides}, pad ${pad}${rounding ? `, ${rounding}` : ''}`;

const average =
  ({ size, strides, pad, rounding }: Window) =>
  (x: tf.Tensor) =>
    tf.avgPool(x as tf.Tensor4D, size, strides, pad, rounding);

const largest =
  ({ size, strides, pad }: Window) =>
  (x: tf.Tensor) =>
    tf.maxPool(x as tf.Tensor4D, size, strides, pad);

const places =
  ({ size, strides, pad }: Window, withBatch: boolean) =>
  (x: tf.Tensor) =>
    tf.maxPoolWithArgmax(x as tf.Tensor4D, size, strides, pad, withBatch).indexes!;

/** A window of one pixel is no pooling: tfjs has a copy instead. */
const pooled = windows.filter(({ size }) => String(size) !== '1,1');
const flat = { smooth: false } as const;

export const pooling: KernelCase[] = [
  ...pooled.flatMap((window) => [
    ...named(label(window), onShapes('AvgPool', [window.x], anyNumber, average(window))),
    ...named(label(window), onShapes('MaxPool', [window.x], distinct, largest(window))),
    ...[false, true].flatMap((withBatch) =>
      named(
        `${label(window)}, places ${withBatch ? 'in the batch' : 'in each picture'}`,
        onShapes('MaxPoolWithArgmax', [window.x], distinct, places(window, withBatch), flat),
      ),
    ),
  ]),
  ...(['floor', 'ceil'] as const).flatMap((rounding) => {
    const window: Window = { x: [2, 6, 7, 2], size: 3, strides: 2, pad: 0, rounding };
    return named(label(window), onShapes('AvgPool', [window.x], anyNumber, average(window)));
  }),
  ...named(
    'of a picture padded by more than the window',
    onShapes('AvgPool', [[2, 2, 3, 2]], anyNumber, (x) => {
      const padded = tf.pad4d(x as tf.Tensor4D, [
        [0, 0],
        [4, 2],
        [3, 0],
        [0, 0],
      ]);
      return tf.avgPool(padded, 2, 2, 'valid');
    }),
  ),
];
