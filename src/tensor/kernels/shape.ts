import * as tf from '@tensorflow/tfjs-core';
import { planeAxis, type Recorder, type Symbolic } from '../recorder.ts';
import { expand } from './elementwise.ts';
import { kernel, listKernel } from './registry.ts';

const size = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);

export function reshape(recorder: Recorder, x: Symbolic, shape: readonly number[]): Symbolic {
  if (x.uniform !== undefined) return { ...x, shape };
  if (String(x.shape) === String(shape)) return x;
  return recorder.emit('Reshape', [recorder.value(x), recorder.graph.integers(shape)], { shape, dtype: x.dtype });
}

kernel('Reshape', (recorder, { x }, { shape }: { shape: number[] }) =>
  reshape(recorder, x!, tf.util.inferFromImplicitShape(shape, size(x!.shape))),
);

kernel('ExpandDims', (recorder, { input }, { dim }: { dim: number }) => {
  const shape = [...input!.shape];
  shape.splice(dim < 0 ? shape.length + dim + 1 : dim, 0, 1);
  return reshape(recorder, input!, shape);
});

/** The position in memory of an axis of a tensor as it lies. */
export function axisInMemory(x: Symbolic, axis: number): number {
  return x.layout === 'planes' && x.shape.length === 4 ? planeAxis[axis]! : axis;
}

/** Axis `i` of the result is axis `perm[i]` of `x`, whatever layout that lies in. */
export function transpose(recorder: Recorder, x: Symbolic, perm: readonly number[]): Symbolic {
  const shape = perm.map((axis) => x.shape[axis]!);
  if (x.uniform !== undefined) return { ...x, shape };
  const inMemory = perm.map((axis) => axisInMemory(x, axis));
  return recorder.emit('Transpose', [recorder.value(x, x.layout)], { shape, dtype: x.dtype }, { perm: inMemory });
}

kernel('Transpose', (recorder, { x }, { perm }: { perm: number[] }) => transpose(recorder, x!, perm));

listKernel('Concat', (recorder, inputs, { axis }: { axis: number }) => {
  const parts = inputs.filter((part) => size(part.shape) > 0);
  const first = parts[0]!;
  const position = axis < 0 ? first.shape.length + axis : axis;
  const planes = parts.find((part) => part.layout === 'planes' && part.shape.length === 4);
  const layout = planes ? 'planes' : 'rows';
  const shape = tf.backend_util.computeOutShape(
    parts.map((part) => [...part.shape]),
    position,
  );
  const values = parts.map((part) => recorder.value(part, layout));
  const out = { shape, dtype: first.dtype, layout } as const;
  return recorder.emit('Concat', values, out, { axis: layout === 'planes' ? planeAxis[position]! : position });
});

listKernel('Pack', (recorder, inputs, attributes: { axis: number }) => {
  const axis = attributes.axis < 0 ? attributes.axis + inputs[0]!.shape.length + 1 : attributes.axis;
  const lifted = inputs.map((part) => {
    const shape = [...part.shape];
    shape.splice(axis, 0, 1);
    return recorder.value(reshape(recorder, part, shape));
  });
  const shape = [...inputs[0]!.shape];
  shape.splice(axis, 0, inputs.length);
  return recorder.emit('Concat', lifted, { shape, dtype: inputs[0]!.dtype }, { axis });
});

/** Every `steps`-th element from `begin` up to but without `end`, per axis of the program; steps go forwards. */
export function slice(recorder: Recorder, x: Symbolic, begin: number[], end: number[], steps?: number[]): Symbolic {
  const stride = steps ?? begin.map(() => 1);
  const shape = begin.map((start, axis) => Math.max(0, Math.ceil((end[axis]! - start) / stride[axis]!)));
  if (x.uniform !== undefined) return { ...x, shape };
  const cut = begin.flatMap((start, axis) =>
    start === 0 && end[axis] === x.shape[axis] && stride[axis] === 1 ? [] : [axis],
  );
  if (cut.length === 0) return x;
  const ofCut = (values: number[]) => recorder.graph.integers(cut.map((axis) => values[axis]!));
  const axes = recorder.graph.integers(cut.map((axis) => axisInMemory(x, axis)));
  const inputs = [recorder.value(x, x.layout), ofCut(begin), ofCut(end), axes, ofCut(stride)];
  return recorder.emit('Slice', inputs, { shape, dtype: x.dtype, layout: x.layout });
}

