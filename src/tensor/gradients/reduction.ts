import * as tf from '@tensorflow/tfjs-core';

/** The same sums from the other end. tfjs's own turns the axes once too often for all but the last. */
tf.registerGradient({
  kernelName: 'Cumsum',
  gradFunc: (dy, _saved, attributes) => {
    const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: boolean; reverse: boolean };
    return { x: () => tf.cumsum(dy as tf.Tensor, axis, exclusive, !reverse) };
  },
});

/**
 * Each factor's gradient is the product of all others, zeros among them or not: of n factors, in n² numbers. tfjs's
 * own needs running products, which have no gradient.
 */
tf.registerGradient({
  kernelName: 'Prod',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => {
      const { axis } = attributes as { axis: number | number[] | null };
      const axes = tf.util.parseAxisParam(axis as number[], x!.shape);
      const order = [...x!.shape.keys()].filter((index) => !axes.includes(index)).concat(axes);
      const turned = tf.transpose(x!, order);
      const count = tf.util.sizeFromShape(axes.map((index) => x!.shape[index]!));
      const factors = tf.reshape(turned, [-1, 1, count]);
      const own = tf.eye(count);
      const others = tf.prod(tf.add(tf.mul(factors, tf.sub(1, own)), own), 2);
      const all = tf.mul(others, tf.reshape(dy as tf.Tensor, [-1, 1]));
      const back = order.map((_, index) => order.indexOf(index));
      return tf.transpose(tf.reshape(all, turned.shape), back);
    },
  }),
});
