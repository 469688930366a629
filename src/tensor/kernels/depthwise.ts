import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { kernel } from './registry.ts';
import { reshape, slice, transpose } from './shape.ts';

type Shape4 = [number, number, number, number];

interface DepthwiseAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** All sizes; `input` is `[batch, height, width, channels]`, `filter` `[kh, kw, channels, times]`. */
function sizes(input: readonly number[], filter: readonly number[], attributes: DepthwiseAttributes) {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  const shapes = [[...input] as Shape4, [...filter] as Shape4] as const;
  const info = tf.backend_util.computeConv2DInfo(...shapes, strides, dilations ?? 1, pad, dimRoundingMode, true);
  const { top, left } = info.padInfo;
  const bottom = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - info.inHeight - top;
  const right = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - info.inWidth - left;
  return { ...info, end: [bottom, right] as const };
}

function windowAttributes({ end: [bottom, right], ...info }: ReturnType<typeof sizes>) {
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [info.padInfo.top, info.padInfo.left, Math.max(0, bottom), Math.max(0, right)],
    group: info.inChannels,
  };
}

/** `[kh, kw, channels, times]` as ONNX wants it: `[channels * times, 1, kh, kw]`, for convolution and its transpose. */
function filterValue(recorder: Recorder, filter: Symbolic): string {
  const [height = 1, width = 1, channels = 1, times = 1] = filter.shape;
  const outFirst = transpose(recorder, filter, [2, 3, 0, 1]);
  return recorder.value(reshape(recorder, outFirst, [channels * times, 1, height, width]));
}

kernel('DepthwiseConv2dNative', (recorder, { x, filter }, attributes: DepthwiseAttributes) => {
  const info = sizes(x!.shape, filter!.shape, attributes);
  const inputs = [recorder.value(x!, 'planes'), filterValue(recorder, filter!)];
  const out = { shape: info.outShape, dtype: 'float32', layout: 'planes' } as const;
  return recorder.emit('Conv', inputs, out, windowAttributes(info));
});

/**
 * Every channel of the gradient goes back on its own, and those that came from one channel are added up: a transposed
 * convolution that adds up within its groups is wrong on webgpu (ONNX Runtime 1.30).
 */
kernel(
  'DepthwiseConv2dNativeBackpropInput',
  (recorder, { dy, filter }, attributes: DepthwiseAttributes & { inputShape: number[] }) => {
    const { graph } = recorder;
    const info = sizes(attributes.inputShape, filter!.shape, attributes);
    const inputs = [recorder.value(dy!, 'planes'), filterValue(recorder, filter!)];
    const all = graph.add('ConvTranspose', inputs, {
      ...windowAttributes(info),
      group: info.outChannels,
      output_padding: info.end.map((length) => Math.max(0, -length)),
    });
    const out = { shape: info.inShape, dtype: 'float32', layout: 'planes' } as const;
    const times = info.outChannels / info.inChannels;
    if (times === 1) return { ...out, value: all };
    const apart = [info.batchSize, info.inChannels, times, info.inHeight, info.inWidth];
    const split = graph.add('Reshape', [all, graph.integers(apart)]);
    return recorder.emit('ReduceSum', [split, graph.integers([2])], out, { keepdims: 0 });
  },
);

/**
 * The filter's gradient as one convolution: the gradient of the output is the filter, its strides are the dilations,
 * and the pictures of the batch take the part of channels.
 */
kernel(
  'DepthwiseConv2dNativeBackpropFilter',
  (recorder, { x, dy }, attributes: DepthwiseAttributes & { filterShape: Shape4 }) => {
    const info = sizes(x!.shape, attributes.filterShape, attributes);
    const [height, width, channels, times] = attributes.filterShape;
    const { graph } = recorder;
    const [bottom, right] = info.end;
    const reached = [info.batchSize, info.inHeight + Math.min(0, bottom), info.inWidth + Math.min(0, right), channels];
    const pictures = transpose(recorder, slice(recorder, x!, [0, 0, 0, 0], reached), [3, 0, 1, 2]);
    const inputs = [
      graph.add('Reshape', [recorder.value(pictures), graph.integers([1, -1, ...reached.slice(1, 3)])]),
      recorder.value(transpose(recorder, dy!, [3, 0, 1, 2])),
    ];
    const { strides, dilations, group, pads } = windowAttributes(info);
    const gradient = graph.add('Conv', inputs, {
      kernel_shape: [info.outHeight, info.outWidth],
      strides: dilations,
      dilations: strides,
      pads,
      group,
    });
    const shape = [channels, times, height, width];
    const split = graph.add('Reshape', [gradient, graph.integers(shape)]);
    return transpose(recorder, { shape, dtype: 'float32', layout: 'rows', value: split }, [2, 3, 0, 1]);
  },
);
