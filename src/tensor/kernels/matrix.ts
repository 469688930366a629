import type { Recorder, Symbolic } from '../recorder.ts';
import { kernel, listKernel } from './registry.ts';
import { transpose } from './shape.ts';

interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
}

/** The last two axes swapped. */
function transposed(recorder: Recorder, x: Symbolic): Symbolic {
  const rank = x.shape.length;
  return transpose(recorder, x, [...x.shape.keys()].slice(0, rank - 2).concat(rank - 1, rank - 2));
}

/** `[m, k] x [k, n]` as one Gemm, which reads either operand transposed at no cost. */
export function gemm(
  recorder: Recorder,
  a: Symbolic,
  b: Symbolic,
  { transposeA, transposeB }: MatMulAttributes,
): Symbolic {
  const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
  const attributes = { transA: Number(transposeA), transB: Number(transposeB) };
  return recorder.emit('Gemm', [recorder.value(a), recorder.value(b)], { shape, dtype: a.dtype }, attributes);
}

kernel('BatchMatMul', (recorder, { a, b }, attributes: MatMulAttributes) => {
  if (a!.dtype === 'float32' && a!.shape.length === 2 && b!.shape.length === 2)
    return gemm(recorder, a!, b!, attributes);
  const left = attributes.transposeA ? transposed(recorder, a!) : a!;
  const right = attributes.transposeB ? transposed(recorder, b!) : b!;
  const longer = left.shape.length >= right.shape.length ? left.shape : right.shape;
  const batch = longer.slice(0, -2).map((length, axis) => {
    const fromEnd = longer.length - axis;
    return Math.max(length, left.shape.at(-fromEnd) ?? 1, right.shape.at(-fromEnd) ?? 1);
  });
  const shape = [...batch, left.shape.at(-2)!, right.shape.at(-1)!];
  return recorder.emit('MatMul', [recorder.value(left), recorder.value(right)], { shape, dtype: left.dtype });
});

listKernel('Einsum', (recorder, operands, attributes: { equation: string }) => {
  const equation = attributes.equation.replaceAll(' ', '');
  const [inputs = '', result = ''] = equation.split('->');
  const length = new Map<string, number>();
  for (const [index, axes] of inputs.split(',').entries()) {
    for (const [position, axis] of [...axes].entries()) length.set(axis, operands[index]!.shape[position]!);
  }
  const shape = [...result].map((axis) => length.get(axis)!);
  const values = operands.map((operand) => recorder.value(operand));
  return recorder.emit('Einsum', values, { shape, dtype: operands[0]!.dtype }, { equation });
});
