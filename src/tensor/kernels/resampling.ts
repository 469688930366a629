import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { elementwise } from './elementwise.ts';
import { kernel } from './registry.ts';

type Shape4 = [number, number, number, number];

interface ResizeAttributes {
  size: [number, number];
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

function resize(
  recorder: Recorder,
  images: Symbolic,
  size: readonly number[],
  attributes: Record<string, string>,
): Symbolic {
  const [batch, height, width, channels] = images.shape as Shape4;
  const shape = [batch, size[0]!, size[1]!, channels];
  const factors = [size[0]! / height, size[1]! / width];
  const { graph } = recorder;
  const target = factors.every(Number.isInteger)
    ? [graph.floats([1, 1, ...factors])]
    : ['', graph.integers([batch, channels, ...size])];
  const inputs = [recorder.value(images, 'planes'), '', ...target];
  return recorder.emit('Resize', inputs, { shape, dtype: images.dtype, layout: 'planes' }, attributes);
}

function coordinates({ alignCorners, halfPixelCenters }: ResizeAttributes): string {
  if (alignCorners) return 'align_corners';
  return halfPixelCenters ? 'half_pixel' : 'asymmetric';
}

kernel('ResizeNearestNeighbor', (recorder, { images }, attributes: ResizeAttributes) =>
  resize(recorder, images!, attributes.size, {
    mode: 'nearest',
    nearest_mode: attributes.alignCorners || attributes.halfPixelCenters ? 'round_prefer_ceil' : 'floor',
    coordinate_transformation_mode: coordinates(attributes),
  }),
);

kernel('ResizeBilinear', (recorder, { images }, attributes: ResizeAttributes) =>
  resize(recorder, images!, attributes.size, {
    mode: 'linear',
    coordinate_transformation_mode: coordinates(attributes),
  }),
);

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'valid' | 'same' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function poolSizes(input: readonly number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttributes) {
  return tf.backend_util.computePool2DInfo([...input] as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
}

kernel('AvgPool', (recorder, { x }, attributes: PoolAttributes) => {
  const info = poolSizes(x!.shape, attributes);
  const { top, left, bottom, right } = info.padInfo;
  const out = { shape: info.outShape, dtype: 'float32', layout: 'planes' } as const;
  return recorder.emit('AveragePool', [recorder.value(x!, 'planes')], out, {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, bottom, right],
  });
});

/** For windows that tile the input: each input gets its window's share, so the gradient is repeated and scaled. */
kernel('AvgPoolGrad', (recorder, { dy, input }, attributes: PoolAttributes) => {
  const info = poolSizes(input!.shape, attributes);
  const tiles =
    info.filterHeight === info.strideHeight &&
    info.filterWidth === info.strideWidth &&
    info.outHeight * info.strideHeight === info.inHeight &&
    info.outWidth * info.strideWidth === info.inWidth;
  if (!tiles) throw new Error('The gradient of AvgPool is recorded only for windows that tile the input.');
  const repeated = resize(recorder, dy!, [info.inHeight, info.inWidth], {
    mode: 'nearest',
    nearest_mode: 'floor',
    coordinate_transformation_mode: 'asymmetric',
  });
  const share = recorder.uniform(1 / (info.filterHeight * info.filterWidth), []);
  return elementwise(recorder, 'Mul', [repeated, share], 'float32');
});
