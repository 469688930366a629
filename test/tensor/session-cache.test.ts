import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDevice } from '#tensor/device.ts';
import { compile } from '#tensor/program.ts';
import { runOnce, seed } from '../helpers/numbers.ts';
import { tinyStep } from '../helpers/step.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-programs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const openWithCache = (name: string) => openDevice('cpu', 1, { cacheDirectory: join(folder, name) });
const cached = async (name: string) => (await readdir(join(folder, name))).map((file) => join(folder, name, file));

test('a second start finds the program, which gives the same results to the last bit', async () => {
  const { program, inputs } = tinyStep();
  const expected = await runOnce(await openDevice('cpu', 1), program, inputs);
  expect(await runOnce(await openWithCache('step'), program, inputs), `seed ${seed}`).toEqual(expected);
  const [file] = await cached('step');
  const { mtimeMs } = await stat(file!);
  expect(await runOnce(await openWithCache('step'), program, inputs), `seed ${seed}`).toEqual(expected);
  expect(await cached('step')).toEqual([file]);
  expect((await stat(file!)).mtimeMs).toBe(mtimeMs);
});

const scaled = (factor: number) => compile(({ x }) => ({ y: tf.mul(x!, factor) }), { x: { shape: [2] } });
const x = Float32Array.of(1, 2);

test('a program that changed by one number is another', async () => {
  for (const factor of [2, 3]) {
    expect([...(await runOnce(await openWithCache('numbers'), scaled(factor), { x })).y!]).toEqual([
      factor,
      2 * factor,
    ]);
  }
  expect(await cached('numbers')).toHaveLength(2);
});

test('a damaged file is made anew', async () => {
  await runOnce(await openWithCache('damaged'), scaled(2), { x });
  const [file] = await cached('damaged');
  await writeFile(file!, (await readFile(file!)).subarray(0, 40));
  expect([...(await runOnce(await openWithCache('damaged'), scaled(2), { x })).y!]).toEqual([2, 4]);
});

test('a folder that cannot be used costs nothing but the time', async () => {
  await writeFile(join(folder, 'file'), '');
  expect([...(await runOnce(await openWithCache('file'), scaled(2), { x })).y!]).toEqual([2, 4]);
});

test('programs with weights in them are not kept', async () => {
  const program = compile(
    ({ x, w }) => ({ y: tf.mul(x!, w!) }),
    { x: { shape: [2] }, w: { shape: [] } },
    { w: Float32Array.of(2) },
  );
  await runOnce(await openWithCache('weights'), program, { x });
  await expect(cached('weights')).rejects.toThrow('ENOENT');
});
