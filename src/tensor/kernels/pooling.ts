import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { elementwise, fromInt64 } from './elementwise.ts';
import { kernel } from './registry.ts';

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The shape of what is pooled, and the window as ONNX wants it: padded at its end just as far as it reaches. */
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
  return { shape: info.outShape, attributes };
}

for (const [kernelName, op] of Object.entries({ AvgPool: 'AveragePool', MaxPool: 'MaxPool' })) {
  kernel(kernelName, (recorder, { x }, attributes: PoolAttributes) => {
    const pool = poolWindow(x!.shape, attributes);
    const out = { shape: pool.shape, dtype: 'float32', layout: 'planes' } as const;
    return recorder.emit(op, [recorder.value(x!, 'planes')], out, pool.attributes);
  });
}

/** Places in `[batch, channels, height, width]` as places in `[batch, height, width, channels]`. */
function placesInRows(recorder: Recorder, places: Symbolic, shape: readonly number[], withBatch: boolean): Symbolic {
  const [, height = 1, width = 1, channels = 1] = shape;
  const number = (value: number) => recorder.uniform(value, [], 'int32');
  const whole = (op: string, a: Symbolic, b: Symbolic) => elementwise(recorder, op, [a, b], 'int32');
  const inPicture = whole('Mod', places, number(channels * height * width));
  const inPlane = whole('Mod', inPicture, number(height * width));
  const channel = whole('Div', inPicture, number(height * width));
  const moved = whole('Add', whole('Mul', inPlane, number(channels)), channel);
  return withBatch ? whole('Add', whole('Sub', places, inPicture), moved) : moved;
}

kernel('MaxPoolWithArgmax', (recorder, { x }, attributes: PoolAttributes & { includeBatchInIndex: boolean }) => {
  const pool = poolWindow(x!.shape, attributes);
  const [largest, places] = recorder.graph.addSplit('MaxPool', [recorder.value(x!, 'planes')], pool.attributes, 2);
  const out = { shape: pool.shape, layout: 'planes' } as const;
  const index = fromInt64(recorder, places!, out);
  return [
    { ...out, dtype: 'float32', value: largest! },
    placesInRows(recorder, index, x!.shape, attributes.includeBatchInIndex),
  ];
});
