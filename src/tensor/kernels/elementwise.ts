import * as tf from '@tensorflow/tfjs-core';
import { type Attribute, elementTypes } from '../onnx.ts';
import type { Layout, Recorder, Symbolic } from '../recorder.ts';
import { blockedElementwise, isBlocked } from './blocked.ts';
import { kernel } from './registry.ts';

/** Element-wise kernels work in whatever layout they find; only where both meet is one operand moved. */
function commonLayout(inputs: Symbolic[], rank: number): Layout {
  const planes = inputs.some((input) => input.shape.length === 4 && input.layout === 'planes');
  return rank === 4 && planes ? 'planes' : 'rows';
}

/** The operand with leading axes of size 1 up to rank 4, so that a layout of planes applies to it. */
function operand(recorder: Recorder, input: Symbolic, layout: Layout): string {
  if (input.uniform !== undefined) return recorder.graph.scalar(input.uniform, input.dtype);
  if (layout === 'rows' || input.shape.length === 0) return recorder.value(input);
  if (input.shape.length === 4) return recorder.value(input, 'planes');
  const padded = [...Array(4 - input.shape.length).fill(1), ...input.shape] as number[];
  const lifted = recorder.graph.add('Reshape', [recorder.value(input), recorder.graph.integers(padded)]);
  return recorder.value({ ...input, shape: padded, value: lifted }, 'planes');
}

/** The shape that all of the operands broadcast to. */
export function broadcast(inputs: Symbolic[]): number[] {
  return inputs
    .map((input) => [...input.shape])
    .reduce((left, right) => tf.backend_util.assertAndGetBroadcastShape(left, right), []);
}

/** Records an operation that applies element by element over broadcast operands. */
export function elementwise(
  recorder: Recorder,
  op: string,
  inputs: Symbolic[],
  dtype: Symbolic['dtype'],
  attributes?: Record<string, Attribute>,
): Symbolic {
  const shape = broadcast(inputs);
  if (inputs.some(isBlocked)) return blockedElementwise(recorder, op, inputs, { shape, dtype }, attributes);
  const layout = commonLayout(inputs, shape.length);
  const reached = broadcast(inputs.filter((input) => input.uniform === undefined));
  const operands = complete(recorder, op, inputs, reached).map((input) => operand(recorder, input, layout));
  const result = recorder.emit(op, operands, { shape: reached, dtype, layout }, attributes);
  return expand(recorder, result, shape);
}

/** How many operands ONNX Runtime 1.30 wants in the whole shape on webgpu; a power of other shapes fails in its shaders. */
const wholeOperands: Record<string, number> = { And: 1, Or: 1, Pow: 2 };

/** The operands, the first of them repeated up to the whole shape; numbers alone stay. */
function complete(recorder: Recorder, op: string, inputs: Symbolic[], shape: readonly number[]): Symbolic[] {
  const wanted = wholeOperands[op] ?? 0;
  const whole = inputs.filter((input) => String(input.shape) === String(shape)).length;
  return inputs.map((input, index) => {
    const repeated = whole < wanted && index < wanted && input.shape.length > 0;
    return repeated ? expand(recorder, input, shape) : input;
  });
}

/** The tensor repeated up to a larger shape. */
export function expand(recorder: Recorder, input: Symbolic, shape: readonly number[]): Symbolic {
  if (input.uniform !== undefined) return { ...input, shape };
  if (String(input.shape) === String(shape)) return input;
  return recorder.emit('Expand', [recorder.value(input), recorder.graph.integers(shape)], {
    shape,
    dtype: input.dtype,
  });
}

/** The same numbers as another type; fractions are cut off toward zero. */
export function cast(recorder: Recorder, x: Symbolic, dtype: Symbolic['dtype']): Symbolic {
  if (dtype === x.dtype) return x;
  if (x.uniform !== undefined) {
    const converted = { float32: x.uniform, int32: Math.trunc(x.uniform), bool: Number(x.uniform !== 0) };
    return recorder.uniform(converted[dtype], x.shape, dtype);
  }
  const out = { shape: x.shape, dtype, layout: x.layout };
  return recorder.emit('Cast', [recorder.value(x, x.layout)], out, { to: elementTypes[dtype] });
}

/** What ONNX counts in int64 (places, positions), as tfjs's int32. */
export function fromInt64(recorder: Recorder, value: string, out: Pick<Symbolic, 'shape' | 'layout'>): Symbolic {
  return recorder.emit('Cast', [value], { ...out, dtype: 'int32' }, { to: elementTypes.int32 });
}

kernel('Cast', (recorder, { x }, { dtype }: { dtype: Symbolic['dtype'] }) => cast(recorder, x!, dtype));
kernel('Identity', (_recorder, { x }) => x!);
