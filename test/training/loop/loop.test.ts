import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vae } from '#models/vae/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { openSampler } from '#sampling/sampler.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { withFallback } from '#tensor/fallback.ts';
import { readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import type { Learner } from '#training/family.ts';
import { type StepReport, train } from '#training/loop/loop.ts';
import { createRun, emaWeights, type TrainingRun } from '#training/loop/run.ts';
import { readSaved, restoreRun, saveState } from '#training/loop/state.ts';
import { descend } from '#training/losses.ts';
import { tinyVaeConfig, writeTinyCheckpoint } from '../../helpers/checkpoint.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const config = tinyVaeConfig();
const dataset = tinyDataset();
const settings = {
  family: 'vae',
  config,
  data: 'discs',
  datasetHash: dataset.hash,
  seed: 3,
  batchSize: 4,
  learningRate: 5e-3,
};
let folder: string;
let cpu: Device;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-training-'));
  cpu = await openDevice('cpu', 1);
});
afterAll(() => rm(folder, { recursive: true }));

/** Trains a run meant for 100 steps up to some step, and returns what was reported. */
async function trainUntil(last: number, run: TrainingRun, device = cpu): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  const stop = new AbortController();
  if (last === run.step) stop.abort();
  const onStep = (report: StepReport) => {
    reports.push(report);
    if (report.step === last) stop.abort();
  };
  const until = { steps: 100 };
  await train({ ...settings, family: vae, config, dataset, device, until, signal: stop.signal, onStep }, run);
  return reports;
}

const newRun = () => createRun({ family: vae, config, seed: settings.seed });
const mean = (reports: StepReport[]) => reports.reduce((sum, { losses }) => sum + losses.loss!, 0) / reports.length;

describe('training', () => {
  let whole: TrainingRun;
  let reports: StepReport[];
  beforeAll(async () => {
    whole = newRun();
    reports = await trainUntil(100, whole);
  });

  test('the loss falls', () => {
    expect(reports).toHaveLength(100);
    expect(mean(reports.slice(-10))).toBeLessThan(0.7 * mean(reports.slice(0, 10)));
  });

  test('every step reports where it is', () => {
    expect(reports[49]).toMatchObject({ step: 50, images: 200, progress: 0.5 });
    expect(Object.keys(reports[49]!.losses).sort()).toEqual(['edges', 'kl', 'loss', 'reconstruction']);
    expect(reports.every(({ gradientNorm }) => Number.isFinite(gradientNorm))).toBe(true);
  });

  test('a run stopped at 50, saved and resumed is the same to the last bit', async () => {
    const first = newRun();
    await trainUntil(50, first);
    await saveState(join(folder, 'run'), first, settings);
    const saved = await readSaved(join(folder, 'run'));
    expect(saved.settings).toEqual(settings);
    const resumed = restoreRun(vae, config, saved.bytes);
    expect(resumed.step).toBe(50);
    await trainUntil(100, resumed);
    for (const name of ['parameters', 'ema', 'm', 'v', 'step'] as const) {
      expect(resumed.adam[name], name).toEqual(whole.adam[name]);
    }
  });

  test('a device that is lost on the way costs no step and changes none', async () => {
    let runs = 0;
    const gpu: Device = {
      kind: 'webgpu',
      description: 'webgpu (GPU)',
      load: async (program) => {
        const executable = await cpu.load(program);
        const run: typeof executable.run = (inputs, into) => {
          if (++runs > 10) throw new Error('Failed to download data from buffer. wgpu::MapAsyncStatus value: 3');
          return executable.run(inputs, into);
        };
        return { ...executable, run };
      },
    };
    const failures: string[] = [];
    const device = withFallback(gpu, cpu, ({ what }) => failures.push(what));
    const run = newRun();
    await trainUntil(100, run, device);
    expect(failures).toEqual(['the webgpu device was lost']);
    expect(runs).toBe(11);
    expect(run.adam.parameters).toEqual(whole.adam.parameters);
  });

  test('another seed gives another model', async () => {
    const other = createRun({ family: vae, config, seed: settings.seed + 1 });
    expect(other.parameters.flat).not.toEqual(newRun().parameters.flat);
  });

  test('a stop that was asked for before ends it before the first step', async () => {
    const run = newRun();
    expect(await trainUntil(0, run)).toEqual([]);
    expect(run.parameters.flat).toEqual(newRun().parameters.flat);
  });

  test('a run continues from the weights of a checkpoint', () => {
    const run = createRun({ family: vae, config, seed: 9, from: emaWeights(whole) });
    expect(run.parameters.flat).toEqual(whole.adam.ema);
    expect(run.adam.ema).toEqual(whole.adam.ema);
  });

  test('every picture gets a code, held-out ones included', async () => {
    const codeTable = await createCodeTable(
      openSampler({ family: vae, config, weights: emaWeights(whole) }, cpu),
      dataset,
    );
    expect(codeTable.pictures).toHaveLength(dataset.pictures.length);
    expect(codeTable.codes).toHaveLength(dataset.pictures.length * codeTable.size);
    expect(codeTable.codes.every(Number.isFinite)).toBe(true);
  });
});

