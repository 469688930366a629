import type { Recorder, Symbolic } from '../recorder.ts';
import { broadcast, cast, elementwise, expand } from './elementwise.ts';
import { kernel, listKernel } from './registry.ts';

function arithmetic(kernelName: string, op: string, neutral?: number): void {
  kernel(kernelName, (recorder, { a, b }) => {
    const shape = broadcast([a!, b!]);
    if (b!.uniform === neutral && neutral !== undefined) return expand(recorder, a!, shape);
    const commutes = op === 'Add' || op === 'Mul';
    if (commutes && a!.uniform === neutral && neutral !== undefined) return expand(recorder, b!, shape);
    return elementwise(recorder, op, [a!, b!], a!.dtype);
  });
}

arithmetic('Add', 'Add', 0);
arithmetic('Sub', 'Sub', 0);
arithmetic('Multiply', 'Mul', 1);
arithmetic('RealDiv', 'Div', 1);
arithmetic('Pow', 'Pow', 1);
arithmetic('Maximum', 'Max');
arithmetic('Minimum', 'Min');

kernel('SquaredDifference', (recorder, { a, b }) => {
  const difference = elementwise(recorder, 'Sub', [a!, b!], a!.dtype);
  return elementwise(recorder, 'Mul', [difference, difference], a!.dtype);
});

listKernel('AddN', (recorder, terms) =>
  terms.reduce((left, right) => elementwise(recorder, 'Add', [left, right], left.dtype)),
);

/** The remainder with the sign of the divisor. ONNX has it for whole numbers; for others, that of the dividend. */
function remainder(recorder: Recorder, a: Symbolic, b: Symbolic): Symbolic {
  if (a.dtype === 'int32') return elementwise(recorder, 'Mod', [a, b], 'int32');
  const cut = elementwise(recorder, 'Mod', [a, b], 'float32', { fmod: 1 });
  const product = elementwise(recorder, 'Mul', [cut, b], 'float32');
  const opposed = elementwise(recorder, 'Less', [product, recorder.uniform(0, [])], 'bool');
  const moved = elementwise(recorder, 'Add', [cut, b], 'float32');
  return elementwise(recorder, 'Where', [opposed, moved, cut], 'float32');
}

kernel('Mod', (recorder, { a, b }) => remainder(recorder, a!, b!));

kernel('FloorDiv', (recorder, { a, b }) => {
  if (a!.dtype !== 'int32') {
    const quotient = elementwise(recorder, 'Div', [a!, b!], 'float32');
    return cast(recorder, elementwise(recorder, 'Floor', [quotient], 'float32'), 'int32');
  }
  const whole = elementwise(recorder, 'Sub', [a!, remainder(recorder, a!, b!)], 'int32');
  return elementwise(recorder, 'Div', [whole, b!], 'int32');
});

/** The angle of the point `(b, a)`: ONNX has the arctangent of a quotient only, which tells no quadrants apart. */
kernel('Atan2', (recorder, { a, b }) => {
  const number = (value: number) => recorder.uniform(value, []);
  const float = (op: string, ...inputs: Symbolic[]) => elementwise(recorder, op, inputs, 'float32');
  const test = (op: string, ...inputs: Symbolic[]) => elementwise(recorder, op, inputs, 'bool');
  const upright = test('Equal', b!, number(0));
  const slope = float('Div', a!, float('Where', upright, number(1), b!));
  const half = float('Where', test('Less', a!, number(0)), number(-Math.PI), number(Math.PI));
  const turn = float('Where', test('Less', b!, number(0)), half, number(0));
  const quarter = float('Mul', float('Sign', a!), number(Math.PI / 2));
  return float('Where', upright, quarter, float('Add', float('Atan', slope), turn));
});

function comparison(kernelName: string, op: string): void {
  kernel(kernelName, (recorder, { a, b }) => elementwise(recorder, op, [a!, b!], 'bool'));
}

comparison('Equal', 'Equal');
comparison('Greater', 'Greater');
comparison('GreaterEqual', 'GreaterOrEqual');
comparison('Less', 'Less');
comparison('LessEqual', 'LessOrEqual');
comparison('LogicalAnd', 'And');
comparison('LogicalOr', 'Or');
kernel('NotEqual', (recorder, { a, b }) =>
  elementwise(recorder, 'Not', [elementwise(recorder, 'Equal', [a!, b!], 'bool')], 'bool'),
);

kernel('Select', (recorder, { condition, t, e }) => elementwise(recorder, 'Where', [condition!, t!, e!], t!.dtype));

kernel('Prelu', (recorder, { x, alpha }) => {
  const positive = elementwise(recorder, 'Greater', [x!, recorder.uniform(0, [])], 'bool');
  const leaked = elementwise(recorder, 'Mul', [x!, alpha!], 'float32');
  return elementwise(recorder, 'Where', [positive, x!, leaked], 'float32');
});
