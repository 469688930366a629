import * as tf from '@tensorflow/tfjs-core';
import { unbroadcast } from './unbroadcast.ts';

/** As tfjs's own, and summed over the batches that were broadcast. */
tf.registerGradient({
  kernelName: 'BatchMatMul',
  inputsToSave: ['a', 'b'],
  gradFunc: (gradient, [a, b], attributes) => {
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    const dy = gradient as tf.Tensor;
    const toA = () => (transposeA ? tf.matMul(b!, dy, transposeB, true) : tf.matMul(dy, b!, false, !transposeB));
    const toB = () => (transposeB ? tf.matMul(dy, a!, true, transposeA) : tf.matMul(a!, dy, !transposeA, false));
    return { a: () => unbroadcast(toA(), a!.shape), b: () => unbroadcast(toB(), b!.shape) };
  },
});

/**
 * The gradient by one operand of `a,b->c` is `c,b->a`; an axis that it alone has was summed, so its gradient is the
 * same all along that axis.
 */
tf.registerGradient({
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) => {
    const [left = '', result = ''] = (attributes as { equation: string }).equation.replaceAll(' ', '').split('->');
    const terms = left.split(',');
    const gradients = terms.map((term, index) => () => {
      const others = terms.toSpliced(index, 1);
      const known = new Set([result, ...others].join(''));
      const kept = [...term].filter((axis) => known.has(axis)).join('');
      const rest = saved.filter((_, other) => other !== index);
      const shared = tf.einsum(`${[result, ...others].join(',')}->${kept}`, dy as tf.Tensor, ...rest);
      const { shape } = saved[index]!;
      const lengths = [...term].map((axis, position) => (known.has(axis) ? shape[position]! : 1));
      return tf.broadcastTo(tf.reshape(shared, lengths), shape);
    });
    return Object.fromEntries(gradients.entries());
  },
});
