import { availableParallelism } from 'node:os';
import * as ort from 'onnxruntime-node';
import type { DeviceChoice } from '#lib/config.ts';
import { blockSize } from './blocks.ts';
import { openTensorflow } from './eager.ts';
import type { Device, DeviceKind, Executable, Resident } from './executable.ts';
import { type DeviceError, deviceError } from './failure.ts';
import { withFallback } from './fallback.ts';
import { hasCuda, hasGpu } from './hardware.ts';
import { checkInputs, type Numbers, type Program } from './program.ts';
import { givenInputs, keepTensors, nextOf, replaceTensors, toTensor } from './resident.ts';
import { createCachedSession } from './session-cache.ts';
import { measureSpeed, tryDevice } from './trial.ts';

export type { Device, DeviceKind, Executable };

/** Those that ONNX Runtime provides. */
type ProviderKind = Exclude<DeviceKind, 'tensorflow'>;

/** Threads that a program uses; 0 asks for one per core. */
export function threadCount(threads: number): number {
  return threads > 0 ? threads : availableParallelism();
}

export interface OpenOptions {
  /** Whether there is a graphics card for `auto` to try. */
  gpu?: boolean;
  /** Told of every failure of the device at work, which the CPU then takes over; without it a failure is an error. */
  onFailure?: (failure: DeviceError) => void;
  /** A folder in which the CPU's optimised graphs are kept for the next start; those with weights in them are not. */
  cacheDirectory?: string;
}

/**
 * Opens the device that was asked for. `auto` takes the GPU where there is one that computes correctly and faster than
 * the CPU, which no software adapter does, and else the CPU. Throws `device` where a device asked for by name cannot be
 * used, and says why.
 */
export async function openDevice(choice: DeviceChoice, threads = 0, options: OpenOptions = {}): Promise<Device> {
  const device =
    choice === 'auto' ? await openFastest(threads, options.gpu ?? hasGpu()) : await openNamed(choice, threads);
  if (device.kind === 'cpu') return { ...device, load: createDevice('cpu', threads, options.cacheDirectory).load };
  return options.onFailure ? withFallback(device, createDevice('cpu', threads), options.onFailure) : device;
}

/** The GPU's providers that can be tried here. */
const gpuKinds = (): ProviderKind[] => (hasCuda() ? ['cuda', 'webgpu'] : ['webgpu']);

async function openFastest(threads: number, gpu: boolean): Promise<Device> {
  const cpu = createDevice('cpu', threads);
  if (!gpu) return cpu;
  const cpuSpeed = await measureSpeed(cpu);
  let fastest = { device: cpu, speed: cpuSpeed };
  const reasons: string[] = [];
  for (const kind of gpuKinds()) {
    try {
      const device = createDevice(kind, threads);
      const speed = await measureSpeed(device);
      if (speed > fastest.speed) fastest = { device, speed };
      else reasons.push(`${kind} is slower (${timesInWords(speed / cpuSpeed)})`);
    } catch (error) {
      reasons.push(deviceError(kind, error).what);
    }
  }
  const { device, speed } = fastest;
  const why = device === cpu ? `; ${reasons.join(', ')}` : `, ${timesInWords(speed / cpuSpeed)}`;
  return { ...device, description: device.description + why };
}

/** A speed beside the CPU's, in words. */
export function timesInWords(times: number): string {
  return `${times < 0.1 ? 'less than 0.1' : times.toFixed(1)} times the CPU's speed`;
}

async function openNamed(kind: DeviceKind, threads: number): Promise<Device> {
  const device = kind === 'tensorflow' ? await openTensorflow() : createDevice(kind, threads);
  if (kind !== 'cpu') await tryDevice(device);
  return device;
}

function createDevice(kind: ProviderKind, threads: number, cacheDirectory?: string): Device {
  const count = threadCount(threads);
  const device: Device = {
    kind,
    description: kind === 'cpu' ? `cpu (${count} ${count === 1 ? 'thread' : 'threads'})` : `${kind} (GPU)`,
    load: async (program, resident) => {
      const onnx = program.toOnnx(kind === 'cpu' ? { block: await blockSize() } : undefined);
      const cache = Object.keys(program.constants).length === 0 ? cacheDirectory : undefined;
      const staying = Object.keys(resident?.tensors ?? {}).map(nextOf);
      const locations = staying.filter((name) => program.outputs[name]).map((name) => [name, 'gpu-buffer'] as const);
      const options: ort.InferenceSession.SessionOptions = { preferredOutputLocation: Object.fromEntries(locations) };
      const session = await createSession(onnx, kind, count, cache, locations.length > 0 ? options : {});
      return createExecutable(session, program, kind, resident);
    },
  };
  // ONNX Runtime leaves outputs on no other provider.
  if (kind === 'webgpu') device.keep = (arrays, signature) => keepTensors(device, arrays, signature);
  return device;
}

async function createSession(
  onnx: Uint8Array,
  kind: ProviderKind,
  threads: number,
  cacheDirectory?: string,
  more: ort.InferenceSession.SessionOptions = {},
): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    ...more,
    executionProviders: kind === 'cpu' ? ['cpu'] : [kind, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
    extra: {
      // A thread that waits for the next node's work at most this long, in microseconds, need not be woken for it.
      session: { intra_op: { allow_spinning: '1', spin_duration_us: '50' } },
      // It moves padding into pooling, where padding wider than the window is refused and no longer counts.
      optimization: { disable_specified_optimizers: 'Pad_Fusion' },
    },
  };
  try {
    if (cacheDirectory) return await createCachedSession(onnx, options, cacheDirectory);
    return await ort.InferenceSession.create(onnx, options);
  } catch (error) {
    throw deviceError(kind, error, 'cannot run this program');
  }
}

/** Keeps of the program its inputs and outputs alone: its constants live in the session now. */
function createExecutable(
  session: ort.InferenceSession,
  { inputs: known, outputs }: Program,
  kind: ProviderKind,
  resident?: Resident,
): Executable {
  const given = resident ? givenInputs(known, resident) : known;
  return {
    run: async (inputs, into = {}) => {
      checkInputs(given, inputs);
      const feeds = Object.entries(inputs).map(([name, data]) => [name, toTensor(data, known[name]!)]);
      const kept = Object.entries(resident?.tensors ?? {}).filter(([name]) => known[name]);
      const fetches = Object.entries(outputs).map(([name, spec]) => {
        const target = into[name];
        return [name, target ? toTensor(target, spec) : null];
      });
      const results = await session
        .run(Object.fromEntries([...feeds, ...kept]), Object.fromEntries(fetches))
        .catch((error) => {
          throw deviceError(kind, error);
        });
      const downloaded = resident ? replaceTensors(resident, results) : results;
      return Object.fromEntries(Object.entries(downloaded).map(([name, value]) => [name, value.data as Numbers]));
    },
    release: () => session.release(),
  };
}
