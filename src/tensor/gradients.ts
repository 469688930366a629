// The union package registers tfjs's own gradients and its plain cpu backend; the core alone has neither.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Gradients that tfjs 4.22 gets wrong or leaves out, registered again for every backend. A gradient that keeps its
 * kernel's output loses the second derivative through it (tfjs #3252), so these are written from the inputs.
 */
function fromInput(kernelName: string, slope: (x: tf.Tensor) => tf.Tensor): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, slope(x!)) }),
  });
}

fromInput('Tanh', (x) => tf.sub(1, tf.square(tf.tanh(x))));
fromInput('Exp', (x) => tf.exp(x));
fromInput('Sqrt', (x) => tf.div(0.5, tf.sqrt(x)));
fromInput('Rsqrt', (x) => tf.mul(-0.5, tf.div(tf.rsqrt(x), x)));
fromInput('Sigmoid', (x) => {
  const y = tf.sigmoid(x);
  return tf.mul(y, tf.sub(1, y));
});

/** Comparisons are flat wherever they are smooth; without these, no gradient of a gradient passes leakyRelu's. */
for (const kernelName of ['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'NotEqual']) {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (_dy, [a, b]) => ({ a: () => tf.zerosLike(a!), b: () => tf.zerosLike(b!) }),
  });
}

/**
 * Repeating each pixel n times in each direction: the gradient is the sum over each n × n block. tfjs's own kernel for
 * it is wrong on its cpu backend for batches of two and more.
 */
tf.registerGradient({
  kernelName: 'ResizeNearestNeighbor',
  inputsToSave: ['images'],
  gradFunc: (dy, [images]) => {
    const [, height, width] = images!.shape as [number, number, number];
    const [, outHeight, outWidth] = (dy as tf.Tensor).shape as [number, number, number];
    const block: [number, number] = [outHeight / height, outWidth / width];
    if (!block.every(Number.isInteger)) throw new Error('Nearest resizing has a gradient only for whole factors.');
    const sum = () => tf.mul(tf.avgPool(dy as tf.Tensor4D, block, block, 'valid'), block[0] * block[1]);
    return { images: sum };
  },
});
