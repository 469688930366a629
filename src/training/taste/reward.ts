import * as tf from '@tensorflow/tfjs-core';
import { solveUpper } from '../cholesky.ts';
import { type Features, measureStandard, rowOf } from '../evaluation/features.ts';
import type { Frame } from './features.ts';
import type { Taste } from './fit.ts';
import { lookNames } from './looks.ts';

/**
 * What a change of pictures is worth, in looks and along the axes of codes, in standard deviations of how much pictures
 * are liked.
 */
export interface Direction {
  /** Of each of these numbers, `[size]`. */
  worth: Float32Array;
  /** A root of the covariance of what taste says of them, `[size, size]`: how much is in doubt. */
  doubt: Float32Array;
  /** What the square of each is to be held back by, `[size]`. */
  inertia: Float32Array;
}

export interface DirectionOptions {
  /** Pictures that the model paints now, see `describeSights`. */
  painted: Features;
  /** Looks of real pictures. */
  real: Features;
  frame: Frame;
}

/** So many standard deviations of doubt a change is worth less. */
const caution = 1;
/** Standard deviations of taste that it costs to be twice as far from real pictures, by the squared distance of mean looks. */
const realism = 0.3;
/** That distance is taken to be at least this, in deviations of real looks. */
const leastGap = 0.5;
/** What is counted has no slope. */
const flat = lookNames.indexOf('palette');

/**
 * The direction of a taste, as it differs among pictures. To what people like is added what brings the mean look of what
 * is painted toward that of real pictures: models paint a little too smoothly, and many tastes would have them paint more
 * so.
 */
export function directionOf(taste: Taste, { painted, real, frame }: DirectionOptions): Direction {
  const looks = lookNames.length;
  const size = looks + frame.axes.deviations.length;
  const { mean, root } = taste.posterior;
  const scale = spreadOf(taste, painted);
  const unit = (i: number) => (i === flat ? 0 : 1 / (taste.standard.deviation[i]! * scale));
  const worth = Float32Array.from({ length: size }, (_, i) => mean[i]! * unit(i));
  const doubt = new Float32Array(size * size);
  for (let column = 0; column < size; column++) {
    const basis = new Float64Array(mean.length);
    basis[column] = 1;
    const solved = solveUpper(root, basis);
    for (let i = 0; i < size; i++) doubt[i * size + column] = solved[i]! * unit(i);
  }

  const inertia = new Float32Array(size);
  const [wanted, now] = [measureStandard(real), measureStandard(painted)];
  const gaps = Array.from({ length: looks }, (_, i) =>
    i === flat ? 0 : (now.mean[i]! - wanted.mean[i]!) / wanted.deviation[i]!,
  );
  const gap = Math.max(leastGap, Math.hypot(...gaps) ** 2);
  for (const [i, difference] of gaps.entries()) {
    if (i === flat) continue;
    worth[i]! -= (2 * realism * difference) / (gap * wanted.deviation[i]!);
    inertia[i] = realism / (gap * wanted.deviation[i]! ** 2);
  }
  return { worth, doubt, inertia };
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
export function rewardOf(difference: tf.Tensor2D, { worth, doubt, inertia }: Direction): tf.Tensor1D {
  const size = worth.length;
  const gain = tf.reshape(tf.matMul(difference, tf.tensor2d(worth, [size, 1])), [-1]);
  const unsure = tf.matMul(difference, tf.tensor2d(doubt, [size, size]));
  const distance = tf.sqrt(tf.add(tf.sum(tf.square(unsure), 1), 1e-6));
  const held = tf.sum(tf.mul(tf.square(difference), tf.tensor1d(inertia)), 1);
  return tf.sub(tf.sub(gain, tf.mul(caution, distance)), held) as tf.Tensor1D;
}
