import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { flow } from '#models/flow/model.ts';
import { parametersFor, toCode } from '#models/flow/network.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import type { StepReport } from '#training/loop/loop.ts';
import { createRun, emaWeights, type TrainingRun } from '#training/loop/run.ts';
import { compileStep } from '#training/loop/steps.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { trainTiny } from '../helpers/adversarial.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { compareOutputs, runOnce, seed, wrongAtEverySeed } from '../helpers/numbers.ts';

const size = 8;
const dataset = tinyDataset(6, size);
const config = { ...flow.configFor(dataset), levels: 2, steps: 2, width: 8 };
const cpu = await openDevice('cpu', 1);
const count = size ** 2 * 4;
const style = Float32Array.of(1, 0);

/** A flow of which nothing is as it begins: it scales, shifts and couples. */
function drawn(c: typeof config, from = seed) {
  const specs = parametersFor(c).map((spec) => ({ ...spec, deviation: spec.deviation || 0.1 }));
  const { views } = initParameters(specs, from);
  return Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: views[name]! }]));
}

const farthest = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i]!)));

/** Each picture is read and painted again. */
async function expectBack(sampler: Sampler): Promise<void> {
  const pictures = [...dataset.pictures.keys()].map((index) => pictureOf(dataset, index));
  const codes = await sampler.encode(pictures);
  const sketches = codes.map((code) => ({ code, style }));
  for (const [row, shares] of (await sampler.decode(sketches)).entries()) {
    const shown = Array.from(pictures[row]!, (byte) => byte / 255);
    expect(farthest(shares, shown), `seed ${seed}, picture ${row}`).toBeLessThan(1e-4);
  }
  expect(await sampler.paint(sketches)).toEqual(pictures.map((bytes) => Uint8Array.from(bytes)));
}

describe('the inverse', () => {
  const sampler = openSampler({ family: flow, config, weights: drawn(config) }, cpu);

  test('gives each picture back to rounding', () => expectBack(sampler));

  test('paints premultiplied RGBA of any code', async () => {
    const random = createRandom(seed);
    const code = Float32Array.from({ length: count }, () => 2 * random.normal());
    const [shares] = await sampler.decode([{ code, style }]);
    for (let i = 0; i < count; i += 4) {
      expect(Math.max(...shares!.subarray(i, i + 3)), `seed ${seed}`).toBeLessThanOrEqual(shares![i + 3]!);
      expect(shares![i + 3]).toBeLessThanOrEqual(1);
      expect(Math.min(...shares!.subarray(i, i + 4))).toBeGreaterThanOrEqual(0);
    }
  });
});

test('the stretch is the logarithm of the determinant of its Jacobian', async () => {
  await tf.setBackend('cpu');
  const small = { ...config, size: 4, steps: 2, width: 4 };
  const parameters = Object.fromEntries(
    Object.entries(drawn(small)).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
  );
  const random = createRandom(seed, 1);
  const x = tf.tensor4d(
    Float32Array.from({ length: 64 }, () => random.normal()),
    [1, 4, 4, 4],
  );
  const rows = Array.from({ length: 64 }, (_, i) => {
    const slope = tf.grad((moved) =>
      tf.sum(tf.slice(toCode(small, parameters, moved as tf.Tensor4D).code, [0, i], [1, 1])),
    );
    return Float64Array.from(slope(x).dataSync());
  });
  const { stretch } = toCode(small, parameters, x);
  expect(stretch.dataSync()[0], `seed ${seed}`).toBeCloseTo(logDeterminant(rows), 3);
});

/** By elimination with pivots. */
function logDeterminant(rows: Float64Array[]): number {
  let sum = 0;
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    sum += Math.log(Math.abs(top[column]!));
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / top[column]!;
      for (let i = column; i < row.length; i++) row[i]! -= factor * top[i]!;
    }
  }
  return sum;
}

test('a recorded step has the gradients that tfjs computes', async () => {
  const wrong = await wrongAtEverySeed(async (from) => {
    const { parameters } = createRun({ family: flow, config, seed: from });
    const program = compileStep(flow, config, parameters.signature, 2);
    const views = Object.fromEntries(Object.entries(drawn(config, from)).map(([name, { data }]) => [name, data]));
    const inputs = { ...views, ...(await flow.batches(config, dataset).next(createRandom(from), 2)) };
    const recorded = await runOnce(cpu, program, inputs);
    const eager = await runOnce(eagerDevice('cpu', 'cpu', 'tfjs'), program, inputs);
    return compareOutputs(recorded, eager, () => 2e-3).wrong;
  });
  expect(wrong).toEqual(new Map());
});

describe('a short training', () => {
  let run: TrainingRun;
  let reports: StepReport[];
  beforeAll(async () => {
    const options = { family: flow, config, dataset, device: cpu, steps: 400, learningRate: 5e-3 };
    ({ run, reports } = await trainTiny(options));
  });

  test('takes fewer and fewer bits for each number, in the end fewer than a normal distribution of each channel', () => {
    const mean = (few: StepReport[]) => few.reduce((sum, { losses }) => sum + losses.loss!, 0) / few.length;
    const losses = `${mean(reports.slice(0, 10))} to ${mean(reports.slice(-20))} bits`;
    expect(mean(reports.slice(-20)), losses).toBeLessThan(mean(reports.slice(0, 10)) - 2);
    expect(mean(reports.slice(-20)), losses).toBeLessThan(gaussianBits());
  });

  test('leaves an inverse that gives pictures back to rounding', async () => {
    await expectBack(openSampler({ family: flow, config, weights: emaWeights(run) }, cpu));
  });

  test('tells its own kind of pictures from others, whatever is beside them', async () => {
    const sampler = openSampler({ family: flow, config, weights: emaWeights(run) }, cpu);
    const known = trainingPictures(dataset).map((index) => pictureOf(dataset, index));
    const random = createRandom(seed);
    const noise = Array.from({ length: 5 }, () => {
      const pixels = Uint8Array.from({ length: count }, () => random.integer(256));
      for (let i = 3; i < count; i += 4) pixels[i] = 255;
      return pixels;
    });
    const bits = await sampler.likelihood([...known, ...noise]);
    const likeliest = Math.min(...bits.slice(known.length));
    expect(Math.max(...bits.slice(0, known.length)), `seed ${seed}`).toBeLessThan(likeliest);
    expect((await sampler.likelihood([noise[0]!]))[0]).toBeCloseTo(bits[known.length]!, 3);
    await sampler.release();
  });

  test('its codes are of the pictures, and lie as normal numbers do', async () => {
    const sampler = openSampler({ family: flow, config, weights: emaWeights(run) }, cpu);
    const { codes, pictures } = await createCodeTable(sampler, dataset);
    expect(pictures.map(({ concept }) => concept)).toEqual(dataset.pictures.map(({ concept }) => concept));
    const energy = codes.reduce((sum, value) => sum + value ** 2, 0) / codes.length;
    expect(energy).toBeGreaterThan(0.3);
    expect(energy).toBeLessThan(3);
    await sampler.release();
  });
});

/** Bits for each number where each channel has a normal distribution of its own, the same everywhere. */
function gaussianBits(): number {
  const rows = trainingPictures(dataset).map((index) => pictureOf(dataset, index));
  let bits = 0;
  for (let channel = 0; channel < 4; channel++) {
    const values = rows.flatMap((row) => [...row].filter((_, i) => i % 4 === channel));
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 1 / 12);
    bits += 0.5 * Math.log2(2 * Math.PI * Math.E * variance);
  }
  return bits / 4;
}
