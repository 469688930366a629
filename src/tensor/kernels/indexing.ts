import * as tf from '@tensorflow/tfjs-core';
import { elementTypes } from '../onnx.ts';
import type { Recorder, Symbolic } from '../recorder.ts';
import { vector } from './constants.ts';
import { elementwise, expand } from './elementwise.ts';
import { kernel } from './registry.ts';
import { reshape, slice, transpose } from './shape.ts';

const size = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);
const number = (recorder: Recorder, value: number) => recorder.uniform(value, [], 'int32');

/** `rows` of `[rows, ...]` by number. */
function gather(recorder: Recorder, x: Symbolic, rows: Symbolic, axis: number): Symbolic {
  const shape = [...x.shape.slice(0, axis), ...rows.shape, ...x.shape.slice(axis + 1)];
  return recorder.emit('Gather', [recorder.value(x), recorder.value(rows)], { shape, dtype: x.dtype }, { axis });
}

/**
 * `x[..., indices, ...]` along one axis; with `batchDims`, each of the leading axes has indices of its own. Then all
 * rows are laid out one after another and the indices counted on.
 */
kernel('GatherV2', (recorder, { x, indices }, attributes: { axis: number; batchDims?: number }) => {
  const [axis = 0] = tf.util.parseAxisParam(attributes.axis, [...x!.shape]);
  const batchDims = attributes.batchDims ?? 0;
  if (batchDims === 0) return gather(recorder, x!, indices!, axis);
  const [batch, outer, inner] = [
    x!.shape.slice(0, batchDims),
    x!.shape.slice(batchDims, axis),
    x!.shape.slice(axis + 1),
  ];
  const own = indices!.shape.slice(batchDims);
  const axes = [...x!.shape.keys()];
  const first = transpose(recorder, x!, [
    ...axes.slice(0, batchDims),
    axis,
    ...axes.slice(batchDims, axis),
    ...axes.slice(axis + 1),
  ]);
  const rows = reshape(recorder, first, [size(batch) * x!.shape[axis]!, ...outer, ...inner]);
  const starts = vector(
    recorder,
    Array.from({ length: size(batch) }, (_, index) => index * x!.shape[axis]!),
    'int32',
  );
  const flat = reshape(recorder, indices!, [size(batch), size(own)]);
  const counted = elementwise(recorder, 'Add', [flat, reshape(recorder, starts, [size(batch), 1])], 'int32');
  const gathered = gather(recorder, rows, reshape(recorder, counted, [...batch, ...own]), 0);
  const places = [...gathered.shape.keys()];
  const ownEnd = batch.length + own.length;
  return transpose(recorder, gathered, [
    ...places.slice(0, batchDims),
    ...places.slice(ownEnd, ownEnd + outer.length),
    ...places.slice(batchDims, ownEnd),
    ...places.slice(ownEnd + outer.length),
  ]);
});

kernel('GatherNd', (recorder, { params, indices }) => {
  const depth = indices!.shape.at(-1)!;
  const places = recorder.graph.add('Cast', [recorder.value(indices!)], { to: elementTypes.int64 });
  const shape = [...indices!.shape.slice(0, -1), ...params!.shape.slice(depth)];
  return recorder.emit('GatherND', [recorder.value(params!), places], { shape, dtype: params!.dtype });
});

/** `[rows, width]` of zeros with each of `[count, width]` added to the row that `[count]` names. */
function scatterAdd(recorder: Recorder, rows: number, places: Symbolic, updates: Symbolic): Symbolic {
  const shape = [rows, updates.shape[1]!];
  const column = reshape(recorder, places, [updates.shape[0]!, 1]);
  const inputs = [recorder.uniform(0, shape, updates.dtype), expand(recorder, column, updates.shape), updates];
  const values = inputs.map((input) => recorder.value(input));
  return recorder.emit('ScatterElements', values, { shape, dtype: updates.dtype }, { axis: 0, reduction: 'add' });
}

kernel('ScatterNd', (recorder, { indices, updates }, { shape }: { shape: number[] }) => {
  const depth = indices!.shape.at(-1)!;
  const count = size(indices!.shape.slice(0, -1));
  const width = size(shape.slice(depth));
  const strides = shape.slice(0, depth).map((_, axis) => size(shape.slice(axis + 1, depth)));
  const counted = elementwise(recorder, 'Mul', [indices!, vector(recorder, strides, 'int32')], 'int32');
  const flat = reshape(recorder, counted, [count, depth]);
  const sum = recorder.graph.add('ReduceSum', [recorder.value(flat), recorder.graph.integers([1])], { keepdims: 1 });
  const places: Symbolic = { shape: [count, 1], dtype: 'int32', layout: 'rows', value: sum };
  const rows = reshape(recorder, updates!, [count, width]);
  return reshape(recorder, scatterAdd(recorder, size(shape.slice(0, depth)), places, rows), shape);
});

/** Sums of rows that have a number in common; those with a negative one are left out, by way of a row to spare. */
kernel('UnsortedSegmentSum', (recorder, { x, segmentIds }, { numSegments }: { numSegments: number }) => {
  const ids = segmentIds!;
  const rest = x!.shape.slice(ids.shape.length);
  const none = elementwise(recorder, 'Less', [ids, number(recorder, 0)], 'bool');
  const places = elementwise(recorder, 'Where', [none, number(recorder, numSegments), ids], 'int32');
  const rows = reshape(recorder, x!, [size(ids.shape), size(rest)]);
  const sums = scatterAdd(recorder, numSegments + 1, places, rows);
  return reshape(recorder, slice(recorder, sums, [0, 0], [numSegments, size(rest)]), [numSegments, ...rest]);
});

interface OneHotAttributes {
  depth: number;
  onValue: number;
  offValue: number;
  dtype: 'float32' | 'int32' | 'bool';
}

kernel('OneHot', (recorder, { indices }, { depth, onValue, offValue, dtype }: OneHotAttributes) => {
  const column = reshape(recorder, indices!, [...indices!.shape, 1]);
  const hit = elementwise(recorder, 'Equal', [column, vector(recorder, [...Array(depth).keys()], 'int32')], 'bool');
  const values = [onValue, offValue].map((value) => recorder.uniform(value, [], dtype));
  return elementwise(recorder, 'Where', [hit, ...values], dtype);
});
