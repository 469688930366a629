import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import type { Numbers, Program, Signature } from './program.ts';

export type DeviceKind = Exclude<DeviceChoice, 'auto'>;

/** A program on a device. `run` refuses missing, unknown and wrongly sized inputs by name. */
export interface Executable {
  /** Runs once. Results are written into `into` where it names them, else into new arrays. */
  run(inputs: Record<string, Numbers>, into?: Record<string, Numbers>): Promise<Record<string, Numbers>>;
  release(): Promise<void>;
}

export interface Device {
  kind: DeviceKind;
  /** For people: what it is and why it was taken. */
  description: string;
  load(program: Program): Promise<Executable>;
}

/** Threads that a program uses; 0 asks for one per core. */
export function threadCount(threads: number): number {
  return threads > 0 ? threads : availableParallelism();
}

/**
 * Opens the device that was asked for. `auto` takes a real GPU where there is one and it computes correctly, never a
 * software one, and else the CPU. Throws `device` where a device asked for by name cannot be used, and says why.
 */
export async function openDevice(choice: DeviceChoice, threads = 0): Promise<Device> {
  if (choice !== 'auto') return openNamed(choice, threads);
  if (!hasGpu()) return openNamed('cpu', threads);
  try {
    return await openNamed('webgpu', threads);
  } catch (error) {
    const cpu = await openNamed('cpu', threads);
    return { ...cpu, description: `${cpu.description}; the GPU cannot be used: ${AppError.from(error).message}` };
  }
}

/** Whether this machine has a graphics card of its own. Linux shows one as a render node or as NVIDIA's device. */
export function hasGpu(): boolean {
  if (process.platform !== 'linux') return true;
  return existsSync('/dev/dri/renderD128') || existsSync('/dev/nvidia0') || existsSync('/dev/dxg');
}

async function openNamed(kind: DeviceKind, threads: number): Promise<Device> {
  if (kind === 'tensorflow') return openTensorflow();
  const count = threadCount(threads);
  const device: Device = {
    kind,
    description: kind === 'cpu' ? `cpu (${count} ${count === 1 ? 'thread' : 'threads'})` : `${kind} (GPU)`,
    load: async (program) => createExecutable(program, await createSession(program.toOnnx(), kind, count)),
  };
  if (kind !== 'cpu') await probe(device);
  return device;
}

/** A tiny ONNX program, to find out whether a device works at all: y = x + x. */
async function probe(device: Device): Promise<void> {
  const { compile } = await import('./program.ts');
  const executable = await device.load(compile(({ x }) => ({ y: tf.add(x!, x!) }), { x: { shape: [4] } }));
  const { y } = await executable.run({ x: Float32Array.of(1, 2, 3, 4) });
  await executable.release();
  if (String(y) !== '2,4,6,8') throw new AppError('device', `The ${device.kind} device computes wrong results.`);
}

async function createSession(onnx: Uint8Array, kind: DeviceKind, threads: number): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(onnx, {
      executionProviders: kind === 'cpu' ? ['cpu'] : [kind, 'cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (error) {
    const advice = kind === 'cpu' ? '' : ' Set EASEL_DEVICE=cpu, or run `npm run doctor` to see what is missing.';
    throw new AppError('device', `The ${kind} device cannot run this program.${advice}`, error);
  }
}

function createExecutable(program: Program, session: ort.InferenceSession): Executable {
  return {
    run: async (inputs, into = {}) => {
      checkInputs(program.inputs, inputs);
      const feeds = Object.entries(inputs).map(([name, data]) => [name, wrap(data, program.inputs[name]!.shape)]);
      const fetches = Object.entries(program.outputs).map(([name, { shape }]) => {
        const target = into[name];
        return [name, target ? wrap(target, shape) : null];
      });
      const results = await session.run(Object.fromEntries(feeds), Object.fromEntries(fetches));
      return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, value.data as Numbers]));
    },
    release: () => session.release(),
  };
}

const wrap = (data: Numbers, shape: readonly number[]) =>
  data instanceof Float32Array ? new ort.Tensor('float32', data, shape) : new ort.Tensor('int32', data, shape);

function checkInputs(signature: Signature, inputs: Record<string, Numbers>): void {
  for (const name of Object.keys(inputs)) {
    if (!signature[name])
      throw new Error(`The program has no input ${name}; it has ${Object.keys(signature).join(', ')}.`);
  }
  for (const [name, { shape }] of Object.entries(signature)) {
    const expected = tf.util.sizeFromShape([...shape]);
    const given = inputs[name]?.length;
    if (given !== expected) {
      throw new Error(`Input ${name} is [${shape}], ${expected} numbers; ${given ?? 'none'} were given.`);
    }
  }
}

/** The user's own TensorFlow, where they added it: the same functions, run eagerly. */
async function openTensorflow(): Promise<Device> {
  for (const name of ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node']) {
    try {
      await import(name);
      return eagerDevice('tensorflow', 'tensorflow', `tensorflow (${name}, eager)`);
    } catch {
      // Not installed: the next one, then the message below.
    }
  }
  throw new AppError(
    'device',
    'EASEL_DEVICE=tensorflow needs @tensorflow/tfjs-node-gpu or @tensorflow/tfjs-node: `npm install` one of them (it ' +
      'downloads libtensorflow; the first also needs CUDA 11.2), or set EASEL_DEVICE=auto.',
  );
}

/** Runs programs eagerly on a registered tfjs backend: the reference for recorded programs. */
export function eagerDevice(backend: string, kind: DeviceKind, description: string): Device {
  return {
    kind,
    description,
    load: async (program) => ({
      run: async (inputs, into = {}) => {
        checkInputs(program.inputs, inputs);
        await tf.setBackend(backend);
        const tensors = tf.tidy(() => {
          const given = { ...inputs, ...program.constants };
          const shapes = { ...program.inputs, ...program.constantSpecs };
          const all = Object.entries(given).map(([name, data]) => {
            const { shape, dtype = 'float32' } = shapes[name]!;
            return [name, tf.tensor(data, [...shape], dtype)];
          });
          return program.fn(Object.fromEntries(all));
        });
        const results: Record<string, Numbers> = {};
        for (const [name, tensor] of Object.entries(tensors)) {
          const data = (await tensor.data()) as Numbers;
          into[name]?.set(data);
          results[name] = into[name] ?? data;
          tensor.dispose();
        }
        return results;
      },
      release: async () => {},
    }),
  };
}
