import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-node';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { openTensorflow } from './eager.ts';
import { checkInputs, type Numbers, type Program, type TensorSpec } from './program.ts';
import { compareSpeed, tryDevice } from './trial.ts';

export type DeviceKind = Exclude<DeviceChoice, 'auto'>;
/** Those that ONNX Runtime provides. */
type ProviderKind = Exclude<DeviceKind, 'tensorflow'>;

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
 * Opens the device that was asked for. `auto` takes the GPU where there is one that computes correctly and faster than
 * the CPU, which no software adapter does, and else the CPU. Throws `device` where a device asked for by name cannot be
 * used, and says why.
 */
export async function openDevice(
  choice: DeviceChoice,
  threads = 0,
  { gpu = hasGpu() }: { gpu?: boolean } = {},
): Promise<Device> {
  if (choice !== 'auto') return openNamed(choice, threads);
  const cpu = await openNamed('cpu', threads);
  if (!gpu) return cpu;
  const staying = (reason: string) => ({ ...cpu, description: `${cpu.description}; ${reason}` });
  try {
    const webgpu = createDevice('webgpu', threads);
    const speed = await compareSpeed(webgpu, cpu);
    if (speed > 1)
      return { ...webgpu, description: `${webgpu.description}, ${speed.toFixed(1)} times the CPU's speed` };
    return staying('the GPU is slower, or there is only a software one');
  } catch (error) {
    return staying(`the GPU cannot be used: ${AppError.from(error).message}`);
  }
}

/** Whether this machine has a graphics card of its own. Linux shows one as a render node or as NVIDIA's device. */
export function hasGpu(): boolean {
  if (process.platform !== 'linux') return true;
  return existsSync('/dev/dri/renderD128') || existsSync('/dev/nvidia0') || existsSync('/dev/dxg');
}

async function openNamed(kind: DeviceKind, threads: number): Promise<Device> {
  if (kind === 'tensorflow') return openTensorflow();
  const device = createDevice(kind, threads);
  if (kind !== 'cpu') await tryDevice(device);
  return device;
}

function createDevice(kind: ProviderKind, threads: number): Device {
  const count = threadCount(threads);
  return {
    kind,
    description: kind === 'cpu' ? `cpu (${count} ${count === 1 ? 'thread' : 'threads'})` : `${kind} (GPU)`,
    load: async (program) => createExecutable(await createSession(program.toOnnx(), kind, count), program),
  };
}

async function createSession(onnx: Uint8Array, kind: ProviderKind, threads: number): Promise<ort.InferenceSession> {
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

/** Keeps of the program its inputs and outputs alone: its constants live in the session now. */
function createExecutable(session: ort.InferenceSession, { inputs: known, outputs }: Program): Executable {
  return {
    run: async (inputs, into = {}) => {
      checkInputs(known, inputs);
      const feeds = Object.entries(inputs).map(([name, data]) => [name, wrap(data, known[name]!)]);
      const fetches = Object.entries(outputs).map(([name, spec]) => {
        const target = into[name];
        return [name, target ? wrap(target, spec) : null];
      });
      const results = await session.run(Object.fromEntries(feeds), Object.fromEntries(fetches));
      return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, value.data as Numbers]));
    },
    release: () => session.release(),
  };
}

const wrap = (data: Numbers, { shape, dtype = 'float32' }: TensorSpec) => new ort.Tensor(dtype, data, shape);
