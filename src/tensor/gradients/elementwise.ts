import * as tf from '@tensorflow/tfjs-core';

/**
 * Gradients that tfjs 4.22 gets wrong, registered again for every backend. A gradient that keeps its kernel's output
 * loses the second derivative through it (tfjs #3252), so these are written from the inputs.
 */
function fromInput(kernelName: string, slope: (x: tf.Tensor) => tf.Tensor): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, slope(x!)) }),
  });
}

fromInput('Elu', (x) => tf.where(tf.greater(x, 0), tf.onesLike(x), tf.exp(x)));
fromInput('Exp', (x) => tf.exp(x));
fromInput('Tanh', (x) => tf.sub(1, tf.square(tf.tanh(x))));
fromInput('Sigmoid', (x) => {
  const y = tf.sigmoid(x);
  return tf.mul(y, tf.sub(1, y));
});

tf.registerGradient({
  kernelName: 'Softmax',
  inputsToSave: ['logits'],
  gradFunc: (dy, [logits], attributes) => ({
    logits: () => {
      const { dim } = attributes as { dim?: number };
      const y = tf.softmax(logits!, dim);
      const weighted = tf.mul(dy as tf.Tensor, y);
      return tf.sub(weighted, tf.mul(tf.sum(weighted, dim, true), y));
    },
  }),
});

/** A gradient summed down to the shape that was broadcast, which tfjs's own leave out for the kernels below. */
function unbroadcast(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

tf.registerGradient({
  kernelName: 'Pow',
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => unbroadcast(tf.mul(dy as tf.Tensor, tf.mul(b!, tf.pow(a!, tf.sub(b!, 1)))), a!.shape),
    b: () => {
      const logarithm = tf.where(tf.greater(a!, 0), tf.log(a!), tf.zerosLike(a!));
      return unbroadcast(tf.mul(dy as tf.Tensor, tf.mul(tf.pow(a!, b!), logarithm)), b!.shape);
    },
  }),
});

tf.registerGradient({
  kernelName: 'SquaredDifference',
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => {
    const slope = () => tf.mul(dy as tf.Tensor, tf.mul(2, tf.sub(a!, b!)));
    return { a: () => unbroadcast(slope(), a!.shape), b: () => unbroadcast(tf.neg(slope()), b!.shape) };
  },
});

/** The operand that was taken gets the gradient; `a`, where both are equal. */
function extreme(kernelName: 'Maximum' | 'Minimum', takesA: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => {
      const toA = () => tf.cast(takesA(a!, b!), 'float32');
      return {
        a: () => unbroadcast(tf.mul(dy as tf.Tensor, toA()), a!.shape),
        b: () => unbroadcast(tf.mul(dy as tf.Tensor, tf.sub(1, toA())), b!.shape),
      };
    },
  });
}

extreme('Maximum', tf.greaterEqual);
extreme('Minimum', tf.lessEqual);
