import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky } from '#training/layers.ts';
import type { GanConfig } from './config.ts';

/** Pixels along each side after the last convolution. */
const side = 4;

export function encoderParameters({ encoder: [e32, e16, e8, e4], latent }: GanConfig): ParameterSpec[] {
  return [
    ...convolution('encoder/32', 3, 4, e32),
    ...convolution('encoder/16', 3, e32, e16),
    ...convolution('encoder/16/more', 3, e16, e16, 0.5),
    ...convolution('encoder/8', 3, e16, e8),
    ...convolution('encoder/8/more', 3, e8, e8, 0.5),
    ...convolution('encoder/4', 3, e8, e4),
    ...dense('encoder/place', side ** 2 * e4, latent),
  ];
}

/** `[batch, 64, 64, 4]` → where pictures lie among the numbers z that free samples are drawn from, `[batch, latent]`. */
export function place(p: Tensors, pictures: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  let h = leaky(conv('encoder/32', pictures, 2));
  for (const name of ['encoder/16', 'encoder/8']) {
    h = leaky(conv(name, h, 2));
    h = tf.add(h, leaky(conv(`${name}/more`, h)));
  }
  h = leaky(conv('encoder/4', h, 2));
  return toSphere(linear('encoder/place', tf.reshape(h, [pictures.shape[0], -1])));
}

/** Rows brought to a mean square of 1: where nearly all of the standard normal numbers of so many dimensions lie. */
export const toSphere = (rows: tf.Tensor): tf.Tensor2D =>
  tf.mul(rows, tf.rsqrt(tf.add(tf.mean(tf.square(rows), 1, true), 1e-8))) as tf.Tensor2D;

/**
 * How unevenly rows on the sphere lie (Wang and Isola 2020): the mean over pairs of e^(−2 d²), d their distance where
 * the sphere has the radius 1. Descended, it makes places of pictures lie where free samples are drawn.
 */
export function crowding(rows: tf.Tensor2D): tf.Scalar {
  const [count, width] = rows.shape;
  const cosine = tf.div(tf.matMul(rows, rows, false, true), width);
  const near = tf.exp(tf.mul(4, tf.sub(cosine, 1)));
  return tf.div(tf.sub(tf.sum(near), count), count * (count - 1)) as tf.Scalar;
}
