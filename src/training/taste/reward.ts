import * as tf from '@tensorflow/tfjs-core';
import { solveUpper } from '../cholesky.ts';
import { type Features, rowOf } from '../evaluation/features.ts';
import type { Frame } from './features.ts';
import type { Taste } from './fit.ts';
import { lookNames } from './looks.ts';

/** Which way a taste goes in looks and along the axes of codes, in standard deviations of how much pictures are liked. */
export interface Direction {
  /** What each of these numbers is worth, `[size]`. */
  worth: Float32Array;
  /** A root of the covariance of that, `[size, size]`: how much is in doubt. */
  doubt: Float32Array;
}

/** Standard deviations of doubt that a change is worth less. */
const caution = 1;
/** What is counted has no slope. */
const flat = lookNames.indexOf('palette');

/** The direction of a taste, as it differs among `pictures`, described in `frame`. */
export function directionOf(taste: Taste, pictures: Features, { axes }: Frame): Direction {
  const size = lookNames.length + axes.deviations.length;
  const { mean, root } = taste.posterior;
  const { deviation } = taste.standard;
  const scale = spreadOf(taste, pictures);
  const unit = (i: number) => (i === flat ? 0 : 1 / (deviation[i]! * scale));
  const doubt = new Float32Array(size * size);
  for (let column = 0; column < mean.length; column++) {
    const basis = new Float64Array(mean.length);
    basis[column] = 1;
    const solved = solveUpper(root, basis);
    if (column >= mean.length) continue;
    for (let i = 0; i < size; i++) if (column < size) doubt[i * size + column] = solved[i]! * unit(i);
  }
  return { worth: Float32Array.from({ length: size }, (_, i) => mean[i]! * unit(i)), doubt };
}

/** Standard deviation of how much these pictures are liked. */
function spreadOf({ posterior, standard }: Taste, pictures: Features): number {
  const scores = Array.from({ length: pictures.values.length / pictures.size }, (_, row) =>
    rowOf(pictures, row).reduce(
      (sum, value, i) => sum + ((value - standard.mean[i]!) / standard.deviation[i]!) * posterior.mean[i]!,
      0,
    ),
  );
  const middle = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - middle) ** 2, 0) / scores.length) || 1;
}

/**
 * How much better liked pictures are for differing so, `[batch, size]` → `[batch]`: less what is in doubt about it (a
 * lower confidence bound), so that what nobody was asked about is not taken for liked.
 */
export function rewardOf(difference: tf.Tensor2D, { worth, doubt }: Direction): tf.Tensor1D {
  const size = worth.length;
  const gain = tf.reshape(tf.matMul(difference, tf.tensor2d(worth, [size, 1])), [-1]);
  const unsure = tf.matMul(difference, tf.tensor2d(doubt, [size, size]));
  const distance = tf.sqrt(tf.add(tf.sum(tf.square(unsure), 1), 1e-6));
  return tf.sub(gain, tf.mul(caution, distance)) as tf.Tensor1D;
}
