import * as tf from '@tensorflow/tfjs-core';
import type { Device, Executable } from '#tensor/device.ts';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';
import { convolution, layers, leaky } from '../networks/layers.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';

/** Channels of each layer at the size of the picture given. */
const width = 32;
const depth = 3;

export function upscalerParameters(): ParameterSpec[] {
  return [
    ...convolution('upscaler/in', 3, 4, width),
    ...Array.from({ length: depth }, (_, layer) => convolution(`upscaler/${layer}`, 3, width, width, 0.5)).flat(),
    ...convolution('upscaler/out', 3, width, 16, 0.1),
  ];
}

/**
 * Premultiplied RGBA `[batch, n, n, 4]` → the same twice as wide and high: what bilinear enlarging gives, and a network's
 * correction of it, which is computed at the small size (Shi et al. 2016). Alpha stays in [0, 1], colours below alpha.
 */
export function upscale(p: Tensors, pictures: tf.Tensor4D): tf.Tensor4D {
  const { conv } = layers(p);
  const [batch, height, width] = pictures.shape;
  let h = leaky(conv('upscaler/in', pictures));
  for (let layer = 0; layer < depth; layer++) h = tf.add(h, leaky(conv(`upscaler/${layer}`, h)));
  const blocks = tf.reshape(conv('upscaler/out', h), [batch, height, width, 2, 2, 4]);
  const correction = tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, 2 * height, 2 * width, 4]);
  const enlarged = tf.image.resizeBilinear(pictures, [2 * height, 2 * width], false, true);
  const sum = tf.add(enlarged, correction);
  const alpha = tf.minimum(1, tf.relu(tf.slice(sum, [0, 0, 0, 3], [-1, -1, -1, 1])));
  const colour = tf.minimum(alpha, tf.relu(tf.slice(sum, [0, 0, 0, 0], [-1, -1, -1, 3])));
  return tf.concat([colour, alpha], 3) as tf.Tensor4D;
}

/** `image [1, size, size, 4]` in, `large [1, 2 size, 2 size, 4]` out. */
export function loadUpscaler(weights: Weights, size: number, device: Device): Promise<Executable> {
  const inputs = { image: { shape: [1, size, size, 4] } };
  return device.load(
    compileNetwork(weights, inputs, ({ image, ...p }) => ({ large: upscale(p, image as tf.Tensor4D) })),
  );
}
