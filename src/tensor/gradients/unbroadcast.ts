import * as tf from '@tensorflow/tfjs-core';

/** A gradient summed down to the shape of an operand that was broadcast, which some of tfjs's own leave out. */
export function unbroadcast(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}
