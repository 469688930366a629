import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { convolve, filterOf, swap, turn, type Window } from './convolve.ts';
import { filterGradient } from './filter-gradient.ts';
import { kernel } from './registry.ts';
import { spread } from './spread.ts';
import { canFold, convolveEnlarged, enlargedFilterGradient, smallGradient } from './upsampled.ts';

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

function windowOf(info: tf.backend_util.Conv2DInfo): Window {
  const { top, left, bottom, right } = info.padInfo;
  return {
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: { top, left, bottom, right },
  };
}

kernel('Conv2D', (recorder, { x, filter }, attributes: ConvolutionAttributes) => {
  const info = sizes(x!.shape, filter!.shape, attributes);
  const window = windowOf(info);
  const small = recorder.enlarged.get(x!.value!);
  return small && canFold(window, filter!.shape)
    ? convolveEnlarged(recorder, small, filter!, window, info.outShape)
    : convolve(recorder, x!, filterOf(filter!), window, info.outShape);
});

/**
 * With stride 1, and no more padding than the filter reaches, a convolution with the turned filter, which is faster
 * than a transposed one.
 */
function inputGradient(recorder: Recorder, dy: Symbolic, filter: Symbolic, window: Window, shape: number[]): Symbolic {
  const { strides, dilations, pads } = window;
  const reach = [(filter.shape[0]! - 1) * dilations[0], (filter.shape[1]! - 1) * dilations[1]] as const;
  const turned = {
    top: reach[0] - pads.top,
    left: reach[1] - pads.left,
    bottom: reach[0] - pads.bottom,
    right: reach[1] - pads.right,
  };
  if (strides.some((length) => length > 1) || Object.values(turned).some((length) => length < 0))
    return spread(recorder, dy, swap(filterOf(filter)), window, shape);
  return convolve(recorder, dy, turn(swap(filterOf(filter))), { ...window, pads: turned }, shape);
}

kernel(
  'Conv2DBackpropInput',
  (recorder, { dy, filter }, attributes: ConvolutionAttributes & { inputShape: number[] }) => {
    const info = sizes(attributes.inputShape, filter!.shape, attributes);
    const window = windowOf(info);
    const gradient = inputGradient(recorder, dy!, filter!, window, info.inShape);
    if (recorder.block > 0 && canFold(window, filter!.shape)) {
      const [batch, height, width, channels] = info.inShape;
      const half = [batch, height / 2, width / 2, channels];
      recorder.pooled.set(gradient.value!, () => smallGradient(recorder, dy!, filter!, window, half));
    }
    return gradient;
  },
);

kernel('Conv2DBackpropFilter', (recorder, { x, dy }, attributes: ConvolutionAttributes & { filterShape: number[] }) => {
  const window = windowOf(sizes(x!.shape, attributes.filterShape, attributes));
  const shape = attributes.filterShape;
  const small = recorder.enlarged.get(x!.value!);
  return small && canFold(window, shape)
    ? enlargedFilterGradient(recorder, small, dy!, window, shape)
    : filterGradient(recorder, { x: x!, dy: dy!, window, shape });
});
