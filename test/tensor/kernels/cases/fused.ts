import * as tf from '@tensorflow/tfjs-core';
import { anyNumber, awayFromZero, type InputSpec, type KernelCase, positive } from '../case.ts';

const picture: InputSpec = { shape: [2, 5, 6, 3], draw: anyNumber };
const vector = (length: number): InputSpec => ({ shape: [length], draw: anyNumber });

function fused(kernel: string, name: string, inputs: Record<string, InputSpec>, fn: (given: never) => tf.Tensor) {
  return { kernel, name, inputs, fn: (given: object) => ({ y: fn(given as never) }), smooth: true } as KernelCase;
}

interface Convolution {
  x: tf.Tensor4D;
  filter: tf.Tensor4D;
  bias: tf.Tensor;
  preluActivationWeights: tf.Tensor;
}

const operands = (filter: number[], channels: number) => ({
  x: picture,
  filter: { shape: filter, draw: anyNumber },
  bias: vector(channels),
});

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const;
const window = { strides: 1, pad: 'same' } as const;

/** Activations that bend are tried without their slopes: the bend may lie anywhere. */
const isSmooth = (activation: string) => activation === 'linear' || activation === 'sigmoid';

const byActivation = activations.flatMap((activation) =>
  [
    fused('FusedConv2D', `conv and ${activation}`, operands([3, 3, 3, 4], 4), (given: Convolution) =>
      tf.fused.conv2d({ ...given, ...window, activation, leakyreluAlpha: 0.3 }),
    ),
    fused('FusedDepthwiseConv2D', `depthwise and ${activation}`, operands([3, 3, 3, 2], 6), (given: Convolution) =>
      tf.fused.depthwiseConv2d({ ...given, ...window, activation, leakyreluAlpha: 0.3 }),
    ),
    fused(
      '_FusedMatMul',
      `product and ${activation}`,
      { a: { shape: [3, 4], draw: anyNumber }, b: { shape: [5, 4], draw: anyNumber }, bias: vector(5) },
      (given: { a: tf.Tensor; b: tf.Tensor; bias: tf.Tensor }) =>
        tf.fused.matMul({ ...given, transposeB: true, activation, leakyreluAlpha: 0.3 }),
    ),
  ].map((one) => ({ ...one, smooth: isSmooth(activation) })),
);

interface Normal {
  x: tf.Tensor4D;
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
  offset: tf.Tensor1D;
  scale: tf.Tensor1D;
}

const normal = {
  x: { shape: [2, 3, 4, 5], draw: anyNumber },
  mean: vector(5),
  variance: { shape: [5], draw: positive },
  offset: vector(5),
  scale: vector(5),
};
const { offset: _offset, scale: _scale, ...bare } = normal;

/** A bend anywhere; and tfjs cannot take the gradient of a batch norm that has no scale. */
const rough = ['conv and prelu', 'plain'];

export const fusedKernels: KernelCase[] = [
  ...byActivation,
  fused(
    'FusedConv2D',
    'conv and prelu',
    { ...operands([1, 1, 3, 2], 2), preluActivationWeights: { shape: [2], draw: awayFromZero } },
    (given: Convolution) => tf.fused.conv2d({ ...given, ...window, activation: 'prelu' }),
  ),
  fused('FusedBatchNorm', 'scaled and moved', normal, ({ x, mean, variance, offset, scale }: Normal) =>
    tf.batchNorm(x, mean, variance, offset, scale, 1e-3),
  ),
  fused('FusedBatchNorm', 'plain', bare, ({ x, mean, variance }: Normal) => tf.batchNorm(x, mean, variance)),
].map((one) => (rough.includes(one.name) ? { ...one, smooth: false } : one));
