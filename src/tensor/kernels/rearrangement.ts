import * as tf from '@tensorflow/tfjs-core';
import type { StridedSliceAttributes } from '../gradients/shape.ts';
import { kernel } from './registry.ts';
import { pad, pick, reshape, slice, transpose } from './shape.ts';

kernel('Reverse', (recorder, { x }, { dims }: { dims: number | number[] }) =>
  tf.util.parseAxisParam(dims, [...x!.shape]).reduce((turned, axis) => {
    const length = x!.shape[axis]!;
    const backwards = Array.from({ length }, (_, index) => length - 1 - index);
    return pick(recorder, turned, axis, backwards);
  }, x!),
);

/** Axes that go backwards are picked place by place: such slices are wrong on webgpu (ONNX Runtime 1.30). */
kernel('StridedSlice', (recorder, { x }, attributes: StridedSliceAttributes) => {
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
  const given = [attributes.begin, attributes.end, attributes.strides] as const;
  const { begin, end, strides, finalShape } = tf.slice_util.sliceInfo([...x!.shape], ...given, ...masks);
  const forwards = slice(
    recorder,
    x!,
    begin.map((start, axis) => (strides[axis]! > 0 ? start : 0)),
    end.map((stop, axis) => (strides[axis]! > 0 ? stop : x!.shape[axis]!)),
    strides.map((step) => Math.max(1, step)),
  );
  const all = strides.reduce((cut, step, axis) => {
    if (step > 0) return cut;
    const length = Math.ceil((end[axis]! - begin[axis]!) / step);
    return pick(
      recorder,
      cut,
      axis,
      Array.from({ length }, (_, index) => begin[axis]! + index * step),
    );
  }, forwards);
  return reshape(recorder, all, finalShape);
});

/** The places of an axis that its mirrored borders repeat: `reflect` leaves the edge itself out. */
function mirrored(length: number, [before, after]: readonly [number, number], mode: 'reflect' | 'symmetric'): number[] {
  const edge = mode === 'reflect' ? 0 : 1;
  return Array.from({ length: before + length + after }, (_, index) => {
    const place = index - before;
    if (place < 0) return -place - edge;
    return place < length ? place : 2 * (length - 1) - place + edge;
  });
}

kernel('MirrorPad', (recorder, { x }, attributes: { paddings: [number, number][]; mode: 'reflect' | 'symmetric' }) =>
  attributes.paddings.reduce(
    (padded, padding, axis) => pick(recorder, padded, axis, mirrored(x!.shape[axis]!, padding, attributes.mode)),
    x!,
  ),
);

kernel('DepthToSpace', (recorder, { x }, { blockSize, dataFormat }: { blockSize: number; dataFormat: string }) => {
  if (dataFormat !== 'NHWC') throw new Error('Only NHWC tensors are recorded.');
  const [batch = 1, height = 1, width = 1, channels = 1] = x!.shape;
  const shape = [batch, height * blockSize, width * blockSize, channels / blockSize ** 2];
  const out = { shape, dtype: x!.dtype, layout: 'planes' } as const;
  return recorder.emit('DepthToSpace', [recorder.value(x!, 'planes')], out, { blocksize: blockSize, mode: 'DCR' });
});

const product = (numbers: readonly number[]) => numbers.reduce((left, right) => left * right, 1);

kernel('BatchToSpaceND', (recorder, { x }, attributes: { blockShape: number[]; crops: [number, number][] }) => {
  const { blockShape, crops } = attributes;
  const blocks = product(blockShape);
  const split = tf.backend_util.getReshaped([...x!.shape], blockShape, blocks);
  const order = tf.backend_util.getPermuted(split.length, blockShape.length);
  const whole = tf.backend_util.getReshapedPermuted([...x!.shape], blockShape, blocks);
  const spread = reshape(recorder, transpose(recorder, reshape(recorder, x!, split), order), whole);
  const begin = whole.map((_, axis) => crops[axis - 1]?.[0] ?? 0);
  const end = whole.map((length, axis) => length - (crops[axis - 1]?.[1] ?? 0));
  return slice(recorder, spread, begin, end);
});

kernel('SpaceToBatchND', (recorder, { x }, attributes: { blockShape: number[]; paddings: [number, number][] }) => {
  const { blockShape, paddings } = attributes;
  const padded = pad(
    recorder,
    x!,
    x!.shape.map((_, axis) => paddings[axis - 1] ?? [0, 0]),
  );
  const blocks = product(blockShape);
  const split = tf.backend_util.getReshaped([...padded.shape], blockShape, blocks, false);
  const order = tf.backend_util.getPermuted(split.length, blockShape.length, false);
  const gathered = tf.backend_util.getReshapedPermuted([...padded.shape], blockShape, blocks, false);
  return reshape(recorder, transpose(recorder, reshape(recorder, padded, split), order), gathered);
});
