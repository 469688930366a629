import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { trace } from '#models/pix2pix/doodle.ts';
import { pix2pix } from '#models/pix2pix/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { readModel } from '#sampling/model.ts';
import { previewSheet } from '#sampling/preview.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { prepareLearner, type StepReport } from '#training/loop/loop.ts';
import { createRun } from '#training/loop/run.ts';
import { compileStep } from '#training/loop/steps.ts';
import { shippedDoodles } from '../../src/easel.ts';
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
    const { run, reports: all } = await trainTiny(options);
    reports = all;
    // As they are in the end: their averages are still near where they began.
    const specs = pix2pix.groups(alone).flatMap(({ parameters }) => parameters);
    const weights = specs.map(({ name, shape }) => [name, { shape, data: run.parameters.views[name]! }]);
    sampler = openSampler({ family: pix2pix, config: alone, weights: Object.fromEntries(weights) }, cpu);
  });
  afterAll(() => sampler.release());

  test('comes nearer and nearer to the pictures that doodles are of', () => {
    const mean = (few: StepReport[]) => few.reduce((sum, { losses }) => sum + losses.reconstruction!, 0) / few.length;
    expect(mean(reports.slice(-10))).toBeLessThan(0.7 * mean(reports.slice(0, 10)));
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
    expect(
      Buffer.from(await previewSheet(sampler, dataset, 2))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});

test('the model that comes with Easel fills the circle that somebody draws, in its colour, and nothing around it', async () => {
  const shipped = openSampler(await readModel(shippedDoodles), cpu);
  const { size } = shipped;
  const pixels = new Uint8Array(size * size * 4);
  for (let at = 0; at < size * size; at++) {
    const far = Math.hypot((at % size) - size / 2, Math.floor(at / size) - size / 2) / size;
    if (Math.abs(far - 0.42) < 0.025) pixels.set([200, 30, 30, 255], at * 4);
  }
  const noto = Float32Array.from(shipped.styles, (name) => Number(name === 'noto'));
  const [picture] = await shipped.translate([{ pixels, style: noto }]);
  const at = (x: number, y: number) => [...picture!.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];
  const [red, green, , alpha] = at(size / 2, size / 2);
  expect(alpha).toBeGreaterThan(200);
  expect(red).toBeGreaterThan(green!);
  expect(at(1, 1)[3]).toBeLessThan(30);
  await shipped.release();
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
