import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { gemm } from './matrix.ts';
import { kernel } from './registry.ts';
import { pad, reshape, slice } from './shape.ts';

type Shape4 = [number, number, number, number];

interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dataFormat: string;
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** All sizes of a convolution; `input` is `[batch, height, width, channels]`, `filter` `[kh, kw, in, out]`. */
function sizes(input: readonly number[], filter: readonly number[], attributes: ConvolutionAttributes) {
  if (attributes.dataFormat !== 'NHWC') throw new Error('Only NHWC convolutions are recorded.');
  if (typeof attributes.pad === 'number' && filter[0] !== filter[1])
    throw new Error('tfjs sizes the result of a number as pad by the height of the filter alone: give pad by sides.');
  const info = tf.backend_util.computeConv2DInfo(
    [...input] as Shape4,
    [...filter] as Shape4,
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
    false,
  );
  if (info.inChannels !== filter[2]) throw new Error('Grouped convolutions are not recorded.');
  return info;
}

function windowAttributes(info: tf.backend_util.Conv2DInfo) {
  const { top, left, bottom, right } = info.padInfo;
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [top, left, bottom, right],
  };
}

/** `[kh, kw, in, out]` as ONNX wants it: `[out, in, kh, kw]`. */
const filterValue = (recorder: Recorder, filter: Symbolic) =>
  recorder.graph.add('Transpose', [recorder.value(filter)], { perm: [3, 2, 0, 1] });

kernel('Conv2D', (recorder, { x, filter }, attributes: ConvolutionAttributes) => {
  const info = sizes(x!.shape, filter!.shape, attributes);
  const inputs = [recorder.value(x!, 'planes'), filterValue(recorder, filter!)];
  return recorder.emit(
    'Conv',
    inputs,
    { shape: info.outShape, dtype: 'float32', layout: 'planes' },
    windowAttributes(info),
  );
});

/** The filter as the input's gradient needs it, `[in, out, kh, kw]` turned by half a turn. */
function turnedFilterValue(recorder: Recorder, filter: Symbolic): string {
  const { graph } = recorder;
  const [height, width, channels, filters] = filter.shape as Shape4;
  const places = graph.add('Reshape', [recorder.value(filter), graph.integers([height * width, channels * filters])]);
  const backwards = graph.integers(Array.from({ length: height * width }, (_, place) => height * width - 1 - place));
  const turned = graph.add('Gather', [places, backwards], { axis: 0 });
  const shaped = graph.add('Reshape', [turned, graph.integers(filter.shape)]);
  return graph.add('Transpose', [shaped], { perm: [2, 3, 0, 1] });
}

/**
 * The input's gradient: with stride 1, and no more padding than the filter reaches, a convolution with the turned
 * filter, which is faster than a transposed one.
 */
kernel(
  'Conv2DBackpropInput',
  (recorder, { dy, filter }, attributes: ConvolutionAttributes & { inputShape: number[] }) => {
    const info = sizes(attributes.inputShape, filter!.shape, attributes);
    const { top, left, bottom, right } = info.padInfo;
    const out = { shape: info.inShape, dtype: 'float32', layout: 'planes' } as const;
    const value = recorder.value(dy!, 'planes');
    const reach = [info.effectiveFilterHeight - 1, info.effectiveFilterWidth - 1] as const;
    const pads = [reach[0] - top, reach[1] - left, reach[0] - bottom, reach[1] - right];
    if (info.strideHeight === 1 && info.strideWidth === 1 && pads.every((length) => length >= 0)) {
      const turned = turnedFilterValue(recorder, filter!);
      return recorder.emit('Conv', [value, turned], out, { ...windowAttributes(info), pads });
    }
    const height = (info.outHeight - 1) * info.strideHeight + 1 + reach[0] - top - bottom;
    const width = (info.outWidth - 1) * info.strideWidth + 1 + reach[1] - left - right;
    return recorder.emit('ConvTranspose', [value, filterValue(recorder, filter!)], out, {
      ...windowAttributes(info),
      output_padding: [info.inHeight - height, info.inWidth - width],
    });
  },
);

/**
 * The filter's gradient as one matrix product: every window of the input laid out as a row (im2col, one slice for each
 * place in the filter), transposed, times the gradient of the output.
 */
kernel('Conv2DBackpropFilter', (recorder, { x, dy }, attributes: ConvolutionAttributes & { filterShape: number[] }) => {
  const info = sizes(x!.shape, attributes.filterShape, attributes);
  const { top, left, bottom, right } = info.padInfo;
  const rows: Symbolic = x!.uniform === undefined ? { ...x!, layout: 'rows', value: recorder.value(x!) } : x!;
  const padded = pad(recorder, rows, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const places: string[] = [];
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const y = row * info.dilationHeight;
      const z = column * info.dilationWidth;
      const end = [
        info.batchSize,
        y + (info.outHeight - 1) * info.strideHeight + 1,
        z + (info.outWidth - 1) * info.strideWidth + 1,
        info.inChannels,
      ];
      const steps = [1, info.strideHeight, info.strideWidth, 1];
      places.push(recorder.value(slice(recorder, padded, [0, y, z, 0], end, steps)));
    }
  }
  const count = info.batchSize * info.outHeight * info.outWidth;
  const taps = places.length * info.inChannels;
  const columns = places.length === 1 ? places[0]! : recorder.graph.add('Concat', places, { axis: 3 });
  const windows: Symbolic = {
    shape: [info.batchSize, info.outHeight, info.outWidth, taps],
    dtype: 'float32',
    layout: 'rows',
    value: columns,
  };
  const left2d = reshape(recorder, windows, [count, taps]);
  const right2d = reshape(recorder, dy!, [count, info.outChannels]);
  return reshape(
    recorder,
    gemm(recorder, left2d, right2d, { transposeA: true, transposeB: false }),
    attributes.filterShape,
  );
});
