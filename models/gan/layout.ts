import * as tf from '@tensorflow/tfjs-core';

/**
 * The code is three bands of as many numbers: cells of 4 × 4 places, which say what the shape is, cells of 8 × 8, which
 * say what its parts are, and one vector for the finish: colours, light, lines. Bands of several pictures can be mixed.
 */
export const bands = 3;
/** Cells along each side of the first band and of the second. */
export const coarsest = 4;
export const finest = 8;

/** One band of `codes [batch, code]`, the first being 0: `[batch, code / 3]`. */
export function bandOf(codes: tf.Tensor, band: number): tf.Tensor2D {
  const [batch, size] = codes.shape as [number, number];
  return tf.slice(codes as tf.Tensor2D, [0, (band * size) / bands], [batch, size / bands]);
}

/** A band as cells, `[batch, side, side, channels]`. */
export const cellsOf = (band: tf.Tensor2D, side: number): tf.Tensor4D =>
  tf.reshape(band, [band.shape[0], side, side, band.shape[1] / side ** 2]);

/**
 * Every band of `codes [batch, code]` brought to a mean square of 1: codes blended from several are as long as those of
 * pictures.
 */
export function toSpheres(codes: tf.Tensor): tf.Tensor2D {
  const [batch, size] = codes.shape as [number, number];
  const rows = tf.reshape(codes, [batch * bands, size / bands]);
  const scaled = tf.mul(rows, tf.rsqrt(tf.add(tf.mean(tf.square(rows), 1, true), 1e-8)));
  return tf.reshape(scaled, [batch, size]);
}
