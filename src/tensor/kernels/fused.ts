import type { Recorder, Symbolic } from '../recorder.ts';
import { elementwise } from './elementwise.ts';
import { type Inputs, kernel, write } from './registry.ts';

/** Kernels that tfjs has for what is several; ONNX Runtime fuses for itself, so they are recorded step by step. */

interface FusedAttributes {
  activation?: string;
  leakyreluAlpha?: number;
}

const activations: Record<string, string> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

/** Adds the bias, where there is one, and applies the activation, where it is not linear. */
function finish(recorder: Recorder, result: Symbolic, inputs: Partial<Inputs>, attributes: FusedAttributes): Symbolic {
  const { bias, preluActivationWeights: alpha } = inputs;
  const biased = bias ? elementwise(recorder, 'Add', [result, bias], 'float32') : result;
  const { activation = 'linear', leakyreluAlpha = 0.2 } = attributes;
  if (activation === 'linear') return biased;
  const name = activations[activation];
  if (!name) throw new Error(`The activation ${activation} cannot be recorded.`);
  return write(name, recorder, { x: biased, ...(alpha && { alpha }) }, { alpha: leakyreluAlpha });
}

const fused = {
  FusedConv2D: { plain: 'Conv2D', operands: ['x', 'filter'] },
  FusedDepthwiseConv2D: { plain: 'DepthwiseConv2dNative', operands: ['x', 'filter'] },
  _FusedMatMul: { plain: 'BatchMatMul', operands: ['a', 'b'] },
};

for (const [kernelName, { plain, operands }] of Object.entries(fused)) {
  kernel(kernelName, (recorder, inputs, attributes: FusedAttributes) => {
    const own = Object.fromEntries(operands.map((name) => [name, inputs[name]!]));
    return finish(recorder, write(plain, recorder, own, attributes), inputs, attributes);
  });
}

kernel('FusedBatchNorm', (recorder, inputs, { varianceEpsilon }: { varianceEpsilon: number }) => {
  const { x, mean, variance, scale, offset } = inputs as Inputs & { scale?: Symbolic; offset?: Symbolic };
  const float = (op: string, ...operands: Symbolic[]) => elementwise(recorder, op, operands, 'float32');
  const spread = float('Sqrt', float('Add', variance!, recorder.uniform(varianceEpsilon, [])));
  const normal = float('Div', float('Sub', x!, mean!), spread);
  const scaled = scale ? float('Mul', normal, scale) : normal;
  return offset ? float('Add', scaled, offset) : scaled;
});
