import { nearestPixels } from '../gradients/resampling.ts';
import type { Recorder, Symbolic } from '../recorder.ts';
import { kernel } from './registry.ts';
import { pick } from './shape.ts';

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
  const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
  const shape = [batch, size[0]!, size[1]!, channels];
  const factors = [size[0]! / height, size[1]! / width];
  const { graph } = recorder;
  const target = factors.every(Number.isInteger)
    ? [graph.floats([1, 1, ...factors])]
    : ['', graph.integers([batch, channels, ...size])];
  const inputs = [recorder.value(images, 'planes'), '', ...target];
  return recorder.emit('Resize', inputs, { shape, dtype: images.dtype, layout: 'planes' }, attributes);
}

/** Whole factors are ONNX's own; at others its float32 arithmetic may take a neighbour, so pixels are picked by name. */
kernel('ResizeNearestNeighbor', (recorder, { images }, attributes: ResizeAttributes) => {
  const [height, width] = attributes.size;
  const [, fromHeight = 1, fromWidth = 1] = images!.shape;
  if (!attributes.alignCorners && height % fromHeight === 0 && width % fromWidth === 0) {
    const resized = resize(recorder, images!, attributes.size, {
      mode: 'nearest',
      nearest_mode: 'floor',
      coordinate_transformation_mode: 'asymmetric',
    });
    if (recorder.block > 0 && height === fromHeight * 2 && width === fromWidth * 2)
      recorder.enlarged.set(resized.value!, recorder.inBlocks(images!));
    return resized;
  }
  const lines = pick(recorder, images!, 1, nearestPixels(fromHeight, height, attributes));
  return pick(recorder, lines, 2, nearestPixels(fromWidth, width, attributes));
});

function coordinates({ alignCorners, halfPixelCenters }: ResizeAttributes): string {
  if (alignCorners) return 'align_corners';
  return halfPixelCenters ? 'half_pixel' : 'asymmetric';
}

/**
 * All channels of all pictures as pictures of their own: ONNX Runtime 1.30 would move a transposition from before the
 * resizing to after it, without asking whether it can resize what then lies there, but moves none past such a Reshape.
 */
kernel('ResizeBilinear', (recorder, { images }, attributes: ResizeAttributes) => {
  const { graph } = recorder;
  const [batch = 1, height = 1, width = 1, channels = 1] = images!.shape;
  const [pictures, colours] = batch === 1 ? [channels, 1] : [1, batch * channels];
  const dims = graph.integers([pictures, colours, height, width]);
  const apart: Symbolic = {
    shape: [pictures, height, width, colours],
    dtype: images!.dtype,
    layout: 'planes',
    value: graph.add('Reshape', [recorder.value(images!, 'planes'), dims]),
  };
  const resized = resize(recorder, apart, attributes.size, {
    mode: 'linear',
    coordinate_transformation_mode: coordinates(attributes),
  });
  const target = graph.integers([batch, channels, ...attributes.size]);
  const out = { shape: [batch, ...attributes.size, channels], dtype: images!.dtype, layout: 'planes' } as const;
  return recorder.emit('Reshape', [recorder.value(resized, 'planes'), target], out);
});
