import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { createRun, type TrainingRun } from '#training/loop/run.ts';
import { inheritState, saveState } from '#training/loop/state.ts';
import { readParent } from '../../../scripts/train/parent.ts';
import { tinyVaeConfig, writeTinyCheckpoint } from '../../helpers/checkpoint.ts';

const config = tinyVaeConfig();
const settings = {
  ...{ family: 'vae', config, data: 'emoji', datasetHash: '', seed: 1, batchSize: 8, learningRate: 1e-3 },
  ...{ parent: 'its-parent', parentImages: 100 },
};
let folder: string;
let run: TrainingRun;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-parent-'));
  run = createRun({ family: vae, config, seed: 5 });
  const random = createRandom(1);
  for (const part of ['ema', 'm', 'v'] as const) run.adam[part].set(run.adam[part].map(() => random.uniform()));
  Object.assign(run, { step: 30, seconds: 60 });
  run.adam.step = 30;
  await saveState(join(folder, 'runs', 'half'), run, settings);
});
afterAll(() => rm(folder, { recursive: true }));

test('a run that was stopped is gone on from with all that it knew, and new parts begin afresh', async () => {
  const parent = await readParent('half', folder);
  expect(parent.info).toMatchObject({ id: 'its-parent', images: 340, size: 64, dataset: { name: 'emoji' } });
  const more = vae.config.parse({ ...config, adversarialWeight: 0.4 });
  const fresh = createRun({ family: vae, config: more, seed: 2 });
  const next = createRun({ family: vae, config: more, seed: 2 });
  inheritState(next, parent.run!);
  const known = run.adam.parameters.length;
  expect(next.adam.parameters.length).toBeGreaterThan(known);
  for (const part of ['parameters', 'ema', 'm', 'v'] as const) {
    expect(next.adam[part].subarray(0, known)).toEqual(run.adam[part]);
    expect(next.adam[part].subarray(known)).toEqual(fresh.adam[part].subarray(known));
  }
  expect([next.adam.step, next.step, next.seconds]).toEqual([30, 0, 0]);
});

test('a run that came to its end is gone on from as the model that it made', async () => {
  const { info, weights } = await writeTinyCheckpoint(join(folder, 'made'));
  await saveState(join(folder, 'runs', 'whole'), run, settings);
  await rename(join(folder, 'made', info.id), join(folder, 'runs', 'whole', 'checkpoint'));
  const parent = await readParent('whole', folder);
  expect(parent.info.id).toBe(info.id);
  expect(parent.weights).toEqual(weights);
  expect(parent.run).toBeUndefined();
});

test('what is neither is refused', async () => {
  await expect(readParent('nothing', folder)).rejects.toThrow('There is no model "nothing"');
});
