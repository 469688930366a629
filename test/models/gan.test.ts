import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { bands } from '#models/gan/layout.ts';
import { gan } from '#models/gan/model.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import type { Numbers } from '#tensor/program.ts';
import { createCodebook, measure } from '#training/codebook.ts';
import { loadEncoder } from '#training/encoder.ts';
import { createRun, emaWeights, prepareLearner, type StepReport, type TrainingRun } from '#training/loop.ts';
import { loadDecoder } from '#training/networks.ts';
import { loadProjector } from '#training/projection.ts';
import { readSaved, restoreRun, saveState } from '#training/state.ts';
import { compileStep } from '#training/steps.ts';
import { tinyGanConfig, trainTiny } from '../helpers/adversarial.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { compareOutputs, runOnce, wrongAtEverySeed } from '../helpers/numbers.ts';

const dataset = tinyDataset();
const config = tinyGanConfig();
const folder = await mkdtemp(join(tmpdir(), 'easel-gan-'));
const cpu = await openDevice('cpu', 1);
const common = { family: gan, config, dataset, device: cpu, steps: 12 };
/** How far gradients may differ: where a rounding crosses a kink of the perception's rectifiers, one number jumps. */
const besideKinks = 5e-3;
const pixels = 64 * 64 * 4;
const code = gan.code(config).size;

afterAll(() => rm(folder, { recursive: true }));

test.each([false, true])('a recorded step, penalised: %s, has the gradients that tfjs computes', async (penalised) => {
  const learner = await prepareLearner(gan, config, dataset, cpu);
  const wrong = await wrongAtEverySeed(async (seed) => {
    const { parameters } = createRun({ family: gan, config, seed });
    const program = compileStep(learner, config, parameters.signature, 2, penalised);
    const inputs = { ...parameters.views, ...(await gan.batches(config, dataset).next(createRandom(seed), 2)) };
    const recorded = await runOnce(cpu, program, inputs);
    const eager = await runOnce(eagerDevice('cpu', 'cpu', 'tfjs'), program, inputs);
    return compareOutputs(recorded, eager, () => besideKinks).wrong;
  });
  expect(wrong).toEqual(new Map());
});

describe('training', () => {
  let whole: TrainingRun;
  let reports: StepReport[];
  beforeAll(async () => {
    ({ run: whole, reports } = await trainTiny(common));
  });

  test('penalises every second step', () => {
    expect(reports.slice(0, 4).map(({ losses }) => 'penalty' in losses)).toEqual([true, false, true, false]);
  });

  test('stopped, saved and resumed is the same to the last bit, both players', async () => {
    const { run: first } = await trainTiny({ ...common, stopAt: 5 });
    const settings = {
      family: 'gan',
      config,
      data: 'discs',
      datasetHash: '',
      seed: 3,
      batchSize: 8,
      learningRate: 1e-3,
    };
    await saveState(folder, first, settings);
    const { bytes } = await readSaved(folder);
    const { run: resumed } = await trainTiny({ ...common, run: restoreRun(gan, config, bytes) });
    for (const name of ['parameters', 'ema', 'm', 'v'] as const) {
      expect(resumed.adam[name], name).toEqual(whole.adam[name]);
    }
  });

  test('moves both players', () => {
    const fresh = createRun({ family: gan, config, seed: 3 }).parameters.views;
    for (const name of ['generator/4/w', 'encoder/32/w', 'discriminator/pixels/0/w', 'discriminator/things/styles']) {
      expect(whole.parameters.views[name], name).not.toEqual(fresh[name]);
    }
  });

  test('ends in weights without a discriminator, that paint premultiplied RGBA in the style asked for', async () => {
    const weights = emaWeights(whole);
    expect(Object.keys(weights).some((name) => name.startsWith('discriminator/'))).toBe(false);
    const { codes } = await createCodebook({ family: gan, config, weights, device: cpu, dataset });
    const decoder = await loadDecoder(gan, config, weights, cpu, 2);
    const twice = new Float32Array(2 * code);
    twice.set(codes.subarray(0, code));
    twice.set(codes.subarray(0, code), code);
    const { image } = await decoder.run({
      code: twice,
      style: Float32Array.of(1, 0, 0, 1),
      keep: Float32Array.of(1, 1),
    });
    await decoder.release();
    for (let i = 0; i < image!.length; i += 4) {
      expect(Math.max(...image!.subarray(i, i + 3))).toBeLessThanOrEqual(image![i + 3]!);
      expect(image![i + 3]).toBeLessThanOrEqual(1);
    }
    expect(image!.subarray(0, pixels)).not.toEqual(image!.subarray(pixels));
  });
});

