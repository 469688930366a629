import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { compile, type Numbers, type ProgramFunction, type Signature } from '#tensor/program.ts';
import { seed } from '../../helpers/numbers.ts';

/** The inputs that a gradient is taken by. */
export const floatInputs = (signature: Signature) =>
  Object.keys(signature).filter((name) => (signature[name]!.dtype ?? 'float32') === 'float32');

/**
 * The gradient, by every float input, of the sum of all outputs, each element weighted by the input `weight:OUTPUT`
 * of its shape: they come out as `gradient:INPUT`.
 */
export function gradientOf(fn: ProgramFunction, signature: Signature): ProgramFunction {
  const names = floatInputs(signature);
  return (all) => {
    const total = (...tensors: tf.Tensor[]) => {
      const outputs = fn({ ...all, ...Object.fromEntries(names.map((name, index) => [name, tensors[index]!])) });
      const sums = Object.entries(outputs).map(([name, y]) => tf.sum(tf.mul(y, all[`weight:${name}`]!)));
      return tf.addN(sums) as tf.Scalar;
    };
    const gradients = tf.grads(total)(names.map((name) => all[name]!));
    return Object.fromEntries(names.map((name, index) => [`gradient:${name}`, gradients[index]!]));
  };
}

function dot(left: Numbers, right: Numbers): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

const step = 4e-3;
const directions = 2;

const length = (vector: Numbers) => Math.sqrt(dot(vector, vector));
const moved = (from: Numbers, direction: Numbers, by: number) =>
  Float32Array.from(from, (value, index) => value + by * direction[index]!);

/**
 * Expects, but for what float32 rounds off, the recorded gradient of a recorded function to be what central differences of it say, in random directions
 * through all float inputs at once.
 */
export async function expectGradient(
  device: Device,
  fn: ProgramFunction,
  signature: Signature,
  inputs: Record<string, Numbers>,
): Promise<void> {
  const random = createRandom(seed, 1);
  const forward = compile(fn, signature);
  const weights = Object.fromEntries(
    Object.entries(forward.outputs).map(([name, { shape }]) => [
      `weight:${name}`,
      Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.uniform() * 2 - 1),
    ]),
  );
  const weightShapes = Object.fromEntries(
    Object.entries(forward.outputs).map(([name, { shape }]) => [`weight:${name}`, { shape }]),
  );
  const backward = compile(gradientOf(fn, signature), { ...signature, ...weightShapes });
  const [forwards, backwards] = [await device.load(forward), await device.load(backward)];
  const gradients = await backwards.run({ ...inputs, ...weights });

  for (let repeat = 0; repeat < directions; repeat++) {
    for (const name of floatInputs(signature)) {
      const gradient = gradients[`gradient:${name}`]!;
      const direction = Float32Array.from(gradient, () => random.uniform() * 2 - 1);
      const [above, below] = [
        await forwards.run({ ...inputs, [name]: moved(inputs[name]!, direction, step) }),
        await forwards.run({ ...inputs, [name]: moved(inputs[name]!, direction, -step) }),
      ];
      let slope = 0;
      let noise = 0;
      for (const output of Object.keys(above)) {
        const weight = weights[`weight:${output}`]!;
        slope += (dot(above[output]!, weight) - dot(below[output]!, weight)) / (2 * step);
        noise += (2 ** -22 * length(above[output]!)) / step;
      }
      const scale = Math.max(1, (length(gradient) * length(direction)) / Math.sqrt(gradient.length));
      const error = Math.abs(dot(gradient, direction) - slope);
      expect(error, `gradient by ${name}, seed ${seed}`).toBeLessThan(3e-3 * scale + noise);
    }
  }
  await Promise.all([forwards.release(), backwards.release()]);
}
