import * as tf from '@tensorflow/tfjs-core';

/** `[rows, ...]`: the sum of the `values` (`[count, ...]`) that `places` (`[count]`, int32) puts in each row. */
export function scatter(values: tf.Tensor, places: tf.Tensor, rows: number): tf.Tensor {
  return tf.scatterND(tf.expandDims(places, 1), values, [rows, ...values.shape.slice(1)]);
}

/** Places found in a tensor jump from one to another: they have no slope, so what finds them stays off the tape. */
export function placesIn(x: tf.Tensor, find: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  return tf.customGrad((given) => ({ value: find(given as tf.Tensor), gradFunc: () => tf.zerosLike(x) }))(x);
}

const noSlope = (places: tf.Tensor) => () => tf.zeros(places.shape);

const size = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);

/** Every row that was taken gets its gradient back. tfjs's own is wrong for more than one batch axis. */
tf.registerGradient({
  kernelName: 'GatherV2',
  inputsToSave: ['x', 'indices'],
  gradFunc: (gradient, [x, indices], attributes) => ({
    indices: noSlope(indices!),
    x: () => {
      const { axis: given, batchDims = 0 } = attributes as { axis: number; batchDims?: number };
      const [axis = 0] = tf.util.parseAxisParam(given, x!.shape);
      const batch = x!.shape.slice(0, batchDims);
      const outer = x!.shape.slice(batchDims, axis);
      const inner = x!.shape.slice(axis + 1);
      const rows = x!.shape[axis]!;
      const count = indices!.size / size(batch);
      const apart = tf.reshape(gradient as tf.Tensor, [size(batch), size(outer), count, size(inner)]);
      const values = tf.reshape(tf.transpose(apart, [0, 2, 1, 3]), [size(batch) * count, size(outer) * size(inner)]);
      const starts = tf.mul(tf.range(0, size(batch), 1, 'int32'), tf.scalar(rows, 'int32'));
      const places = tf.add(tf.reshape(indices!, [size(batch), count]), tf.expandDims(starts, 1));
      const sums = scatter(values, tf.reshape(places, [-1]), size(batch) * rows);
      const split = tf.reshape(sums, [size(batch), rows, size(outer), size(inner)]);
      return tf.reshape(tf.transpose(split, [0, 2, 1, 3]), x!.shape);
    },
  }),
});

tf.registerGradient({
  kernelName: 'GatherNd',
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, [params, indices]) => ({
    indices: noSlope(indices!),
    params: () => tf.scatterND(indices!, dy as tf.Tensor, params!.shape),
  }),
});

tf.registerGradient({
  kernelName: 'ScatterNd',
  inputsToSave: ['indices'],
  gradFunc: (dy, [indices]) => ({
    indices: noSlope(indices!),
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
  }),
});

/** The values taken are numbers of `x`; their places are flat. */
tf.registerGradient({
  kernelName: 'TopK',
  inputsToSave: ['x'],
  gradFunc: (gradients, [x], attributes) => ({
    x: () => {
      const { k } = attributes as { k: number };
      const length = x!.shape.at(-1)!;
      const indices = placesIn(x!, (given) => tf.topk(given, k).indices);
      const starts = tf.mul(tf.range(0, x!.size / length, 1, 'int32'), tf.scalar(length, 'int32'));
      const places = tf.add(tf.reshape(indices, [-1, k]), tf.expandDims(starts, 1));
      const [dy] = gradients as unknown as tf.Tensor[];
      return tf.reshape(scatter(tf.reshape(dy!, [-1]), tf.reshape(places, [-1]), x!.size), x!.shape);
    },
  }),
});
