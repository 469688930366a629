import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { trace } from '#models/pix2pix/doodle.ts';
import { pix2pix } from '#models/pix2pix/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { previewSheet } from '#sampling/preview.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import { prepareLearner, type StepReport } from '#training/loop.ts';
import { createRun, emaWeights } from '#training/run.ts';
import { compileStep } from '#training/steps.ts';
import { trainTiny } from '../helpers/adversarial.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { compareOutputs, runOnce, seed, wrongAtEverySeed } from '../helpers/numbers.ts';

const dataset = tinyDataset();
const cpu = await openDevice('cpu', 1);
const small = { encoder: [4, 8, 8, 8], decoder: [4, 8, 8, 8], whole: 16, heads: 4, penaltyEvery: 2 };
const config = pix2pix.config.parse({ ...pix2pix.configFor(dataset), ...small });
const alone = { ...config, adversarialWeight: 0, perceptualWeight: 0 };
/** How far gradients may differ: where a rounding crosses a kink of the perception's rectifiers, one number jumps. */
const besideKinks = 5e-3;
const style = Float32Array.of(1, 0);

test.each([false, true])('a recorded step, penalised: %s, has the gradients that tfjs computes', async (penalised) => {
  const learner = await prepareLearner(pix2pix, config, dataset, cpu);
  const wrong = await wrongAtEverySeed(async (from) => {
    const { parameters } = createRun({ family: pix2pix, config, seed: from });
    const program = compileStep(learner, config, parameters.signature, 2, penalised);
    const inputs = { ...parameters.views, ...(await pix2pix.batches(config, dataset).next(createRandom(from), 2)) };
    const recorded = await runOnce(cpu, program, inputs);
    const eager = await runOnce(eagerDevice('cpu', 'cpu', 'tfjs'), program, inputs);
    return compareOutputs(recorded, eager, () => besideKinks).wrong;
  });
  expect(wrong).toEqual(new Map());
});

describe('a short training without the adversary', () => {
  let reports: StepReport[];
  let sampler: Sampler;
  beforeAll(async () => {
    const options = { family: pix2pix, config: alone, dataset, device: cpu, steps: 80, learningRate: 4e-3 };
    const trained = await trainTiny(options);
    ({ reports } = trained);
    sampler = openSampler({ family: pix2pix, config: alone, weights: emaWeights(trained.run) }, cpu);
  });
  afterAll(() => sampler.release());

  test('comes nearer and nearer to the pictures that doodles are of', () => {
    const mean = (few: StepReport[]) =>
      few.reduce((sum, { losses }) => sum + losses.reconstruction!, 0) / few.length;
    expect(mean(reports.slice(-10))).toBeLessThan(0.7 * mean(reports.slice(0, 10)));
  });

  test('fills the circle that somebody draws, and leaves the paper around it clear', async () => {
    const random = createRandom(seed);
    const doodle = sampler.source(pictureOf(dataset, trainingPictures(dataset)[1]!), random);
    const [picture] = await sampler.translate([{ pixels: doodle, style }]);
    const alphaAt = (x: number, y: number) => picture![(y * 64 + x) * 4 + 3]!;
    expect(alphaAt(32, 32), `seed ${seed}`).toBeGreaterThan(128);
    expect(Math.max(alphaAt(1, 1), alphaAt(62, 62)), `seed ${seed}`).toBeLessThan(64);
  });

  test('sees no difference between clear and white paper', async () => {
    const doodle = sampler.source(pictureOf(dataset, 1), createRandom(seed));
    const white = doodle.map((value, i) => {
      const alpha = doodle[i - (i % 4) + 3]!;
      return i % 4 === 3 ? 255 : value + 255 - alpha;
    });
    const [one, other] = await sampler.translate([
      { pixels: doodle, style },
      { pixels: white, style },
    ]);
    expect(Math.max(...one!.map((value, i) => Math.abs(value - other![i]!)))).toBeLessThanOrEqual(1);
  });

  test('paints premultiplied RGBA, in each style another picture', async () => {
    const pixels = sampler.source(pictureOf(dataset, 0), createRandom(seed));
    const [one, other] = await sampler.translate([
      { pixels, style },
      { pixels, style: Float32Array.of(0, 1) },
    ]);
    for (let i = 0; i < one!.length; i += 4) {
      expect(Math.max(...one!.subarray(i, i + 3))).toBeLessThanOrEqual(one![i + 3]!);
    }
    expect(one).not.toEqual(other);
  });

  test('has no codes, and previews of translations', async () => {
    expect(await createCodeTable(sampler, dataset)).toEqual({ codes: new Float32Array(), size: 0, pictures: [] });
    expect(Buffer.from(await previewSheet(sampler, dataset, 2)).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('a doodle', () => {
  const size = 64;
  const disc = pictureOf(dataset, 1);
  const dark = (pixels: Uint8Array) => pixels.filter((value, i) => i % 4 === 3 && value > 128).length;

  test('of a disc is one round line, by any hand', () => {
    const { lines } = trace(disc, size);
    expect(lines.map(({ closed, between }) => ({ closed, between }))).toEqual([{ closed: true, between: [0, 1] }]);
    const far = Array.from({ length: lines[0]!.points.length / 2 }, (_, i) =>
      Math.hypot(lines[0]!.points[2 * i]! - 32, lines[0]!.points[2 * i + 1]! - 32),
    );
    expect(Math.min(...far)).toBeGreaterThan(22);
    expect(Math.max(...far)).toBeLessThan(26);
  });

  test('is drawn in other ways each time, and the same way by the same seed', () => {
    const draw = (from: number) => pix2pix.source!(config, disc, createRandom(from));
    const all = Array.from({ length: 12 }, (_, from) => draw(from));
    expect(draw(3)).toEqual(all[3]);
    expect(new Set(all.map(String)).size).toBe(12);
    expect(Math.max(...all.map(dark))).toBeGreaterThan(2 * Math.min(...all.map(dark)));
  });
});
