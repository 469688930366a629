import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { modelOf } from '#sampling/model.ts';
import { openSampler } from '#sampling/sampler.ts';
import { openDevice } from '#tensor/device.ts';
import type { Family } from '#training/family.ts';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';
import { seed } from '../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const size = 8;
const numbers = size * size * 4;

/** A family that has been made up: it cannot paint codes, but all else. */
const made: Family<object> = {
  name: 'made-up',
  config: undefined as never,
  configFor: () => ({}),
  defaults: { size, batchSize: 1, learningRate: 1 },
  players: () => [],
  batchSignature: () => ({}),
  batches: () => ({ count: 0, next: () => ({}) }),
  step: () => ({ gradients: {}, losses: {} }),
  code: () => ({ size: 0, detail: 0 }),
  styles: () => ['one', 'other'],
  size: () => size,
  /** A third of what is there, and the rest of what is to be liked. */
  translate: (_, { share }, { image, like }) =>
    tf.add(tf.mul(share!, image), tf.mul(tf.sub(1, share!), like)) as tf.Tensor4D,
  likelihood: (_, __, images) => tf.sum(images, [1, 2, 3]) as tf.Tensor1D,
  /** Noise that each step halves, and that the second style begins at half of. */
  sample: {
    steps: () => 3,
    state: (_, batch) => ({ noise: { shape: [batch, size, size, 4] } }),
    begin: (_, random) => ({ noise: Float32Array.from({ length: numbers }, () => random.uniform()) }),
    step: (_, __, { noise, step, style }) => {
      const of = (x: tf.Tensor) => tf.reshape(x, [-1, 1, 1, 1]);
      const other = tf.slice(style as tf.Tensor2D, [0, 1], [-1, 1]);
      const begins = tf.mul(other, tf.cast(tf.equal(step!, 0), 'float32'));
      const halved = tf.mul(tf.sub(0.5, of(tf.mul(0.25, begins))), noise!);
      return { state: { noise: halved }, image: halved as tf.Tensor4D };
    },
  },
};
const weights = { share: { shape: [1], data: Float32Array.of(1 / 3) } };
const open = () => openSampler({ family: made, config: {}, weights }, cpu);
const flat = (value: number) => new Uint8Array(numbers).fill(value);
const [one, other] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];

test('a model that cannot paint codes says what it can do', async () => {
  const sampler = open();
  expect(['decode', 'sample', 'translate'].map((ability) => sampler.can(ability as 'decode'))).toEqual([
    ...[false, true, true],
  ]);
  await expect(sampler.paint([{ code: new Float32Array(0), style: one }])).rejects.toMatchObject({
    code: 'bad_option',
    message:
      'A made-up model cannot paint codes; it can paint in steps and make one picture of another and say how likely a picture is. Choose another model.',
  });
  await expect(sampler.imagine([])).rejects.toMatchObject({ code: 'bad_checkpoint' });
  await sampler.release();
});

test('pictures are made of others, however many there are, and in the style of others where they are given', async () => {
  const sampler = open();
  const values = [0, 30, 60, 90, 120];
  const alike = await sampler.translate(values.map((value) => ({ pixels: flat(value), style: one })));
  expect(alike).toEqual(values.map(flat));
  const [like] = await sampler.translate([{ pixels: flat(30), like: flat(90), style: one }]);
  expect(like).toEqual(flat(70));
  await sampler.release();
});

test('likelihoods come in the order of the pictures', async () => {
  const sampler = open();
  const values = [255, 0, 51, 102, 204];
  const bits = await sampler.likelihood(values.map(flat));
  for (const [row, value] of values.entries()) expect(bits[row]).toBeCloseTo((value / 255) * numbers, 2);
  await sampler.release();
});

test('a picture appears step by step, the same by its seed whatever is beside it', async () => {
  const sampler = open();
  const shown: [count: number, brightest: number, progress: number][] = [];
  const [alone] = await sampler.sample([{ seed, style: one }], ([picture, ...rest], progress) => {
    shown.push([rest.length + 1, Math.max(...picture!), progress]);
  });
  expect(shown.map(([, , progress]) => progress)).toEqual([1 / 3, 2 / 3, 1]);
  expect(shown.every(([count]) => count === 1)).toBe(true);
  for (const step of [1, 2]) expect(shown[step]![1] / shown[step - 1]![1]).toBeCloseTo(0.5, 1);

  const many = await sampler.sample(
    [seed + 1, seed + 2, seed + 3, seed, seed + 4].map((seed) => ({ seed, style: one })),
  );
  expect(many[3]).toEqual(alone);
  expect(many[0]).not.toEqual(alone);
  const [styled] = await sampler.sample([{ seed, style: other }]);
  expect(Math.max(...styled!) / Math.max(...alone!)).toBeCloseTo(0.5, 1);
  await sampler.release();
});

test('a checkpoint paints, and reads what it painted, the same alone and among others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'easel-sampler-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sampler = openSampler(modelOf(await writeTinyCheckpoint(folder)), cpu);
  const random = createRandom(seed);
  const sketches = Array.from({ length: 21 }, (_, row) => ({
    code: Float32Array.from({ length: sampler.layout.size }, () => random.normal()),
    style: row % 2 === 0 ? one : other,
  }));
  const together = await sampler.paint(sketches);
  const codes = await sampler.encode(together);
  for (const row of [0, 15, 16, 20]) {
    expect(await sampler.paint([sketches[row]!]), `seed ${seed}, ${row}`).toEqual([together[row]]);
    expect(await sampler.encode([together[row]!]), `seed ${seed}, ${row}`).toEqual([codes[row]]);
  }
  await sampler.release();
});
