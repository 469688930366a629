import type { Recorder, Symbolic } from '../recorder.ts';
import { elementwise } from './elementwise.ts';
import { kernel } from './registry.ts';

/** ONNX has these functions under the names that tfjs gives them. */
const sameName = [
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Floor Log Neg Reciprocal Round Selu Sigmoid',
  'Sign Sin Sinh Softplus Sqrt Tan Tanh',
].flatMap((line) => line.split(' '));
for (const name of sameName) kernel(name, (recorder, { x }) => elementwise(recorder, name, [x!], x!.dtype));

kernel('Square', (recorder, { x }) => elementwise(recorder, 'Mul', [x!, x!], x!.dtype));
kernel('Rsqrt', (recorder, { x }) =>
  elementwise(recorder, 'Reciprocal', [elementwise(recorder, 'Sqrt', [x!], x!.dtype)], x!.dtype),
);

const one = (recorder: Recorder) => recorder.uniform(1, []);

/** Right to about 1e-7, absolutely: near zero that is less than ONNX could say with a function of its own. */
kernel('Expm1', (recorder, { x }) =>
  elementwise(recorder, 'Sub', [elementwise(recorder, 'Exp', [x!], 'float32'), one(recorder)], 'float32'),
);
/** Right to about 1e-7, absolutely. */
kernel('Log1p', (recorder, { x }) =>
  elementwise(recorder, 'Log', [elementwise(recorder, 'Add', [x!, one(recorder)], 'float32')], 'float32'),
);

/** Remembers the result as what has the sign of `x`, so that nothing needs to keep `x` for its gradient. */
function activated(recorder: Recorder, x: Symbolic, y: Symbolic): Symbolic {
  if (x.value) recorder.activated.set(x.value, y);
  return y;
}

kernel('Relu', (recorder, { x }) => activated(recorder, x!, elementwise(recorder, 'Relu', [x!], x!.dtype)));
kernel('LeakyRelu', (recorder, { x }, { alpha }: { alpha: number }) => {
  const y = elementwise(recorder, 'LeakyRelu', [x!], 'float32', { alpha: { float: alpha } });
  return alpha > 0 ? activated(recorder, x!, y) : y;
});

function clip(recorder: Recorder, x: Symbolic, lowest: number, highest: number): Symbolic {
  const bounds = [lowest, highest].map((bound) => recorder.graph.scalar(bound, x.dtype));
  return recorder.emit('Clip', [recorder.value(x, x.layout), ...bounds], x);
}

kernel('ClipByValue', (recorder, { x }, range: { clipValueMin: number; clipValueMax: number }) =>
  clip(recorder, x!, range.clipValueMin, range.clipValueMax),
);
kernel('Relu6', (recorder, { x }) => clip(recorder, x!, 0, 6));

/** Times this, every number above zero but the smallest of all is above 1. */
const steepest = 3e38;

/** 1 where x > 0, `alpha` elsewhere: the slope of leakyRelu and, with alpha -1, of abs. */
kernel('Step', (recorder, { x }, { alpha }: { alpha: number }) => {
  const signed = recorder.activated.get(x!.value!) ?? x!;
  if (alpha >= 0 && alpha < 1 && signed.dtype === 'float32') {
    const steep = elementwise(recorder, 'Mul', [signed, recorder.uniform(steepest, [])], 'float32');
    return clip(recorder, steep, alpha, 1);
  }
  const positive = elementwise(recorder, 'Greater', [signed, recorder.uniform(0, [])], 'bool');
  return elementwise(recorder, 'Where', [positive, recorder.uniform(1, []), recorder.uniform(alpha, [])], 'float32');
});

kernel('LogicalNot', (recorder, { x }) => elementwise(recorder, 'Not', [x!], 'bool'));
kernel('IsNan', (recorder, { x }) => elementwise(recorder, 'IsNaN', [x!], 'bool'));
kernel('IsInf', (recorder, { x }) => elementwise(recorder, 'IsInf', [x!], 'bool'));
kernel('IsFinite', (recorder, { x }) => {
  const odd = ['IsNaN', 'IsInf'].map((op) => elementwise(recorder, op, [x!], 'bool'));
  return elementwise(recorder, 'Not', [elementwise(recorder, 'Or', odd, 'bool')], 'bool');
});