kernel('Slice', (recorder, { x }, attributes: { begin: number[]; size: number[] }) => {
  const [begin, sizes] = tf.slice_util.parseSliceParams(
    { shape: [...x!.shape] } as tf.Tensor,
    attributes.begin,
    attributes.size,
  );
  return slice(
    recorder,
    x!,
    begin!,
    begin!.map((start, axis) => start + sizes![axis]!),
  );
});

/** The elements at the given places of one axis of the program. */
export function pick(recorder: Recorder, x: Symbolic, axis: number, places: readonly number[]): Symbolic {
  const shape = x.shape.with(axis, places.length);
  if (x.uniform !== undefined) return { ...x, shape };
  if (places.length === x.shape[axis] && places.every((place, index) => place === index)) return x;
  const inputs = [recorder.value(x, x.layout), recorder.graph.integers(places)];
  return recorder.emit('Gather', inputs, { ...x, shape }, { axis: axisInMemory(x, axis) });
}

kernel('SplitV', (recorder, { x }, attributes: { numOrSizeSplits: number[] | number; axis: number }) => {
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...x!.shape]);
  const lengths = tf.backend_util.prepareSplitSize(
    { shape: [...x!.shape] } as tf.Tensor,
    attributes.numOrSizeSplits,
    axis,
  );
  let start = 0;
  return lengths.map((length) => {
    const begin = x!.shape.map((_, index) => (index === axis ? start : 0));
    const end = x!.shape.map((whole, index) => (index === axis ? start + length : whole));
    start += length;
    return slice(recorder, x!, begin, end);
  });
});

kernel('Unpack', (recorder, { value }, attributes: { axis: number }) => {
  const [axis] = tf.util.parseAxisParam(attributes.axis, [...value!.shape]);
  const rest = value!.shape.filter((_, index) => index !== axis);
  return Array.from({ length: value!.shape[axis!]! }, (_, position) => {
    const begin = value!.shape.map((_length, index) => (index === axis ? position : 0));
    const end = value!.shape.map((length, index) => (index === axis ? position + 1 : length));
    return reshape(recorder, slice(recorder, value!, begin, end), rest);
  });
});

/** Zeros (or another number) around a tensor: `[before, after]` per axis of the program. */
export function pad(
  recorder: Recorder,
  x: Symbolic,
  paddings: readonly (readonly [number, number])[],
  value = 0,
): Symbolic {
  const shape = x.shape.map((length, axis) => length + paddings[axis]![0] + paddings[axis]![1]);
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
  const inMemory: [number, number][] = [];
  for (const [axis, padding] of paddings.entries()) inMemory[axisInMemory(x, axis)] = [...padding];
  const amounts = recorder.graph.integers([
    ...inMemory.map(([before]) => before),
    ...inMemory.map(([, after]) => after),
  ]);
  const inputs = [recorder.value(x, x.layout), amounts, recorder.graph.scalar(value, x.dtype)];
  return recorder.emit('Pad', inputs, { shape, dtype: x.dtype, layout: x.layout });
}

kernel('PadV2', (recorder, { x }, attributes: { paddings: [number, number][]; constantValue: number }) =>
  pad(recorder, x!, attributes.paddings, attributes.constantValue),
);

kernel('Tile', (recorder, { x }, { reps }: { reps: number[] }) => {
  const shape = x!.shape.map((length, axis) => length * reps[axis]!);
  if (x!.shape.every((length, axis) => length === 1 || reps[axis] === 1)) return expand(recorder, x!, shape);
  if (x!.uniform !== undefined) return { ...x!, shape };
  return recorder.emit('Tile', [recorder.value(x!), recorder.graph.integers(reps)], { shape, dtype: x!.dtype });
});
