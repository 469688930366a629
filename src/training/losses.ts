import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { StepResults } from './family.ts';

/**
 * Mean absolute error of pictures `[batch, size, size, channels]`, summed over `scales` halvings of the resolution:
 * the small scales see shapes and colours where the full one sees only misplaced edges.
 */
export function multiScaleL1(image: tf.Tensor4D, target: tf.Tensor4D, scales = 4): tf.Scalar {
  let difference = tf.sub(image, target) as tf.Tensor4D;
  let total = tf.mean(tf.abs(difference));
  for (let scale = 1; scale < scales; scale++) {
    difference = tf.avgPool(difference, 2, 2, 'valid');
    total = tf.add(total, tf.mean(tf.abs(difference)));
  }
  return total as tf.Scalar;
}

/** The steps from each pixel `[batch, height, width, channels]` to its neighbour: 1 for the one below, 2 for the right. */
export function stepsAlong(pictures: tf.Tensor4D, axis: 1 | 2): tf.Tensor4D {
  const part = (start: number) => {
    const [from, size] = [
      [0, 0, 0, 0],
      [-1, -1, -1, -1],
    ];
    from[axis] = start;
    size[axis] = pictures.shape[axis] - 1;
    return tf.slice(pictures, from, size);
  };
  return tf.sub(part(1), part(0)) as tf.Tensor4D;
}

/** Mean absolute error of the steps from each pixel to its right and lower neighbour: what keeps edges sharp. */
export function edgeL1(image: tf.Tensor4D, target: tf.Tensor4D): tf.Scalar {
  const difference = tf.sub(image, target) as tf.Tensor4D;
  const [across, down] = [stepsAlong(difference, 2), stepsAlong(difference, 1)];
  return tf.add(tf.mean(tf.abs(across)), tf.mean(tf.abs(down))) as tf.Scalar;
}

/**
 * Kullback-Leibler divergence of N(mean, e^logVariance) from N(0, 1), averaged over batch and code:
 * ½ (mean² + e^logVariance − 1 − logVariance), the regulariser of the evidence lower bound (Kingma and Welling 2014).
 * `mean` is `[batch, code]`, `logVariance` broadcasts to it.
 */
export function klDivergence(mean: tf.Tensor, logVariance: tf.Tensor): tf.Scalar {
  const variance = tf.sub(tf.sub(tf.exp(logVariance), 1), logVariance);
  return tf.mul(0.5, tf.add(tf.mean(tf.square(mean)), tf.mean(variance))) as tf.Scalar;
}

/** Each row moved toward the next by its share. */
export function towardNext<Any extends tf.Tensor>(rows: Any, share: tf.Tensor): Any {
  const next = tf.concat([tf.slice(rows, 1), tf.slice(rows, 0, 1)]);
  return tf.add(rows, tf.mul(share, tf.sub(next, rows)));
}

/** Pictures are compared by the means of so many squares in a row. */
const squares = 8;

/**
 * How far what is painted of moved codes, `fake`, lies from where the pictures have anything, by means of squares of
 * pixels: each is moved toward the next row's by its `share [batch, 1, 1, 1]`. Only `rows`, true for those that count,
 * are looked at.
 */
export function astray(
  fake: tf.Tensor4D,
  real: tf.Tensor4D,
  { share, rows }: { share: tf.Tensor; rows: tf.Tensor },
): tf.Scalar {
  const square = real.shape[1] / squares;
  const layout = tf.avgPool(tf.sub(fake, towardNext(real, share)) as tf.Tensor4D, square, square, 'valid');
  return tf.mean(tf.mul(tf.cast(rows, 'float32'), tf.abs(layout)));
}

/**
 * Gradients by parameter name of the loss called `loss`, beside all losses and metrics that were named with it.
 */
export function descend(
  parameters: Tensors,
  compute: (parameters: Tensors) => Omit<StepResults, 'gradients'>,
): StepResults {
  const names = Object.keys(parameters);
  let named: Omit<StepResults, 'gradients'> = { losses: {} };
  const total = (...tensors: tf.Tensor[]) => {
    named = compute(Object.fromEntries(names.map((name, index) => [name, tensors[index]!])));
    const { loss, ...rest } = named.losses;
    for (const tensor of Object.values({ ...named.metrics, ...rest })) tf.keep(tensor);
    return loss as tf.Scalar;
  };
  const { value, grads } = tf.valueAndGrads(total)(names.map((name) => parameters[name]!));
  return {
    gradients: Object.fromEntries(names.map((name, index) => [name, grads[index]!])),
    losses: { ...named.losses, loss: value },
    metrics: named.metrics,
  };
}
