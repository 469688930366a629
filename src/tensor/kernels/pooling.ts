import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { vector } from './constants.ts';
import { elementwise, fromInt64 } from './elementwise.ts';
import { kernel } from './registry.ts';
import { pad, reshape, slice } from './shape.ts';

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** All sizes, and the window as ONNX wants it: padded at its end just as far as it reaches. */
function poolWindow(input: readonly number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttributes) {
  const shape = [...input] as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, left } = info.padInfo;
  const bottom = (info.outHeight - 1) * info.strideHeight + info.filterHeight - info.inHeight - top;
  const right = (info.outWidth - 1) * info.strideWidth + info.filterWidth - info.inWidth - left;
  const attributes = {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, Math.max(0, bottom), Math.max(0, right)],
  };
  return { info, attributes };
}

type Pool = ReturnType<typeof poolWindow>;

function write(recorder: Recorder, op: string, x: Symbolic, { info, attributes }: Pool): Symbolic {
  const out = { shape: info.outShape, dtype: 'float32', layout: 'planes' } as const;
  return recorder.emit(op, [recorder.value(x, 'planes')], out, attributes);
}

/** A window of 2 × 2 that tiles the picture. */
const quarters = [
  [2, 2],
  [2, 2],
  [0, 0, 0, 0],
];

for (const [kernelName, op] of Object.entries({ AvgPool: 'AveragePool', MaxPool: 'MaxPool' })) {
  kernel(kernelName, (recorder, { x }, attributes: PoolAttributes) => {
    const pool = poolWindow(x!.shape, attributes);
    const sums = recorder.pooled.get(x!.value!);
    if (op === 'AveragePool' && sums && String(Object.values(pool.attributes)) === String(quarters))
      return elementwise(recorder, 'Mul', [sums(), recorder.uniform(0.25, [])], 'float32');
    return write(recorder, op, x!, pool);
  });
}

/** Which pixel of its window is the largest, the first of equals, counted from the window's upper left corner. */
function largestInWindow(recorder: Recorder, x: Symbolic, { info, attributes }: Pool): Symbolic {
  const { graph } = recorder;
  const [top, left, bottom, right] = attributes.pads as [number, number, number, number];
  const lowest = -(2 ** 127);
  const padded = pad(
    recorder,
    x,
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    lowest,
  );
  const pixels: string[] = [];
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const begin = [0, row, column, 0];
      const [down, across] = [(info.outHeight - 1) * info.strideHeight, (info.outWidth - 1) * info.strideWidth];
      const end = [info.batchSize, row + down + 1, column + across + 1, info.inChannels];
      const steps = [1, info.strideHeight, info.strideWidth, 1];
      pixels.push(recorder.value(slice(recorder, padded, begin, end, steps), 'planes'));
    }
  }
  const { batchSize, inChannels, outHeight, outWidth } = info;
  const stacked = graph.add('Reshape', [
    graph.add('Concat', pixels, { axis: 1 }),
    graph.integers([batchSize, pixels.length, inChannels, outHeight, outWidth]),
  ]);
  const largest = graph.add('ArgMax', [stacked], { axis: 1, keepdims: 0 });
  return fromInt64(recorder, largest, { shape: info.outShape, layout: 'planes' });
}

/** ONNX's own MaxPool can name the places, but not on webgpu (ONNX Runtime 1.30). */
kernel('MaxPoolWithArgmax', (recorder, { x }, attributes: PoolAttributes & { includeBatchInIndex: boolean }) => {
  const pool = poolWindow(x!.shape, attributes);
  const { info } = pool;
  const number = (value: number) => recorder.uniform(value, [], 'int32');
  const whole = (op: string, a: Symbolic, b: Symbolic) => elementwise(recorder, op, [a, b], 'int32');
  const counted = (axis: number, length: number, step: number, from = 0) => {
    const numbers = Array.from({ length }, (_, index) => from + index * step);
    return reshape(recorder, vector(recorder, numbers, 'int32'), [1, 1, 1, 1].with(axis, length));
  };
  const inWindow = largestInWindow(recorder, x!, pool);
  const rows = whole('Div', inWindow, number(info.filterWidth));
  const columns = whole('Sub', inWindow, whole('Mul', rows, number(info.filterWidth)));
  const y = whole('Add', rows, counted(1, info.outHeight, info.strideHeight, -info.padInfo.top));
  const z = whole('Add', columns, counted(2, info.outWidth, info.strideWidth, -info.padInfo.left));
  const pixel = whole('Add', whole('Mul', y, number(info.inWidth)), z);
  const place = whole('Add', whole('Mul', pixel, number(info.inChannels)), counted(3, info.inChannels, 1));
  const size = info.inHeight * info.inWidth * info.inChannels;
  return [
    write(recorder, 'MaxPool', x!, pool),
    attributes.includeBatchInIndex ? whole('Add', place, counted(0, info.batchSize, size)) : place,
  ];
});
