import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import type { Numbers, TensorSpec } from '#tensor/program.ts';
import type { Task } from './networks.ts';

/**
 * The same function on tfjs's wasm backend, which takes the processor's vector instructions where it has them and, in
 * Node, one thread. Weights and inputs lie in its memory before the first run.
 */
export async function loadOnWasm({ program, inputs }: Task) {
  await tf.setBackend('wasm');
  const place = (data: Numbers, { shape, dtype = 'float32' }: TensorSpec) => tf.tensor(data, [...shape], dtype);
  const specs = { ...program.inputs, ...program.constantSpecs };
  const placed = Object.fromEntries(
    Object.entries({ ...program.constants, ...inputs }).map(([name, data]) => [name, place(data, specs[name]!)]),
  );
  return {
    async run(): Promise<Record<string, Numbers>> {
      await tf.setBackend('wasm');
      const outputs = tf.tidy(() => program.fn(placed));
      const read = Object.entries(outputs).map(async ([name, tensor]) => [name, await tensor.data()] as const);
      const results = Object.fromEntries(await Promise.all(read));
      tf.dispose(outputs);
      return results as Record<string, Numbers>;
    },
    release: async () => tf.dispose(placed),
  };
}
