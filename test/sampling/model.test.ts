import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf, readModel } from '#sampling/model.ts';
import { writeCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-model-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('to paint, a model without a prior measures its codes', async () => {
  const checkpoint = await writeTinyCheckpoint(folder, { seed: 1 });
  const { codeTable: _, ...model } = modelOf(checkpoint);
  expect(await readModel(checkpoint.directory)).toEqual(model);
});

test('one with a prior has the measures that it was trained on, and reads no codes', async () => {
  const { directory: _directory, info, ...parts } = await writeTinyCheckpoint(folder, { seed: 2 });
  const { size } = parts.codeTable;
  const vector = (value: number) => ({ shape: [size], data: new Float32Array(size).fill(value) });
  const prior = { 'code/mean': vector(0.25), 'code/deviation': vector(2) };
  const { id: _id, ...about } = info;
  const { directory } = await writeCheckpoint({ ...parts, info: about, prior }, (id) => join(folder, `prior-${id}`));
  const model = await readModel(directory);
  expect(model).not.toHaveProperty('codeTable');
  expect([model.measures!.mean[3], model.measures!.deviation[3]]).toEqual([0.25, 2]);
});
