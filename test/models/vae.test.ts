import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { type VaeConfig, vaeConfig } from '#models/vae/config.ts';
import { vae } from '#models/vae/model.ts';
import { openSampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { prepareLearner, train } from '#training/loop/loop.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import { compileStep } from '#training/loop/steps.ts';
import { tinyVaeConfig } from '../helpers/checkpoint.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { compareOutputs, runOnce, seed, wrongAtEverySeed } from '../helpers/numbers.ts';

const dataset = tinyDataset();
const cpu = await openDevice('cpu', 1);
/** How far gradients may differ: where a rounding crosses a kink of the perception's rectifiers, one number jumps. */
const besideKinks = 5e-3;
const tiny = (changes: Partial<VaeConfig>) => vaeConfig.parse({ ...tinyVaeConfig(), ...changes });
const grid = { content: 3, detail: 1 };
const adversarial = { ...grid, grid: 8, adversarialWeight: 0.1, perceptualWeight: 0.1, penaltyEvery: 2 } as const;

describe.each([
  { size: 64, side: 1 },
  { size: 64, side: 4 },
  { size: 64, side: 8 },
  { size: 128, side: 8 },
  { size: 128, side: 16 },
] as const)('pictures of $size pixels by a code of $side × $side cells', ({ size, side }) => {
  const config = tiny({ ...grid, size, grid: side });
  const weights = emaWeights(createRun({ family: vae, config, seed }));
  const sampler = openSampler({ family: vae, config, weights }, cpu);
  const values = size * size * 4;

  test('a code has a content and a detail for each cell, and becomes a picture', async () => {
    expect(vae.code(config)).toEqual({ size: side * side * 4, detail: side * side, grid: side });
    const [code] = await sampler.encode([new Float32Array(values).fill(0.5)]);
    expect(code).toHaveLength(side * side * 4);
    const [image] = await sampler.decode([{ code: code!, style: Float32Array.of(1, 0) }]);
    expect(image).toHaveLength(values);
    expect(image!.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('a code loses its detail and nothing else where it is not kept', async () => {
    const random = createRandom(seed);
    const code = Float32Array.from({ length: side * side * 4 }, () => random.normal());
    const style = Float32Array.of(0, 1);
    const empty = code.slice().fill(0, side * side * 3);
    const [dropped] = await sampler.decode([{ code, style, keep: 0 }]);
    expect((await sampler.decode([{ code: empty, style }]))[0]).toEqual(dropped);
    expect((await sampler.decode([{ code, style }]))[0]).not.toEqual(dropped);
  });
});

test('a shape with too few widths is named before anything is trained', () => {
  const config = { ...tinyVaeConfig(), size: 128, grid: 16 };
  expect(() => vaeConfig.parse({ ...config, decoder: [8, 8] })).toThrow('wants 3 widths, for 16, 32, 128 pixels');
  expect(() => vaeConfig.parse({ ...config, encoder: [4] })).toThrow('wants 3 widths, for 64, 32, 16 pixels');
});

/** `rows`: tfjs takes seconds for each picture, so that a batch is compared once. */
test.each([
  { pixels: 64, penalised: false, rows: 2 },
  { pixels: 128, penalised: true, rows: 1 },
] as const)(
  'an adversarial step at $pixels pixels, penalised: $penalised, has the gradients that tfjs computes',
  async ({ pixels, penalised, rows }) => {
    const config = tiny({ ...adversarial, size: pixels });
    const dataset = tinyDataset(6, pixels);
    const learner = await prepareLearner(vae, config, dataset, cpu);
    const wrong = await wrongAtEverySeed(async (seed) => {
      const { parameters } = createRun({ family: vae, config, seed });
      const program = compileStep(learner, config, parameters.signature, rows, penalised);
      const inputs = { ...parameters.views, ...(await vae.batches(config, dataset).next(createRandom(seed), rows)) };
      const recorded = await runOnce(cpu, program, inputs);
      const eager = await runOnce(eagerDevice('cpu', 'cpu', 'tfjs'), program, inputs);
      return compareOutputs(recorded, eager, () => besideKinks).wrong;
    });
    expect(wrong).toEqual(new Map());
  },
);

describe('a model that goes on larger', () => {
  const small = tiny({ ...grid, size: 128, grid: 16 });
  const weights = emaWeights(createRun({ family: vae, config: small, seed }));
  const adopt = (config: VaeConfig) => vae.adopt!(config, { config: small, weights });

  test('paints as before until it learns, with more numbers a cell and wider layers', async () => {
    const large = { ...small, content: 5, detail: 6, modulation: 11, encoder: [5, 6, 7, 4], decoder: [9, 8, 6, 4] };
    const random = createRandom(seed);
    const image = Float32Array.from({ length: 128 * 128 * 4 }, () => random.uniform());
    const paint = async (config: VaeConfig, ofModel: typeof weights) => {
      const sampler = openSampler({ family: vae, config, weights: ofModel }, cpu);
      const [code] = await sampler.encode([image]);
      const [painted] = await sampler.decode([{ code: code!, style: Float32Array.of(0, 1) }]);
      await sampler.release();
      return { code: code!, image: painted! };
    };
    const [before, after] = [await paint(small, weights), await paint(large, adopt(large))];
    expect(after.code.length).toBe(16 * 16 * 11);
    const furthest = Math.max(...after.image.map((value, index) => Math.abs(value - before.image[index]!)));
    expect(furthest, String(seed)).toBeLessThan(1e-5);
    const cell = (code: Float32Array, contents: number, place: number) =>
      code.slice(place * contents, place * contents + grid.content);
    expect([...cell(after.code, 5, 37)]).toEqual(
      [...cell(before.code, 3, 37)].map((value) => expect.closeTo(value, 4)),
    );
  });

  test('cannot become smaller, or another size', () => {
    expect(() => adopt({ ...small, detail: 0 })).toThrow('but no fewer');
    expect(() => adopt({ ...small, size: 64, grid: 8 })).toThrow('no other size or grid');
  });
});

describe('an adversarial training', () => {
  const config = tiny(adversarial);
  const common = { family: vae, config, dataset, device: cpu, batchSize: 4, learningRate: 1e-3, seed: 3 };

  test('leaves the discriminator out of the weights, and a frozen encoder as it was', async () => {
    const run = createRun({ family: vae, config, seed: 3 });
    const before = Object.entries(run.parameters.views).map(([name, values]) => [name, values.slice()] as const);
    await train({ ...common, until: { steps: 3 }, frozen: ['encoder'] }, run);
    for (const [name, values] of before) {
      const moved = run.parameters.views[name]!.some((value, i) => value !== values[i]);
      expect(moved, name).toBe(!name.startsWith('encoder/'));
    }
    expect(Object.keys(emaWeights(run)).some((name) => name.startsWith('discriminator/'))).toBe(false);
  });

  test('refuses to freeze what there is not, naming what there is', async () => {
    const run = createRun({ family: vae, config, seed: 3 });
    const freezing = train({ ...common, until: { steps: 1 }, frozen: ['teacher'] }, run);
    await expect(freezing).rejects.toThrow(
      'There is no teacher to freeze. There are: encoder, decoder, discriminator.',
    );
  });
});

test('the perceptual part teaches the pictures and not the discriminator', async () => {
  const gradientOf = async (perceptualWeight: number) => {
    const config = tiny({ ...adversarial, perceptualWeight });
    const { parameters } = createRun({ family: vae, config, seed });
    const learner = await prepareLearner(vae, config, dataset, cpu);
    const program = compileStep(learner, config, parameters.signature, 4);
    return runOnce(cpu, program, {
      ...parameters.views,
      ...(await vae.batches(config, dataset).next(createRandom(seed), 4)),
    });
  };
  const [without, strong] = [await gradientOf(0), await gradientOf(10)];
  const difference = (name: string) =>
    Math.max(...without[name]!.map((value, i) => Math.abs(value - strong[name]![i]!)));
  expect(difference('gradient:discriminator/parts/0/w'), `seed ${seed}`).toBeLessThan(1e-6);
  expect(difference('gradient:decoder/64/w'), `seed ${seed}`).toBeGreaterThan(1e-6);
});
