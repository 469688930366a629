import type * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { perceive, preparePerception, views } from '#training/adversarial/perception.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import { compileNetwork } from '#training/networks/networks.ts';
import { tinyDataset } from '../../helpers/dataset.ts';
import { runOnce, seed } from '../../helpers/numbers.ts';

const cpu = await openDevice('cpu', 1);
const dataset = tinyDataset(12);
const fixed = await preparePerception(dataset, cpu);
const values = 64 * 64 * 4;

/** Every view of pictures, by its name, over white. */
async function look(pictures: readonly Float32Array[]): Promise<Record<string, Float32Array[]>> {
  const batch = pictures.length;
  const program = compileNetwork(
    fixed,
    { pictures: { shape: [batch, 64, 64, 4] }, grounds: { shape: [batch, 1, 1, 3] } },
    ({ pictures: given, grounds, ...p }) =>
      Object.fromEntries(perceive(p, given as tf.Tensor4D, grounds!).map((view, i) => [views[i]!.name, view])),
  );
  const flat = new Float32Array(batch * values);
  for (const [row, picture] of pictures.entries()) flat.set(picture, row * values);
  const seen = await runOnce(cpu, program, { pictures: flat, grounds: new Float32Array(batch * 3).fill(1) });
  return Object.fromEntries(
    views.map(({ name, side, channels }) => {
      const size = side * side * channels;
      return [name, pictures.map((_, row) => (seen[name] as Float32Array).subarray(row * size, (row + 1) * size))];
    }),
  );
}

/** An opaque picture, each pixel's grey by its place. */
const paint = (grey: (x: number, y: number) => number) =>
  Float32Array.from({ length: values }, (_, i) => (i % 4 === 3 ? 1 : grey((i >> 2) % 64, i >> 8)));

const distance = (left: Float32Array, right: Float32Array) =>
  Math.sqrt(left.reduce((sum, value, i) => sum + (value - right[i]!) ** 2, 0) / left.length);

test('what each channel shows of the training pictures has mean 0, and deviation 1 at most', async () => {
  const pictures = trainingPictures(dataset).map((index) => {
    const picture = new Float32Array(values);
    copyPicture(dataset, index, picture);
    return picture;
  });
  const seen = await look(pictures);
  for (const name of ['texture', 'palette']) {
    const all = seen[name]!.flatMap((view) => [...view]);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length);
    expect(Math.abs(mean), name).toBeLessThan(0.3);
    expect(deviation, name).toBeGreaterThan(0.1);
    expect(deviation, name).toBeLessThan(1.5);
  }
});

test('the palette tells which colours there are, not where', async () => {
  const random = createRandom(seed);
  const at = random.integer(20);
  const square = (left: number) => paint((x, y) => Number(x >= left && x < left + 16 && y >= 16 && y < 32));
  const { palette } = await look([square(at), square(at + 20), paint((x) => (x < 32 ? 0.5 : 0.2))]);
  expect(distance(palette![0]!, palette![1]!), `seed ${seed}`).toBeLessThan(1e-3);
  expect(distance(palette![0]!, palette![2]!), `seed ${seed}`).toBeGreaterThan(0.1);
});

test('the slightest shading shows in the relief of a picture, and flat colour has none', async () => {
  const shade = 2 / 255;
  const { pixels } = await look([
    paint(() => 0.5),
    paint((x) => 0.25 + shade * (x % 32)),
    paint((x) => Number(x >= 32)),
  ]);
  const relief = (picture: Float32Array, x: number) => {
    const start = (20 * 64 + x) * views[0]!.channels;
    return Math.max(...picture.subarray(start + 4, start + 12).map(Math.abs));
  };
  expect(relief(pixels![0]!, 20)).toBe(0);
  expect(relief(pixels![1]!, 20)).toBeGreaterThan(0.15);
  expect(relief(pixels![2]!, 31)).toBeGreaterThan(0.99);
  expect(relief(pixels![2]!, 40)).toBe(0);
});

test('what is no picture yet, as a generator paints it, can be looked at too', async () => {
  const random = createRandom(seed);
  const seen = await look([Float32Array.from({ length: values }, () => 3 * random.normal())]);
  for (const { name } of views) expect(seen[name]![0]!.every(Number.isFinite), `${name}, seed ${seed}`).toBe(true);
});
