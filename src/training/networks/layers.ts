import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '../family.ts';

/** The activation of every family: x where it is positive, 0.2 x elsewhere. */
export const leaky = <Any extends tf.Tensor>(x: Any): Any => tf.leakyRelu(x, 0.2);

/** Weights `[window, window, from, to]` and bias of a convolution, drawn at He's scale for leaky rectifiers. */
export function convolution(name: string, window: number, from: number, to: number, gain = 1): ParameterSpec[] {
  const deviation = gain * Math.sqrt(1.9 / (window * window * from));
  return [
    { name: `${name}/w`, shape: [window, window, from, to], deviation },
    { name: `${name}/b`, shape: [to], deviation: 0 },
  ];
}

/** Weights `[from, to]` and bias of a fully connected layer, drawn so that it keeps the size of its input. */
export function dense(name: string, from: number, to: number, gain = 1): ParameterSpec[] {
  return [
    { name: `${name}/w`, shape: [from, to], deviation: gain * Math.sqrt(1 / from) },
    { name: `${name}/b`, shape: [to], deviation: 0 },
  ];
}

/** Applies such layers by name; pictures are `[batch, height, width, channels]`, vectors `[batch, n]`. */
export function layers(p: Tensors) {
  const conv = (name: string, x: tf.Tensor, stride = 1) =>
    tf.add(tf.conv2d(x as tf.Tensor4D, p[`${name}/w`] as tf.Tensor4D, stride, 'same'), p[`${name}/b`]!);
  const linear = (name: string, x: tf.Tensor) =>
    tf.add(tf.matMul(x as tf.Tensor2D, p[`${name}/w`] as tf.Tensor2D), p[`${name}/b`]!);
  return { conv, linear };
}

/** Every pixel repeated to 2 × 2. */
export const twice = (x: tf.Tensor): tf.Tensor4D =>
  tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [x.shape[1]! * 2, x.shape[2]! * 2]);

/** `[batch, n, n, 16]` → `[batch, 2n, 2n, 4]`: each pixel's channels become 2 × 2 pixels (Shi et al. 2016). */
export function shuffle(x: tf.Tensor): tf.Tensor {
  const [batch, height, width] = x.shape as [number, number, number];
  const blocks = tf.transpose(tf.reshape(x, [batch, height, width, 2, 2, 4]), [0, 1, 3, 2, 4, 5]);
  return tf.reshape(blocks, [batch, height * 2, width * 2, 4]);
}

/** Colours multiplied by their own alpha: `[batch, height, width, 4]` straight → premultiplied. */
export function premultiply(rgba: tf.Tensor): tf.Tensor4D {
  const colour = tf.slice(rgba, [0, 0, 0, 0], [-1, -1, -1, 3]);
  const alpha = tf.slice(rgba, [0, 0, 0, 3], [-1, -1, -1, 1]);
  return tf.concat([tf.mul(colour, alpha), alpha], 3) as tf.Tensor4D;
}
