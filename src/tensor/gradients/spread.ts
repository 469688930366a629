import * as tf from '@tensorflow/tfjs-core';

/** Zeros around a tensor along one axis. */
export function padAxis(x: tf.Tensor, axis: number, before: number, after: number): tf.Tensor {
  if (before === 0 && after === 0) return x;
  return tf.pad(
    x,
    x.shape.map((_, index): [number, number] => (index === axis ? [before, after] : [0, 0])),
  );
}

/** `step - 1` zeros between the neighbours along one axis. */
export function spread(x: tf.Tensor, axis: number, step: number): tf.Tensor {
  if (step === 1) return x;
  const length = x.shape[axis]!;
  const column = tf.reshape(x, x.shape.toSpliced(axis + 1, 0, 1));
  const wide = tf.reshape(padAxis(column, axis + 1, 0, step - 1), x.shape.with(axis, length * step));
  return tf.slice(
    wide,
    wide.shape.map(() => 0),
    wide.shape.with(axis, (length - 1) * step + 1),
  );
}
