import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';

/** What a discriminator says of pictures, `[batch]`, or of their places: the higher, the more like real ones. */
export interface Verdict<Said extends tf.Tensor = tf.Tensor1D> {
  real: Said;
  fake: Said;
}

/** A game of two: each player's loss, averaged over the batch. */
export interface Game {
  discriminator: tf.Scalar;
  generator: tf.Scalar;
}

/** A game in which the generator's gradient follows from the discriminator's. */
export interface OpposedGame extends Game {
  /** The slope of the generator's loss at each generated picture's verdict over the discriminator's, `[batch]`; kept. */
  slopes: tf.Tensor1D;
}

/** Beyond this many logits a verdict is certain, and its exponential would leave the range of 32-bit floats. */
const certain = 30;
const certainly = (logits: tf.Tensor) => tf.clipByValue(logits, -certain, certain);

/**
 * The non-saturating game with binary cross-entropy (Goodfellow et al. 2014): the discriminator descends
 * softplus(−D(x)) + softplus(D(G(z))), the generator softplus(−D(G(z))), where softplus(t) = log(1 + eᵗ) and D gives
 * logits.
 */
export function crossEntropyGame({ real, fake }: Verdict): OpposedGame {
  return {
    discriminator: tf.add(tf.mean(tf.softplus(tf.neg(real))), tf.mean(tf.softplus(fake))),
    generator: tf.mean(tf.softplus(tf.neg(fake))),
    slopes: tf.keep(tf.neg(tf.exp(tf.neg(certainly(fake)))) as tf.Tensor1D),
  };
}

/**
 * The relativistic pairing game: each generated picture is judged beside a real one. The discriminator descends
 * softplus(D(G(z)) − D(x)), the generator softplus(D(x) − D(G(z))) (Jolicoeur-Martineau 2019; Huang et al. 2024, "The
 * GAN is dead; long live the GAN!").
 */
export function relativisticGame({ real, fake }: Verdict<tf.Tensor>): Game {
  const margin = tf.sub(real, fake);
  return { discriminator: tf.mean(tf.softplus(tf.neg(margin))), generator: tf.mean(tf.softplus(margin)) };
}

/**
 * Hands generated pictures to the discriminator so that one backward pass of its loss teaches both groups: on the way
 * back each picture's gradient is multiplied by its entry of `slopes`, a gradient reversal (Ganin and Lempitsky 2015)
 * that makes it the gradient of the generator's loss. Right where both losses see a picture through its own verdict
 * alone: the discriminator must not mix the pictures of a batch. `slopes` is called
 * once, on the way back, and what it gives is let go.
 */
export function oppose<Pictures extends tf.Tensor>(pictures: Pictures, slopes: () => tf.Tensor1D): Pictures {
  const weight = [-1, ...pictures.shape.slice(1).fill(1)];
  const through = tf.customGrad((x) => ({
    value: tf.clone(x as tf.Tensor),
    gradFunc: (dy) => {
      const kept = slopes();
      const reversed = tf.mul(dy as tf.Tensor, tf.reshape(kept, weight));
      kept.dispose();
      return reversed;
    },
  }));
  return through(pictures) as Pictures;
}

/** The same numbers, through which no gradient passes. */
export function detach<Any extends tf.Tensor>(x: Any): Any {
  const through = tf.customGrad((inside) => ({
    value: tf.clone(inside as tf.Tensor),
    gradFunc: (dy) => tf.zerosLike(dy as tf.Tensor),
  }));
  return through(x) as Any;
}

/**
 * The zero-centred gradient penalty: the mean over the batch of |∇ₓ D(x)|², the squared length of the gradient of the
 * verdict, or of the sum of all that is said of places, with respect to its picture. R1 on real pictures, R2 on generated
 * ones (Mescheder et al. 2018).
 */
export function gradientPenalty(pictures: tf.Tensor4D, judge: (pictures: tf.Tensor4D) => tf.Tensor): tf.Scalar {
  const slope = tf.grad((x) => tf.sum(judge(x as tf.Tensor4D)))(pictures);
  return tf.div(tf.sum(tf.square(slope)), pictures.shape[0]) as tf.Scalar;
}

/** Mean over positions of the variance over the batch: half the mean squared distance between two pictures. */
const variance = (pictures: tf.Tensor): tf.Tensor => tf.mean(tf.square(tf.sub(pictures, tf.mean(pictures, 0, true))));

/** A batch may hold one picture several times. */
const leastVariance = 1e-6;

/**
 * How the game goes, as scalars:
 * - `margin`: the mean of D(x) − D(G(z));
 * - `sign`: the mean sign of D(x) around the middle of all verdicts, in [-1, 1]. The discriminator knows every training
 *   picture where it nears 1 (r_t of Karras et al. 2020, centred because pairing leaves the level free);
 * - `diversity`: the distance between generated pictures of a batch, root mean square, as a share of real ones'.
 */
export function gameMetrics({ real, fake }: Verdict, pictures: { real: tf.Tensor; fake: tf.Tensor }): Tensors {
  const middle = tf.mul(0.5, tf.add(tf.mean(real), tf.mean(fake)));
  return {
    margin: tf.mean(tf.sub(real, fake)),
    sign: tf.mean(tf.sign(tf.sub(real, middle))),
    diversity: tf.sqrt(tf.div(variance(pictures.fake), tf.maximum(variance(pictures.real), leastVariance))),
  };
}
