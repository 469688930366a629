import * as tf from '@tensorflow/tfjs-core';
import { elementTypes } from '../onnx.ts';
import type { Layout, Recorder, Symbolic } from '../recorder.ts';
import { kernel, listKernel } from './registry.ts';

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

function broadcast(inputs: Symbolic[]): number[] {
  return inputs
    .map((input) => [...input.shape])
    .reduce((left, right) => tf.backend_util.assertAndGetBroadcastShape(left, right), []);
}

/** Records an operation that applies element by element over broadcast operands. */
export function elementwise(recorder: Recorder, op: string, inputs: Symbolic[], dtype: Symbolic['dtype']): Symbolic {
  const shape = broadcast(inputs);
  const layout = commonLayout(inputs, shape.length);
  const reached = broadcast(inputs.filter((input) => input.uniform === undefined));
  const whole = oneWhole.has(op) ? completeFirst(recorder, inputs, reached) : inputs;
  const operands = whole.map((input) => operand(recorder, input, layout));
  const result = recorder.emit(op, operands, { shape: reached, dtype, layout });
  return expand(recorder, result, shape);
}

/** What ONNX Runtime 1.30 gets wrong on webgpu where no operand has the whole shape. */
const oneWhole = new Set(['And', 'Or', 'Pow']);

/** The operands, the first repeated up to the whole shape where none has it. */
function completeFirst(recorder: Recorder, inputs: Symbolic[], shape: readonly number[]): Symbolic[] {
  if (inputs.some((input) => String(input.shape) === String(shape))) return inputs;
  return inputs.map((input, index) => (index === 0 ? expand(recorder, input, shape) : input));
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

function unary(kernelName: string, op: string): void {
  kernel(kernelName, (recorder, { x }) => elementwise(recorder, op, [x!], x!.dtype));
}

function arithmetic(kernelName: string, op: string, neutral?: number): void {
  kernel(kernelName, (recorder, { a, b }) => {
    const shape = broadcast([a!, b!]);
    if (b!.uniform === neutral && neutral !== undefined) return expand(recorder, a!, shape);
    const commutes = op === 'Add' || op === 'Mul';
    if (commutes && a!.uniform === neutral && neutral !== undefined) return expand(recorder, b!, shape);
    return elementwise(recorder, op, [a!, b!], a!.dtype);
  });
}

function comparison(kernelName: string, op: string): void {
  kernel(kernelName, (recorder, { a, b }) => elementwise(recorder, op, [a!, b!], 'bool'));
}

for (const name of ['Abs', 'Ceil', 'Cos', 'Erf', 'Exp', 'Floor', 'Log', 'Neg', 'Reciprocal', 'Relu', 'Round', 'Sign']) {
  unary(name, name);
}
for (const name of ['Sigmoid', 'Sin', 'Softplus', 'Sqrt', 'Tan', 'Tanh']) unary(name, name);

arithmetic('Add', 'Add', 0);
arithmetic('Sub', 'Sub', 0);
arithmetic('Multiply', 'Mul', 1);
arithmetic('RealDiv', 'Div', 1);
arithmetic('Pow', 'Pow', 1);
arithmetic('Maximum', 'Max');
arithmetic('Minimum', 'Min');

comparison('Equal', 'Equal');
comparison('Greater', 'Greater');
comparison('GreaterEqual', 'GreaterOrEqual');
comparison('Less', 'Less');
comparison('LessEqual', 'LessOrEqual');
comparison('LogicalAnd', 'And');
comparison('LogicalOr', 'Or');
kernel('LogicalNot', (recorder, { x }) => elementwise(recorder, 'Not', [x!], 'bool'));
kernel('NotEqual', (recorder, { a, b }) =>
  elementwise(recorder, 'Not', [elementwise(recorder, 'Equal', [a!, b!], 'bool')], 'bool'),
);

kernel('Square', (recorder, { x }) => elementwise(recorder, 'Mul', [x!, x!], x!.dtype));
kernel('SquaredDifference', (recorder, { a, b }) => {
  const difference = elementwise(recorder, 'Sub', [a!, b!], a!.dtype);
  return elementwise(recorder, 'Mul', [difference, difference], a!.dtype);
});
kernel('Rsqrt', (recorder, { x }) =>
  elementwise(recorder, 'Reciprocal', [elementwise(recorder, 'Sqrt', [x!], x!.dtype)], x!.dtype),
);
kernel('LeakyRelu', (recorder, { x }, { alpha }: { alpha: number }) =>
  recorder.emit('LeakyRelu', [recorder.value(x!, x!.layout)], x!, { alpha: { float: alpha } }),
);
kernel('Elu', (recorder, { x }) => elementwise(recorder, 'Elu', [x!], x!.dtype));
kernel('ClipByValue', (recorder, { x }, range: { clipValueMin: number; clipValueMax: number }) => {
  const bounds = [range.clipValueMin, range.clipValueMax].map((bound) => recorder.graph.scalar(bound, x!.dtype));
  return recorder.emit('Clip', [recorder.value(x!, x!.layout), ...bounds], x!);
});
/** 1 where x > 0, `alpha` elsewhere: the slope of leakyRelu and, with alpha -1, of abs. */
kernel('Step', (recorder, { x }, { alpha }: { alpha: number }) => {
  const positive = elementwise(recorder, 'Greater', [x!, recorder.uniform(0, [])], 'bool');
  return elementwise(recorder, 'Where', [positive, recorder.uniform(1, []), recorder.uniform(alpha, [])], 'float32');
});
kernel('Select', (recorder, { condition, t, e }) => elementwise(recorder, 'Where', [condition!, t!, e!], t!.dtype));
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
kernel('Cast', (recorder, { x }, { dtype }: { dtype: Symbolic['dtype'] }) => cast(recorder, x!, dtype));
listKernel('AddN', (recorder, terms) =>
  terms.reduce((left, right) => elementwise(recorder, 'Add', [left, right], left.dtype)),
);
kernel('Identity', (_recorder, { x }) => x!);
kernel('ZerosLike', (recorder, { x }) => recorder.uniform(0, x!.shape, x!.dtype));
kernel('OnesLike', (recorder, { x }) => recorder.uniform(1, x!.shape, x!.dtype));
kernel('Fill', (recorder, _inputs, fill: { shape: number[]; value: number; dtype?: Symbolic['dtype'] }) =>
  recorder.uniform(fill.value, fill.shape, fill.dtype ?? 'float32'),
);
