import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#lib/errors.ts';
import type { Device, DeviceKind, Executable } from './executable.ts';
import { DeviceError } from './failure.ts';
import { checkInputs, type Numbers, type Program } from './program.ts';

/** The packages that bring TensorFlow itself, in the order in which they are taken. */
const tensorflowPackages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** Those of them that the user added. */
export function installedTensorflow(): string[] {
  return tensorflowPackages.filter((name) => {
    try {
      return import.meta.resolve(name) !== '';
    } catch {
      return false;
    }
  });
}

/** The user's own TensorFlow, where they added it: the same functions, run eagerly. Throws `device` where it does not start. */
export async function openTensorflow(): Promise<Device> {
  const failures: unknown[] = [];
  // tfjs-node 4.22 still calls it; Node took it away in version 23.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  for (const name of installedTensorflow()) {
    try {
      await import(name);
      return eagerDevice('tensorflow', 'tensorflow', `tensorflow (${name}, eager)`);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new DeviceError('tensorflow', 'is installed but does not start', failures[0]);
  throw new AppError(
    'device',
    'EASEL_DEVICE=tensorflow needs @tensorflow/tfjs-node-gpu or @tensorflow/tfjs-node: `npm install` one of them (it ' +
      'downloads libtensorflow; the first also needs CUDA 11.2), or set EASEL_DEVICE=auto.',
  );
}

/** Runs programs eagerly on a registered tfjs backend: the reference for recorded programs. */
export function eagerDevice(backend: string, kind: DeviceKind, description: string): Device {
  return { kind, description, load: async (program) => createEagerExecutable(program, backend) };
}

function createEagerExecutable(program: Program, backend: string): Executable {
  const specs = { ...program.inputs, ...program.constantSpecs };
  return {
    run: async (inputs, into = {}) => {
      checkInputs(program.inputs, inputs);
      await tf.setBackend(backend);
      const outputs = tf.tidy(() => {
        const given = Object.entries({ ...inputs, ...program.constants }).map(([name, data]) => {
          const { shape, dtype = 'float32' } = specs[name]!;
          return [name, tf.tensor(data, [...shape], dtype)];
        });
        const results = Object.entries(program.fn(Object.fromEntries(given)));
        return Object.fromEntries(
          results.map(([name, tensor]) => [name, tf.cast(tensor, program.outputs[name]!.dtype!)]),
        );
      });
      const results: Record<string, Numbers> = {};
      for (const [name, tensor] of Object.entries(outputs)) {
        const data = toNumbers(await tensor.data());
        into[name]?.set(data);
        results[name] = into[name] ?? data;
      }
      tf.dispose(outputs);
      return results;
    },
    release: async () => {},
  };
}

/** tfjs keeps truth values in bytes, also where they were cast to int32. */
const toNumbers = (data: tf.backend_util.TypedArray): Numbers =>
  data instanceof Float32Array ? data : Int32Array.from(data);
