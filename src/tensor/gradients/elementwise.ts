import * as tf from '@tensorflow/tfjs-core';
import { unbroadcast } from './unbroadcast.ts';

/** tfjs has this gradient as a kernel of its own, which has none in turn. */
tf.registerGradient({
  kernelName: 'Elu',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => tf.mul(dy as tf.Tensor, tf.where(tf.greater(x!, 0), tf.onesLike(x!), tf.exp(x!))),
  }),
});

/** tfjs's own compares and selects; a slope to multiply by costs less. */
tf.registerGradient({
  kernelName: 'LeakyRelu',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => ({
    x: () => tf.mul(dy as tf.Tensor, tf.step(x!, (attributes as unknown as { alpha: number }).alpha)),
  }),
});

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
