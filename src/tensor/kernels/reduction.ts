import * as tf from '@tensorflow/tfjs-core';
import type { Recorder, Symbolic } from '../recorder.ts';
import { blockedReduce, isBlocked } from './blocked.ts';
import { cast, fromInt64 } from './elementwise.ts';
import { kernel } from './registry.ts';
import { axisInMemory, reshape } from './shape.ts';

interface ReductionAttributes {
  keepDims: boolean;
  axis?: number | number[] | null;
  /** What tfjs calls the axes of Max alone. */
  reductionIndices?: number | number[];
}

/**
 * Reduces in the layout the tensor lies in. Where some of the axes survive, the result keeps all four and that layout,
 * and only dropping the reduced ones may move memory.
 */
function reduce(recorder: Recorder, op: string, x: Symbolic, attributes: ReductionAttributes): Symbolic {
  const axis = attributes.reductionIndices ?? attributes.axis;
  const axes = tf.util.parseAxisParam(axis!, [...x.shape]);
  const kept = x.shape.map((length, index) => (axes.includes(index) ? 1 : length));
  const dropped = x.shape.filter((_, index) => !axes.includes(index));
  if (axes.length === 0) return x;
  const reduceAxes = (value: string, some: number[]) =>
    op === 'ReduceSum'
      ? recorder.graph.add(op, [value, recorder.graph.integers(some)], { keepdims: 1 })
      : recorder.graph.add(op, [value], { axes: some, keepdims: 1 });
  const inMemory = axes.map((index) => axisInMemory(x, index)).toSorted();
  const reduced = isBlocked(x)
    ? blockedReduce(recorder, x, axes, reduceAxes)
    : { shape: kept, dtype: x.dtype, layout: x.layout, value: reduceAxes(recorder.value(x, x.layout), inMemory) };
  return attributes.keepDims ? reduced : reshape(recorder, reduced, dropped);
}

kernel('Mean', (recorder, { x }, attributes: ReductionAttributes) =>
  reduce(recorder, 'ReduceMean', cast(recorder, x!, 'float32'), attributes),
);

const reductions = { Sum: 'ReduceSum', Max: 'ReduceMax', Min: 'ReduceMin', Prod: 'ReduceProd' };
for (const [kernelName, op] of Object.entries(reductions)) {
  kernel(kernelName, (recorder, { x }, attributes: ReductionAttributes) => reduce(recorder, op, x!, attributes));
}

for (const [kernelName, op] of Object.entries({ All: 'ReduceMin', Any: 'ReduceMax' })) {
  kernel(kernelName, (recorder, { x }, attributes: ReductionAttributes) =>
    cast(recorder, reduce(recorder, op, cast(recorder, x!, 'int32'), attributes), 'bool'),
  );
}

for (const op of ['ArgMax', 'ArgMin']) {
  kernel(op, (recorder, { x }, attributes: { axis: number }) => {
    const [axis = 0] = tf.util.parseAxisParam(attributes.axis, [...x!.shape]);
    const places = recorder.graph.add(op, [recorder.value(x!, x!.layout)], {
      axis: axisInMemory(x!, axis),
      keepdims: 1,
    });
    const kept = x!.shape.map((length, index) => (index === axis ? 1 : length));
    const index = fromInt64(recorder, places, { shape: kept, layout: x!.layout });
    return reshape(recorder, index, kept.toSpliced(axis, 1));
  });
}

interface CumulativeAttributes {
  axis: number;
  exclusive: boolean;
  reverse: boolean;
}

kernel('Cumsum', (recorder, { x }, attributes: CumulativeAttributes) => {
  const [axis = 0] = tf.util.parseAxisParam(attributes.axis, [...x!.shape]);
  const inputs = [recorder.value(x!, x!.layout), recorder.graph.scalar(axisInMemory(x!, axis), 'int64')];
  const { exclusive, reverse } = attributes;
  return recorder.emit('CumSum', inputs, x!, { exclusive: Number(exclusive), reverse: Number(reverse) });
});

/** The `k` largest of the last axis, largest first, and their places. */
kernel('TopK', (recorder, { x }, { k }: { k: number }) => {
  const inputs = [recorder.value(x!), recorder.graph.integers([k])];
  const [largest, places] = recorder.graph.addSplit('TopK', inputs, { axis: -1 }, 2);
  const out = { shape: [...x!.shape.slice(0, -1), k], layout: 'rows' } as const;
  return [{ ...out, dtype: x!.dtype, value: largest! }, fromInt64(recorder, places!, out)];
});

kernel('Softmax', (recorder, { logits }, { dim }: { dim: number }) =>
  recorder.emit('Softmax', [recorder.value(logits!)], { shape: logits!.shape, dtype: 'float32' }, { axis: dim }),
);
