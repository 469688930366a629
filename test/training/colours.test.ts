import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vaeConfig } from '#models/vae/config.ts';
import { vae } from '#models/vae/model.ts';
import { loadDecoder } from '#sampling/programs.ts';
import { openDevice } from '#tensor/device.ts';
import { measureColours, openGrading } from '#training/colours.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { tinyVaeConfig } from '../helpers/checkpoint.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { seed } from '../helpers/numbers.ts';

const styles = ['flat', 'other'];
const yellow = [255, 204, 77];
const blue = [59, 136, 195];
const amber = [240, 190, 60];
const magenta = [200, 0, 200];

/** Opaque pictures, each of one colour. */
function paper(pictures: { style: string; colour: number[]; heldOut?: boolean }[]): Dataset {
  const {
    size,
    pictures: [some],
    ...rest
  } = tinyDataset(1);
  const pixels = Uint8Array.from({ length: pictures.length * size * size * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : pictures[Math.floor(i / (size * size * 4))]!.colour[i % 4]!,
  );
  const of = pictures.map(({ style, heldOut = false }) => ({ ...some!, style, heldOut }));
  return { ...rest, size, styles, pixels, pictures: of };
}

const seen = await measureColours(
  paper([
    { style: 'flat', colour: yellow },
    { style: 'flat', colour: blue },
    { style: 'flat', colour: magenta, heldOut: true },
    { style: 'other', colour: amber },
  ]),
  styles,
);
const grade = openGrading(seen, styles.length)!;

/** What becomes of one visible pixel, in bytes. */
function graded(colour: readonly number[], style: number[], alpha = 1): number[] {
  const pixels = Float32Array.from([...colour.map((value) => (value / 255) * alpha), alpha]);
  grade(pixels, style);
  expect(pixels[3]).toBe(Math.fround(alpha));
  return [...pixels.subarray(0, 3)].map((value) => Math.round((value / alpha) * 255));
}

test('what is nearly a colour of the style becomes that colour, at the edge of a thing as well', () => {
  const random = createRandom(seed);
  for (let turn = 0; turn < 50; turn++) {
    const painted = yellow.map((value) => Math.min(255, value + 10 * (random.uniform() - 0.5)));
    for (const [channel, value] of graded(painted, [1, 0], turn % 2 ? 1 : 0.3).entries()) {
      expect(Math.abs(value - yellow[channel]!), `seed ${seed}, turn ${turn}`).toBeLessThanOrEqual(2);
    }
  }
});

test('a colour far from all that the style has stays, and pictures held out are none that it has', () => {
  expect(graded(magenta, [1, 0])).toEqual(magenta);
  expect(graded([0, 0, 0], [1, 0])).toEqual([0, 0, 0]);
});

test('each style has its own colours, and between two styles lie colours between theirs', () => {
  const painted = [248, 197, 68];
  expect(graded(painted, [0, 1])).toEqual(amber);
  const between = graded(painted, [1, 1]);
  for (const [channel, value] of between.entries()) {
    expect(Math.abs(value - (yellow[channel]! + amber[channel]!) / 2)).toBeLessThanOrEqual(2);
  }
});

test('what is invisible stays nothing', () => {
  const pixels = new Float32Array(8);
  grade(pixels, [1, 0]);
  expect(pixels).toEqual(new Float32Array(8));
});

test('a decoder paints with the colours that its weights hold', async () => {
  const cpu = await openDevice('cpu', 1);
  const config = vaeConfig.parse({ ...tinyVaeConfig(), styles });
  const plain = emaWeights(createRun({ family: vae, config, seed }));
  const random = createRandom(seed);
  const code = Float32Array.from({ length: 2 * vae.code(config).size }, () => 3 * random.normal());
  const inputs = { code, style: Float32Array.of(1, 0, 0, 1), keep: Float32Array.of(1, 1) };
  const paint = async (weights: Weights) => (await loadDecoder({ family: vae, config, weights }, cpu, 2)).run(inputs);
  const expected = (await paint(plain)).image as Float32Array;
  const half = expected.length / 2;
  grade(expected.subarray(0, half), [1, 0]);
  grade(expected.subarray(half), [0, 1]);
  expect((await paint({ ...plain, ...seen })).image, `seed ${seed}`).toEqual(expected);
});

test('colours that only compositions have are the style’s too', async () => {
  const purple = [120, 40, 160];
  const pictures = paper([{ style: 'flat', colour: yellow }]);
  const { size } = pictures;
  const pixels = paper([{ style: 'flat', colour: purple }]).pixels;
  const at = () => ({ style: 'flat', other: 'flat', scene: { subject: '1f98a' } });
  const composed = { count: 3, size, styles, at, picture: async () => pixels };
  const nearly = purple.map((value) => value + 6);
  const gradeWith = async (dataset: Dataset) => {
    const found = Float32Array.from([...nearly.map((value) => value / 255), 1]);
    openGrading(await measureColours(dataset, styles), styles.length)!(found, [1, 0]);
    return [...found.subarray(0, 3)].map((value) => Math.round(255 * value));
  };
  const far = (colour: number[]) => Math.max(...colour.map((value, channel) => Math.abs(value - purple[channel]!)));
  expect(far(await gradeWith({ ...pictures, composed }))).toBeLessThanOrEqual(2);
  expect(far(await gradeWith(pictures))).toBeGreaterThan(2);
});
