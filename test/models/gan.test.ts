import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { bands } from '#models/gan/layout.ts';
import { gan } from '#models/gan/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { openSampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { measure } from '#training/code-measures.ts';
import { prepareLearner, type StepReport } from '#training/loop/loop.ts';
import { createRun, emaWeights, type TrainingRun } from '#training/loop/run.ts';
import { readSaved, restoreRun, saveState } from '#training/loop/state.ts';
import { compileStep } from '#training/loop/steps.ts';
import { tinyGanConfig, trainTiny } from '../helpers/adversarial.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { compareOutputs, runOnce, wrongAtEverySeed } from '../helpers/numbers.ts';

const dataset = tinyDataset();
const config = tinyGanConfig();
const folder = await mkdtemp(join(tmpdir(), 'easel-gan-'));
const cpu = await openDevice('cpu', 1);
const common = { family: gan, config, dataset, device: cpu, steps: 6 };
/** How far gradients may differ: where a rounding crosses a kink of the perception's rectifiers, one number jumps. */
const besideKinks = 5e-3;
const pixels = 64 * 64 * 4;
const code = gan.code(config).size;

afterAll(() => rm(folder, { recursive: true }));

test.each([false, true])('a recorded step, penalised: %s, has the gradients that tfjs computes', async (penalised) => {
  // tfjs takes seconds for each picture: a batch is compared once.
  const rows = penalised ? 2 : 1;
  const learner = await prepareLearner(gan, config, dataset, cpu);
  const wrong = await wrongAtEverySeed(async (seed) => {
    const { parameters } = createRun({ family: gan, config, seed });
    const program = compileStep(learner, config, parameters.signature, rows, penalised);
    const inputs = { ...parameters.views, ...(await gan.batches(config, dataset).next(createRandom(seed), rows)) };
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
    const { run: first } = await trainTiny({ ...common, stopAt: 3 });
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
    const sampler = openSampler({ family: gan, config, weights }, cpu);
    const { codes } = await createCodeTable(sampler, dataset);
    const same = codes.slice(0, code);
    const pictures = await sampler.decode([
      { code: same, style: Float32Array.of(1, 0) },
      { code: same, style: Float32Array.of(0, 1) },
    ]);
    await sampler.release();
    for (const image of pictures) {
      expect(image).toHaveLength(pixels);
      for (let i = 0; i < image.length; i += 4) {
        expect(Math.max(...image.subarray(i, i + 3))).toBeLessThanOrEqual(image[i + 3]!);
        expect(image[i + 3]).toBeLessThanOrEqual(1);
      }
    }
    expect(pictures[0]).not.toEqual(pictures[1]);
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
  const sampler = openSampler({ family: gan, config, weights }, cpu);
  const { codes } = await createCodeTable(sampler, dataset);
  const paint = async (one: Float32Array) => (await sampler.decode([{ code: one, style: Float32Array.of(1, 0) }]))[0]!;
  return { codes, paint, release: sampler.release };
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
  const reading = openSampler({ family: gan, config, weights }, cpu);
  const codeTable = await createCodeTable(reading, dataset);
  const sampler = openSampler({ family: gan, config, weights, measures: measure(codeTable) }, cpu);
  const style = Float32Array.of(0.5, 0.5);
  const [pixels] = (await sampler.paint([{ code: codeTable.codes.slice(0, code), style }])) as [Uint8Array];
  const distance = async ([code]: Float32Array[]) => {
    const [again] = (await sampler.paint([{ code: code!, style }])) as [Uint8Array];
    return again.reduce((sum, value, i) => sum + Math.abs(value - pixels[i]!), 0) / again.length;
  };
  const encoded = await distance(await sampler.encode([pixels]));
  const found = await distance(await sampler.project([{ pixels, style }]));
  expect(found).toBeLessThan(0.7 * encoded);
  await Promise.all([reading.release(), sampler.release()]);
});