describe('the batches of a run', () => {
  const drawsAtEach = 6;
  /** Learns nothing much of numbers that it draws, and keeps them. */
  function noting(): { learner: Learner<object>; batches: number[][] } {
    const batches: number[][] = [];
    const learner: Learner<object> = {
      groups: () => {
        const parameters = [{ name: 'guess', shape: [1], deviation: 1 }];
        return [{ name: 'guesser', parameters, rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.9, maxNorm: 1 }];
      },
      batchSignature: (_, size) => ({ numbers: { shape: [size] } }),
      batches: () => ({
        count: drawsAtEach,
        next: (random, size) => {
          const numbers = Float32Array.from({ length: size }, () => random.normal());
          batches.push([...numbers]);
          return { numbers };
        },
      }),
      step: (_, p, { numbers }) =>
        descend(p, ({ guess }) => ({ losses: { loss: tf.mean(tf.square(tf.sub(numbers!, guess!))) } })),
    };
    return { learner, batches };
  }

  async function draw(seed: number, steps: number): Promise<number[][]> {
    const { learner, batches } = noting();
    const run = createRun({ family: learner, config: {}, seed });
    const course = {
      family: learner,
      config: {},
      dataset,
      device: cpu,
      batchSize: drawsAtEach,
      learningRate: 0.01,
      seed,
    };
    await train({ ...course, until: { steps } }, run);
    return batches;
  }

  test('differ from step to step and from seed to seed, and come again with their seed and step', async () => {
    const first = await draw(3, 40);
    expect(new Set(first.flat()).size).toBe(40 * drawsAtEach);
    const other = await draw(4, 40);
    expect(new Set([...first.flat(), ...other.flat()]).size).toBe(2 * 40 * drawsAtEach);
    expect(await draw(3, 20)).toEqual(first.slice(0, 20));
  });
});

describe('a saved run', () => {
  test('that is not there says how to start', async () => {
    await expect(readSaved(join(folder, 'none'))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of another model size is refused', async () => {
    const run = newRun();
    await saveState(join(folder, 'other'), run, settings);
    const { bytes } = await readSaved(join(folder, 'other'));
    const larger = { ...config, content: config.content + 1 };
    expect(() => restoreRun(vae, larger, bytes)).toThrow('another model size');
  });
});

describe('a checkpoint', () => {
  test('reads back as it was written, weights at half precision', async () => {
    const written = await writeTinyCheckpoint(join(folder, 'a'), { seed: 5 });
    const read = await readCheckpoint(written.directory);
    expect(read.info).toEqual(written.info);
    expect(read.weights).toEqual(written.weights);
    expect(read.codeTable).toEqual(written.codeTable);
    const fresh = createRun({ family: vae, config, seed: 5 }).parameters.views;
    for (const [name, view] of Object.entries(fresh)) {
      expect(read.weights[name]!.data).toEqual(Float32Array.from(new Float16Array(view)));
    }
  });

  test('is named by its content', async () => {
    const [one, same, other] = await Promise.all([
      writeTinyCheckpoint(join(folder, 'b'), { seed: 5 }),
      writeTinyCheckpoint(join(folder, 'c'), { seed: 5 }),
      writeTinyCheckpoint(join(folder, 'd'), { seed: 6 }),
    ]);
    expect(one.info.id).toBe(same.info.id);
    expect(one.info.id).not.toBe(other.info.id);
  });

  test('is never written over another', async () => {
    await writeTinyCheckpoint(join(folder, 'e'));
    await expect(writeTinyCheckpoint(join(folder, 'e'))).rejects.toMatchObject({ code: 'bad_checkpoint' });
  });

  async function changeByte(file: string): Promise<void> {
    const bytes = await readFile(file);
    bytes[bytes.length - 5]! ^= 1;
    await writeFile(file, bytes);
  }

  const damage = {
    'that was cut short': async (file: string) => writeFile(file, (await readFile(file)).subarray(0, 100)),
    'that is empty': (file: string) => writeFile(file, ''),
    'that is missing': (file: string) => rm(file),
  };

  const files = ['weights.safetensors', 'codes.safetensors', 'checkpoint.json'];
  const damages = files.flatMap((file) => Object.entries(damage).map(([how, spoil]) => ({ file, how, spoil })));

  test.each([{ file: files[0]!, how: 'with a changed byte', spoil: changeByte }, ...damages])(
    'with a $file $how is refused',
    async ({ file, how, spoil }) => {
      const { directory } = await writeTinyCheckpoint(join(folder, `${file} ${how}`));
      await spoil(join(directory, file));
      await expect(readCheckpoint(directory)).rejects.toMatchObject({ code: 'bad_checkpoint' });
    },
  );
});
