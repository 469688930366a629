import * as tf from '@tensorflow/tfjs-core';
import {
  anyNumber,
  awayFromZero,
  type InputSpec,
  type KernelCase,
  named,
  onPairs,
  onShapes,
  randomShape,
} from '../case.ts';

/** What networks are made of beyond one kernel: each is tried as a whole, and names one of the kernels it uses. */

const some = [[5], [2, 3, 4, 5], randomShape(3), randomShape(4)];
const activation = (name: string, kernel: string, fn: (x: tf.Tensor) => tf.Tensor, draw = anyNumber) =>
  named(name, onShapes(kernel, some, draw, fn));

const gelu = (x: tf.Tensor) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));
const tanhGelu = (x: tf.Tensor) => {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))));
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(inner)));
};

const activations: KernelCase[] = [
  ...activation('GELU', 'Erf', gelu),
  ...activation('GELU by tanh', 'Tanh', tanhGelu),
  ...activation('SiLU', 'Sigmoid', (x) => tf.mul(x, tf.sigmoid(x))),
  ...activation('mish', 'Softplus', (x) => tf.mul(x, tf.tanh(tf.softplus(x)))),
  ...activation('log of sigmoid', 'Softplus', tf.logSigmoid),
  ...activation('log of softmax', 'Log', (x) => tf.logSoftmax(x)),
  ...activation('log of a sum of exponentials', 'Log', (x) => tf.logSumExp(x, -1)),
  ...activation('bent twice', 'LeakyRelu', (x) => tf.mul(tf.leakyRelu(x, 0.2), tf.square(x)), awayFromZero),
];

const whitened = (x: tf.Tensor, axes: number[]) => {
  const { mean, variance } = tf.moments(x, axes, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-2)));
};
const pictures = [
  [2, 4, 3, 6],
  [3, 2, 2, 6],
];

const norms: KernelCase[] = [
  ...named(
    'layer norm',
    onShapes(
      'Rsqrt',
      [
        [3, 4],
        [2, 3, 5],
      ],
      anyNumber,
      (x) => whitened(x, [x.rank - 1]),
    ),
  ),
  ...named(
    'instance norm',
    onShapes('Rsqrt', pictures, anyNumber, (x) => whitened(x, [1, 2])),
  ),
  ...named(
    'batch norm',
    onShapes('Rsqrt', pictures, anyNumber, (x) => whitened(x, [0, 1, 2])),
  ),
  ...named(
    'group norm',
    onShapes('Rsqrt', pictures, anyNumber, (x) => {
      const [batch, height, width, channels] = x.shape as [number, number, number, number];
      const groups = tf.reshape(x, [batch, height, width, 3, channels / 3]);
      return tf.reshape(whitened(groups, [1, 2, 4]), x.shape);
    }),
  ),
  ...named(
    'pixel norm',
    onShapes('Rsqrt', pictures, anyNumber, (x) => tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-2)))),
  ),
  ...named(
    'deviation of the batch as a channel',
    onShapes('Sqrt', pictures, anyNumber, (x) => {
      const { variance } = tf.moments(x, 0);
      const one = tf.mean(tf.sqrt(tf.add(variance, 1e-2)));
      return tf.concat([x, tf.fill([...x.shape.slice(0, 3), 1], 1).mul(one)], 3);
    }),
  ),
];

/** A convolution modulated by a style per picture, its weights demodulated (Karras et al. 2020). */
function modulated(x: tf.Tensor, style: tf.Tensor, filter: tf.Tensor): tf.Tensor {
  const [batch, channels] = style.shape as [number, number];
  const scaled = tf.mul(x, tf.reshape(style, [batch, 1, 1, channels]));
  const energy = tf.sum(tf.square(filter), [0, 1]);
  const demodulation = tf.rsqrt(tf.add(tf.matMul(tf.square(style), energy as tf.Tensor2D), 1e-2));
  const out = tf.conv2d(scaled as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same');
  return tf.mul(out, tf.reshape(demodulation, [batch, 1, 1, filter.shape[3]!]));
}

const drawn = (...shape: number[]): InputSpec => ({ shape, draw: anyNumber });

function attention(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor): tf.Tensor {
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape.at(-1)!));
  const length = q.shape.at(-2)!;
  const ahead = tf.greater(tf.range(0, length), tf.expandDims(tf.range(0, length), 1));
  return tf.matMul(tf.softmax(tf.where(ahead, tf.fill(scores.shape, -1e4), scores)), v);
}

const layers: KernelCase[] = [
  {
    kernel: 'Conv2D',
    name: 'modulated and demodulated',
    inputs: { x: drawn(2, 4, 5, 3), style: drawn(2, 3), filter: drawn(3, 3, 3, 4) },
    fn: ({ x, style, filter }) => ({ y: modulated(x!, style!, filter!) }),
    smooth: true,
  },
  {
    kernel: 'BatchMatMul',
    name: 'in causal attention',
    inputs: { q: drawn(2, 2, 4, 3), k: drawn(2, 2, 4, 3), v: drawn(2, 2, 4, 3) },
    fn: ({ q, k, v }) => ({ y: attention(q!, k!, v!) }),
    smooth: true,
  },
  {
    kernel: 'DepthwiseConv2dNative',
    name: 'in a separable convolution',
    inputs: { x: drawn(2, 4, 5, 3), depth: drawn(3, 3, 3, 2), point: drawn(1, 1, 6, 4) },
    fn: ({ x, depth, point }) => ({
      y: tf.separableConv2d(x as tf.Tensor4D, depth as tf.Tensor4D, point as tf.Tensor4D, 1, 'same'),
    }),
    smooth: true,
  },
  ...named(
    'in two groups',
    onPairs(
      'Conv2D',
      [
        [
          [2, 4, 3, 4],
          [3, 3, 2, 6],
        ],
      ],
      anyNumber,
      (x, filter) => {
        const parts = tf.split(x as tf.Tensor4D, 2, 3) as tf.Tensor4D[];
        const filters = tf.split(filter as tf.Tensor4D, 2, 3) as tf.Tensor4D[];
        return tf.concat(
          parts.map((part, group) => tf.conv2d(part, filters[group]!, 1, 'same')),
          3,
        );
      },
    ),
  ),
  ...named(
    'in an affine coupling and its logarithmic volume',
    onPairs(
      'Exp',
      [
        [
          [3, 4],
          [2, 2],
        ],
      ],
      anyNumber,
      (x, weights) => {
        const [kept, moved] = tf.split(x, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
        const scale = tf.tanh(tf.matMul(kept, weights as tf.Tensor2D));
        const volume = tf.sum(scale, 1, true);
        return tf.concat([kept, tf.mul(moved, tf.exp(scale)), volume], 1);
      },
    ),
  ),
];

export const compositions: KernelCase[] = [...activations, ...norms, ...layers];
