import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { loadDecoder } from '#sampling/programs.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { hasGpu } from '#tensor/hardware.ts';
import { compile } from '#tensor/program.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { tinyVaeConfig } from '../helpers/checkpoint.ts';
import { seed } from '../helpers/numbers.ts';
import { softwareAdapter } from '../helpers/webgpu.ts';

describe('the device', () => {
  test('is the CPU with as many threads as asked for', async () => {
    expect(await openDevice('cpu', 1)).toMatchObject({ kind: 'cpu', description: 'cpu (1 thread)' });
    expect(await openDevice('cpu', 2)).toMatchObject({ kind: 'cpu', description: 'cpu (2 threads)' });
  });

  test.skipIf(hasGpu())('is the CPU for auto where there is no graphics card', async () => {
    expect(await openDevice('auto', 1)).toMatchObject({ kind: 'cpu', description: 'cpu (1 thread)' });
  });

  test.skipIf(!softwareAdapter)(`is not a software adapter for auto (needs chromium's SwiftShader)`, async () => {
    const device = await openDevice('auto', 1, { gpu: true });
    expect(device.kind).toBe('cpu');
    expect(device.description).toMatch(/^cpu \(1 thread\); webgpu is slower \(less than 0.1 times/);
  });

  test('tensorflow that is not installed is an error that says what to install', async () => {
    await expect(openDevice('tensorflow')).rejects.toMatchObject({
      code: 'device',
      message: expect.stringContaining('`npm install`'),
    });
  });

  test('cuda that is not there is an error that says what to do', async () => {
    await expect(openDevice('cuda')).rejects.toMatchObject({
      code: 'device',
      message: expect.stringContaining('EASEL_DEVICE=cpu'),
    });
  });
});

describe('an eager device', () => {
  const eager = eagerDevice('cpu', 'tensorflow', 'tfjs');
  const program = compile(
    (t) => ({ y: tf.add(t.x!, t.c!), large: tf.greater(t.x!, 1), again: t.x!, twice: t.x! }),
    { x: { shape: [2] }, c: { shape: [] } },
    { c: Float32Array.of(10) },
  );

  test('computes what the recorded program does, with constants, and gives back what it used', async () => {
    const [recorded, live] = [await (await openDevice('cpu', 1)).load(program), await eager.load(program)];
    const x = Float32Array.of(1, 2);
    const before = tf.memory().numTensors;
    expect(await live.run({ x })).toEqual(await recorded.run({ x }));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('writes into given arrays and refuses wrong inputs alike', async () => {
    const live = await eager.load(program);
    const y = new Float32Array(2);
    await live.run({ x: Float32Array.of(1, 2) }, { y });
    expect([...y]).toEqual([11, 12]);
    await expect(live.run({ x: Float32Array.of(1) })).rejects.toThrow('Input x is [2], 2 numbers; 1 were given.');
  });
});

describe('a picture', () => {
  const config = tinyVaeConfig();
  const code = vae.code(config).size;
  const random = createRandom(seed);
  const sketch = {
    code: Float32Array.from({ length: 16 * code }, () => random.normal()),
    style: Float32Array.from({ length: 16 * 2 }, (_, index) => index % 2),
    keep: new Float32Array(16).fill(1),
  };
  const pictures = new Map<number, Float32Array>();

  beforeAll(async () => {
    const specs = parametersOf(vae, config);
    const { views } = initParameters(specs, 7);
    const weights = Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: views[name]! }]));
    const cpu = await openDevice('cpu', 2);
    for (const batch of [1, 4, 16]) {
      const decoder = await loadDecoder({ family: vae, config, weights }, cpu, batch);
      const image = new Float32Array(16 * 64 * 64 * 4);
      for (let start = 0; start < 16; start += batch) {
        const part = (whole: Float32Array, size: number) => whole.slice(start * size, (start + batch) * size);
        const inputs = { code: part(sketch.code, code), style: part(sketch.style, 2), keep: part(sketch.keep, 1) };
        image.set((await decoder.run(inputs)).image as Float32Array, start * 64 * 64 * 4);
      }
      await decoder.release();
      pictures.set(batch, image);
    }
  });

  test.each([4, 16])('is the same to the last bit alone and among %i', (batch) => {
    const bytes = (size: number) => Buffer.from(pictures.get(size)!.buffer);
    expect(bytes(batch).equals(bytes(1)), `seed ${seed}`).toBe(true);
  });
});
