import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Tensors } from '#tensor/program.ts';
import type { Weights } from '../networks/networks.ts';

interface BundledWeight {
  name: string;
  shape: number[];
  quantization: { min: number; scale: number };
}

interface Bundle {
  modelJson(): Promise<{ default: { weightsManifest: { weights: BundledWeight[] }[] } }>;
  weightBundles: (() => Promise<{ default: string }>)[];
}

/** What Keras adds to a variance before it divides by its root. */
const epsilon = 1e-3;

/**
 * The weights of the MobileNetV2 that the package `nsfwjs` bundles, batch normalisation folded in: `NAME/w` and
 * `NAME/b` by the layer's name in Keras. Throws `no_data` where the package is not installed.
 */
export async function readMobileNet(): Promise<Weights> {
  const bundle = await import('nsfwjs/models/mobilenet_v2').catch((error: unknown) => {
    const advice = 'It comes with the development packages: run `npm install`.';
    throw new AppError('no_data', `The network that pictures are seen with is not installed. ${advice}`, error);
  });
  return foldNormalisation(await readWeights(bundle.MobileNetV2Model as unknown as Bundle));
}

async function readWeights({ modelJson, weightBundles }: Bundle): Promise<Weights> {
  const { weightsManifest } = (await modelJson()).default;
  const bytes = Buffer.from((await weightBundles[0]!()).default, 'base64');
  let offset = 0;
  const tensors = weightsManifest[0]!.weights.map(({ name, shape, quantization: { min, scale } }) => {
    const length = tf.util.sizeFromShape(shape);
    const data = Float32Array.from(bytes.subarray(offset, offset + length), (byte) => min + scale * byte);
    offset += length;
    return [name, { shape, data }] as const;
  });
  return Object.fromEntries(tensors);
}

/** γ (w * x − μ) / √(σ² + ε) + β as one convolution with a bias. */
function foldNormalisation(all: Weights): Weights {
  const folded: Weights = {};
  for (const [name, { shape, data }] of Object.entries(all)) {
    const [layer, kind] = name.split('/') as [string, string];
    if (kind !== 'kernel' && kind !== 'depthwise_kernel') continue;
    const statistic = (which: string) =>
      (all[`bn_${layer}/${which}`] ?? all[`${layer}_bn/${which}`] ?? all[`${layer}_BN/${which}`])?.data;
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(statistic);
    if (!gamma || !beta || !mean || !variance) continue;
    const scale = gamma.map((value, channel) => value / Math.sqrt(variance[channel]! + epsilon));
    folded[`${layer}/w`] = { shape, data: data.map((value, i) => value * scale[i % scale.length]!) };
    folded[`${layer}/b`] = {
      shape: [scale.length],
      data: beta.map((value, channel) => value - mean[channel]! * scale[channel]!),
    };
  }
  return folded;
}

/** Strides of the first inverted residual blocks; those that follow were tuned to other pictures than ImageNet's. */
const strides = [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1];

/**
 * Pictures `[batch, height, width, 3]` in [-1, 1] → what the first convolution of MobileNetV2 (Sandler et al. 2018), half
 * as large, and each of its first eleven blocks make of them, whose weights are those learnt on ImageNet.
 */
export function mobileNet(p: Tensors, pictures: tf.Tensor4D): tf.Tensor4D[] {
  const bias = (name: string, x: tf.Tensor) => tf.add(x, p[`${name}/b`]!) as tf.Tensor4D;
  const conv = (name: string, x: tf.Tensor4D, stride = 1) =>
    bias(name, tf.conv2d(x, p[`${name}/w`] as tf.Tensor4D, stride, 'same'));
  const depthwise = (name: string, x: tf.Tensor4D, stride: number) =>
    bias(name, tf.depthwiseConv2d(x, p[`${name}/w`] as tf.Tensor4D, stride, 'same'));

  let h = tf.relu6(conv('Conv1', pictures, 2));
  const seen = [h];
  for (const [index, stride] of strides.entries()) {
    const name = index === 0 ? 'expanded_conv' : `block_${index}`;
    const wide = index === 0 ? h : tf.relu6(conv(`${name}_expand`, h));
    const narrow = conv(`${name}_project`, tf.relu6(depthwise(`${name}_depthwise`, wide, stride)));
    h = narrow.shape[3] === h.shape[3] && stride === 1 ? tf.add(h, narrow) : narrow;
    seen.push(h);
  }
  return seen;
}