test('without the adversary it begins with pictures alone: each is painted again from its own place', async () => {
  const alone = { ...config, adversarialWeight: 0 };
  const { reports } = await trainTiny({ ...common, config: alone, steps: 60, learningRate: 3e-3 });
  const losses = reports.map(({ losses }) => losses.reconstruction!);
  const mean = (few: number[]) => few.reduce((sum, loss) => sum + loss, 0) / few.length;
  expect(mean(losses.slice(-10)), JSON.stringify(losses)).toBeLessThan(0.8 * mean(losses.slice(0, 10)));
  expect(Object.keys(reports[0]!.losses)).not.toContain('discriminator');
});

/** Paints codes with an untrained model, in its first style; with those of the data set. */
async function openFresh() {
  const weights = emaWeights(createRun({ family: gan, config, seed: 3 }));
  const { codes } = await createCodebook({ family: gan, config, weights, device: cpu, dataset });
  const decoder = await loadDecoder(gan, config, weights, cpu, 1);
  const paint = async (one: Float32Array) => {
    const { image } = await decoder.run({ code: one, style: Float32Array.of(1, 0), keep: Float32Array.of(1) });
    return image!.slice();
  };
  return { codes, paint, release: decoder.release };
}

test('a code is painted by its direction: blends that are shorter than codes of pictures are no other pictures', async () => {
  const { codes, paint, release } = await openFresh();
  const whole = await paint(codes.slice(0, code));
  const short = await paint(codes.slice(0, code).map((value) => value / 3));
  expect(Math.max(...whole.map((value, i) => Math.abs(value - short[i]!)))).toBeLessThan(1e-4);
  await release();
});

test('each band of the code changes the picture', async () => {
  const { codes, paint, release } = await openFresh();
  const [first, second] = [codes.slice(0, code), codes.slice(code, 2 * code)];
  const original = await paint(first);
  for (let band = 0; band < bands; band++) {
    const mixed = first.slice();
    const start = (band * code) / bands;
    mixed.set(second.subarray(start, start + code / bands), start);
    expect(await paint(mixed), `band ${band}`).not.toEqual(original);
  }
  await release();
});

test('a picture is read by its encoder and then by descent: its code paints it again, and better than at first', async () => {
  const weights = emaWeights(createRun({ family: gan, config, seed: 3 }));
  const codebook = await createCodebook({ family: gan, config, weights, device: cpu, dataset });
  const [decoder, encoder, reader] = await Promise.all([
    loadDecoder(gan, config, weights, cpu, 1),
    loadEncoder(gan, config, weights, cpu, 1),
    loadProjector({ family: gan, config, weights, measures: measure(codebook), device: cpu, batch: 1 }),
  ]);
  const paint = async (one: Float32Array) => {
    const { image } = await decoder.run({ code: one, style: Float32Array.of(0.5, 0.5), keep: Float32Array.of(1) });
    return image as Float32Array;
  };
  const picture = await paint(codebook.codes.slice(0, code));
  const distance = async ({ code }: Record<string, Numbers>) => {
    const again = await paint(code as Float32Array);
    return again.reduce((sum, value, i) => sum + Math.abs(value - picture[i]!), 0) / again.length;
  };
  const encoded = await distance(await encoder.run({ image: picture }));
  const found = await distance(await reader.run({ image: picture, style: Float32Array.of(0.5, 0.5) }));
  expect(found).toBeLessThan(0.7 * encoded);
  await Promise.all([decoder.release(), encoder.release(), reader.release()]);
});
