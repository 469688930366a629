import * as tf from '@tensorflow/tfjs-core';
import { planeAxis, type Recorder, type Symbolic } from '../recorder.ts';
import { cast } from './elementwise.ts';
import { kernel } from './registry.ts';
import { reshape } from './shape.ts';

interface ReductionAttributes {
  keepDims: boolean;
  axis?: number | number[];
  /** What tfjs calls the axes of Max alone. */
  reductionIndices?: number | number[];
}

/**
 * Reduces in the layout the tensor lies in. Where some of the axes survive, the result keeps all four and that layout,
 * and only dropping the reduced ones may move memory.
 */
function reduce(recorder: Recorder, op: string, x: Symbolic, attributes: ReductionAttributes): Symbolic {
  const { keepDims, axis = attributes.reductionIndices } = attributes;
  const axes = tf.util.parseAxisParam(axis!, [...x.shape]);
  const kept = x.shape.map((length, index) => (axes.includes(index) ? 1 : length));
  const dropped = x.shape.filter((_, index) => !axes.includes(index));
  if (axes.length === 0) return x;
  const planes = x.layout === 'planes' && x.shape.length === 4;
  const inMemory = axes.map((index) => (planes ? planeAxis[index]! : index)).toSorted();
  const out = { shape: kept, dtype: x.dtype, layout: x.layout };
  const value = recorder.value(x, x.layout);
  const reduced =
    op === 'ReduceSum'
      ? recorder.emit(op, [value, recorder.graph.integers(inMemory)], out, { keepdims: 1 })
      : recorder.emit(op, [value], out, { axes: inMemory, keepdims: 1 });
  return keepDims ? reduced : reshape(recorder, reduced, dropped);
}

kernel('Mean', (recorder, { x }, attributes: ReductionAttributes) =>
  reduce(recorder, 'ReduceMean', cast(recorder, x!, 'float32'), attributes),
);

for (const [kernelName, op] of Object.entries({ Sum: 'ReduceSum', Max: 'ReduceMax', Min: 'ReduceMin' })) {
  kernel(kernelName, (recorder, { x }, attributes: ReductionAttributes) => reduce(recorder, op, x!, attributes));
}

kernel('Softmax', (recorder, { logits }, { dim }: { dim: number }) =>
  recorder.emit('Softmax', [recorder.value(logits!)], { shape: logits!.shape, dtype: 'float32' }, { axis: dim }),
);
