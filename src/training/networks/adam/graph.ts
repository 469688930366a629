import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { AdamGroup } from '../adam.ts';

export const stateNames = ['parameters', 'ema', 'm', 'v'] as const;

/** What a step does to a group: the four state tensors after it, and the norm of its gradient before clipping. */
interface Moved {
  state: Record<(typeof stateNames)[number], tf.Tensor>;
  norm: tf.Tensor;
}

const largest = 3.4028234663852886e38;
/** Numbers that are summed at a time: a GPU sums rows side by side. */
const rowLength = 1024;

/** The norm of a vector. In 32 bits: above 1.8e19 it is not finite. */
function normOf(vector: tf.Tensor1D): tf.Tensor {
  const rows = Math.ceil(vector.size / rowLength);
  const padded = tf.pad(vector, [[0, rows * rowLength - vector.size]]);
  return tf.sqrt(tf.sum(tf.sum(tf.square(tf.reshape(padded, [rows, rowLength])), 1)));
}

/**
 * A step of Adam on one group, as `adamStep` takes it, in tfjs: with clipping, the EMA, and no move where the norm is
 * not finite. `state` and `gradient` are the whole vectors; `rate`, `epsilon` and `follow` scalars of this step.
 */
export function moveGroup(
  { start, end, beta1, beta2, maxNorm }: Omit<AdamGroup, 'learningRate' | 'emaDecay'>,
  state: Tensors,
  gradient: tf.Tensor1D,
  { rate, epsilon, follow }: Tensors,
): Moved {
  const own = (vector: tf.Tensor) => tf.slice(vector as tf.Tensor1D, start, end - start);
  const [parameters, ema, m, v, raw] = [...stateNames.map((name) => own(state[name]!)), own(gradient)] as tf.Tensor1D[];
  const norm = normOf(raw!);
  const g = tf.mul(raw!, tf.minimum(tf.div(maxNorm, norm), 1));
  const nextM = tf.add(tf.mul(m!, beta1), tf.mul(g, 1 - beta1));
  const nextV = tf.add(tf.mul(v!, beta2), tf.mul(tf.square(g), 1 - beta2));
  const next = tf.sub(parameters!, tf.div(tf.mul(nextM, rate!), tf.add(tf.sqrt(nextV), epsilon!)));
  const nextEma = tf.add(ema!, tf.mul(tf.sub(next, ema!), follow!));
  const finite = tf.lessEqual(norm, largest);
  return {
    norm,
    state: {
      parameters: tf.where(finite, next, parameters!),
      ema: tf.where(finite, nextEma, ema!),
      m: tf.where(finite, nextM, m!),
      v: tf.where(finite, nextV, v!),
    },
  };
}
