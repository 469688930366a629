import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type Device, openDevice } from '#tensor/device.ts';
import type { DeviceError } from '#tensor/failure.ts';
import { withFallback } from '#tensor/fallback.ts';
import { compile, type Numbers } from '#tensor/program.ts';

const cpu = await openDevice('cpu', 1);
const program = compile(({ x }) => ({ y: tf.square(x!) }), { x: { shape: [2] } });
const x = Float32Array.of(3, 4);

type Fault = (results: Record<string, Numbers>) => Record<string, Numbers>;

/** A graphics card that computes on the CPU until `fault` is set, and counts its runs. */
function fakeGpu() {
  const gpu: Device & { runs: number; fault?: Fault; loadFault?: Error } = {
    kind: 'webgpu',
    description: 'webgpu (GPU)',
    runs: 0,
    load: async (loaded) => {
      if (gpu.loadFault) throw gpu.loadFault;
      const executable = await cpu.load(loaded);
      return {
        release: executable.release,
        run: async (inputs, into) => {
          gpu.runs++;
          const results = await executable.run(inputs, into);
          return gpu.fault ? gpu.fault(results) : results;
        },
      };
    },
  };
  return gpu;
}

function start(prepare: Partial<ReturnType<typeof fakeGpu>> = {}) {
  const gpu = Object.assign(fakeGpu(), prepare);
  const failures: DeviceError[] = [];
  return { gpu, failures, device: withFallback(gpu, cpu, (failure) => failures.push(failure)) };
}

const throwing = (message: string): Fault => {
  return () => {
    throw new Error(message);
  };
};

describe('a graphics card that works', () => {
  test('does all the work, and is compared with the CPU but once', async () => {
    const { gpu, failures, device } = start();
    const executable = await device.load(program);
    for (let run = 0; run < 3; run++) expect([...(await executable.run({ x })).y!]).toEqual([9, 16]);
    await executable.release();
    expect(gpu.runs).toBe(3);
    expect(failures).toEqual([]);
    expect(device).toMatchObject({ kind: 'webgpu', description: 'webgpu (GPU)' });
  });

  test('is not blamed for wrong inputs, nor for results that are zero', async () => {
    const { failures, device } = start();
    const executable = await device.load(program);
    await expect(executable.run({ x: Float32Array.of(1) })).rejects.toThrow('Input x is [2], 2 numbers; 1 were given.');
    expect([...(await executable.run({ x: Float32Array.of(0, 0) })).y!]).toEqual([0, 0]);
    expect(device.kind).toBe('webgpu');
    expect(failures).toEqual([]);
  });
});

describe('a graphics card that fails at work', () => {
  const node = "Non-zero status code returned while running Mul node. Name:'Mul:y' Status Message: ";

  test.each([
    ['was lost', `${node}Failed to download data from buffer. wgpu::MapAsyncStatus value: 3`],
    ['was lost', 'CUDNN failure 5003: CUDNN_STATUS_EXECUTION_FAILED_CUDART ; GPU=0'],
    ['ran out of memory', `${node}CUDA failure 2: out of memory ; GPU=0`],
    [
      'ran out of memory',
      `${node}BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 8`,
    ],
    ['failed', 'something new'],
  ])('%s: the CPU does the same run, and everything after it', async (what, message) => {
    const { gpu, failures, device } = start();
    const [first, second] = [await device.load(program), await device.load(program)];
    await first.run({ x });
    gpu.fault = throwing(message);
    const y = new Float32Array(2);
    await first.run({ x }, { y });
    expect([...y]).toEqual([9, 16]);
    expect(gpu.runs).toBe(2);
    expect([...(await second.run({ x })).y!]).toEqual([9, 16]);
    expect([...(await (await device.load(program)).run({ x })).y!]).toEqual([9, 16]);
    expect(gpu.runs).toBe(2);
    await Promise.all([first.release(), second.release()]);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ code: 'device', what: `the webgpu device ${what}` });
    expect(failures[0]!.cause).toMatchObject({ message });
    expect(device).toMatchObject({ kind: 'cpu', description: `cpu (1 thread), since the webgpu device ${what}` });
  });

  const lies: [string, Fault][] = [
    ['that are a little too large', ({ y }) => ({ y: y!.map((value) => value * 1.05) })],
    ['that are zero', ({ y }) => ({ y: y!.map(() => 0) })],
    ['that are not numbers', ({ y }) => ({ y: y!.map(() => Number.NaN) })],
  ];

  test.each(lies)('gives first results %s: the CPU takes over', async (_, fault) => {
    const { failures, device } = start({ fault });
    const executable = await device.load(program);
    expect([...(await executable.run({ x })).y!]).toEqual([9, 16]);
    expect(failures.map(({ what }) => what)).toEqual(['the webgpu device computes wrong results']);
    expect(device.kind).toBe('cpu');
  });

  test.each(lies.slice(1))('gives results %s after right ones: the CPU takes over', async (_, fault) => {
    const { gpu, device } = start();
    const executable = await device.load(program);
    await executable.run({ x });
    gpu.fault = fault;
    expect([...(await executable.run({ x })).y!]).toEqual([9, 16]);
    expect(device.kind).toBe('cpu');
  });

  test('cannot load a program: the CPU runs it, the others stay', async () => {
    const { gpu, failures, device } = start();
    const other = await device.load(program);
    gpu.loadFault = new Error('Could not find an implementation for Gelu(20) node');
    const executable = await device.load(program);
    expect([...(await executable.run({ x })).y!]).toEqual([9, 16]);
    expect(gpu.runs).toBe(0);
    await other.run({ x });
    expect(gpu.runs).toBe(1);
    expect(failures.map(({ what }) => what)).toEqual(['the webgpu device cannot run this program']);
    expect(device.description).toBe(
      'webgpu (GPU), in part cpu (1 thread), since the webgpu device cannot run this program',
    );
  });
});

test('a device that fails without anyone to take over is an error that says what to do', async () => {
  const broken = { ...program, toOnnx: () => Uint8Array.of(1, 2, 3) };
  await expect(cpu.load(broken)).rejects.toMatchObject({
    code: 'device',
    message:
      'The cpu device cannot run this program. Close other programs, or take a smaller batch or model, and try again.',
  });
});
