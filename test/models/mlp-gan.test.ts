import { beforeAll, describe, expect, test } from 'vitest';
import { mlpGan } from '#models/mlp-gan/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { openSampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { trainingPictures } from '#training/data/pictures.ts';
import type { StepReport } from '#training/loop/loop.ts';
import { createRun, emaWeights, type TrainingRun } from '#training/loop/run.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { trainTiny } from '../helpers/adversarial.ts';
import { tinyDataset } from '../helpers/dataset.ts';

const size = 8;
const dataset = tinyDataset(6, size);
const config = { ...mlpGan.configFor(dataset), latent: 8, hidden: [32, 64] };
const cpu = await openDevice('cpu', 1);
const pixels = size * size * 4;

/** The mean of many samples, and of the training pictures over white, pixel by pixel. */
async function meanSample(run: TrainingRun): Promise<Float32Array> {
  const weights = emaWeights(run);
  const sampler = openSampler({ family: mlpGan, config, weights }, cpu);
  const { codes, size } = await createCodeTable(sampler, dataset);
  const sketches = Array.from({ length: 64 }, (_, row) => ({
    code: codes.subarray(row * size, (row + 1) * size),
    style: Float32Array.of(1),
  }));
  const pictures = await sampler.decode(sketches);
  await sampler.release();
  return meanOf(Float32Array.from(pictures.flatMap((picture) => [...picture])));
}

function meanOf(pictures: Float32Array): Float32Array {
  const mean = new Float32Array(pixels);
  for (const [i, value] of pictures.entries()) mean[i % pixels]! += (value * pixels) / pictures.length;
  return mean;
}

function meanPicture(): Float32Array {
  const grey = trainingPictures(dataset).flatMap((index) =>
    Array.from({ length: pixels }, (_, i) => {
      const start = index * pixels + i - (i % 4);
      const [red, green, blue, alpha] = [...dataset.pixels.subarray(start, start + 4)].map((byte) => byte / 255);
      return i % 4 === 3 ? 1 : 0.299 * red! + 0.587 * green! + 0.114 * blue! + 1 - alpha!;
    }),
  );
  return meanOf(Float32Array.from(grey));
}

const distance = (left: Float32Array, right: Float32Array) =>
  left.reduce((sum, value, i) => sum + Math.abs(value - right[i]!), 0) / left.length;

test('the network of the textbook has its layers', () => {
  const shapes = parametersOf(mlpGan, mlpGan.configFor({ size: 28, styles: [] })).map(({ name, shape }) => [
    name,
    shape,
  ]);
  const weights = Object.fromEntries(shapes);
  const widths = (player: string) => [0, 1, 2, 3, 4].map((layer) => weights[`${player}/${layer}/w`]);
  expect(widths('generator')).toEqual([
    [100, 128],
    [128, 256],
    [256, 512],
    [512, 1024],
    [1024, 784],
  ]);
  expect(widths('discriminator')).toEqual([
    [784, 1024],
    [1024, 512],
    [512, 256],
    [256, 128],
    [128, 1],
  ]);
});

describe('a short training', () => {
  let run: TrainingRun;
  let reports: StepReport[];
  beforeAll(async () => {
    ({ run, reports } = await trainTiny({
      family: mlpGan,
      config,
      dataset,
      device: cpu,
      steps: 600,
      learningRate: 2e-3,
    }));
  });

  test('brings samples near the pictures', async () => {
    const before = distance(await meanSample(createRun({ family: mlpGan, config, seed: 3 })), meanPicture());
    const after = distance(await meanSample(run), meanPicture());
    expect(after).toBeLessThan(0.5 * before);
  });

  test('reports both losses and how the game goes', () => {
    expect(Object.keys(reports[0]!.losses)).toEqual(['loss', 'generator']);
    expect(Object.keys(reports[0]!.metrics)).toEqual(['margin', 'sign', 'diversity']);
    expect(reports.every(({ gradientNorm }) => Number.isFinite(gradientNorm))).toBe(true);
  });

  test('leaves grey opaque pictures and a checkpoint without the discriminator', async () => {
    const weights = emaWeights(run);
    expect(Object.keys(weights).every((name) => name.startsWith('generator/'))).toBe(true);
    const picture = await meanSample(run);
    for (let i = 0; i < pixels; i += 4) {
      const [red, green, blue, alpha] = picture.subarray(i, i + 4);
      expect([green, blue, alpha]).toEqual([red, red, 1]);
    }
  });
});
