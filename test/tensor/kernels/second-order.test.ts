import * as tf from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { seed } from '../../helpers/numbers.ts';
import { drawInputs, type KernelCase, mainLayoutsOf, signatureOf, someOf } from './case.ts';
import { kernelCases } from './cases/all.ts';
import { expectGradient, floatInputs } from './derivative.ts';

const cpu = await openDevice('cpu', 1);

/** The gradient of the sum of squares, as a function to take the gradient of: it bends what is straight. */
function firstOrder(one: KernelCase): KernelCase['fn'] {
  const names = floatInputs(signatureOf(one));
  return (inputs) => {
    const total = (...tensors: tf.Tensor[]) =>
      tf.sum(
        tf.square(one.fn({ ...inputs, ...Object.fromEntries(names.map((name, index) => [name, tensors[index]!])) }).y!),
      );
    const gradients = tf.grads(total as (...tensors: tf.Tensor[]) => tf.Scalar)(names.map((name) => inputs[name]!));
    return Object.fromEntries(names.map((name, index) => [`slope:${name}`, gradients[index]!]));
  };
}

describe.each(Object.entries(kernelCases))('gradients of gradients of %s kernels are right', (_, cases) => {
  const smooth = cases.filter((one) => one.smooth).flatMap(mainLayoutsOf);
  test.each(someOf(smooth, 3))('$kernel $name', (one) =>
    expectGradient(cpu, firstOrder(one), signatureOf(one), drawInputs(one, createRandom(seed))),
  );
});
