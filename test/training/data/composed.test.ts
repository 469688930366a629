import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { asDataset, openComposed } from '#training/data/composed.ts';
import type { Compositions } from '#training/data/compositions/compositions.ts';
import { isHeldOutPair } from '#training/data/compositions/held-out.ts';
import { tinyVaeConfig } from '../../helpers/checkpoint.ts';
import { openTestCompositions } from '../../helpers/compositions.ts';
import { tinyDataset } from '../../helpers/dataset.ts';
import { seed } from '../../helpers/numbers.ts';

const size = 64;
const numbers = [0, 1, 2, 3, 4];
let folder: string;
let file: string;
let compositions: Compositions;
/** Those that cannot draw: what they give was kept. */
let blunt: Compositions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-composed-'));
  file = join(folder, 'kept', 'compositions.data');
  compositions = await openTestCompositions();
  blunt = { ...compositions, render: () => Promise.reject(new Error('This was to be kept.')) };
});
afterAll(() => rm(folder, { recursive: true }));

const all = async (options: Parameters<typeof openComposed>[0]) => {
  const { picture } = await openComposed(options);
  return Promise.all(numbers.map((number) => picture(number)));
};

test('a number is the same picture in every run, and is drawn once where it is kept', async () => {
  const drawn = await all({ compositions, count: 5, size, file });
  expect(drawn.filter((pixels) => pixels?.some((value) => value > 0)).length).toBeGreaterThan(2);
  expect(await all({ compositions, count: 5, size })).toEqual(drawn);
  expect(await all({ compositions: blunt, count: 5, size, file })).toEqual(drawn);
});

test('what a stopped run left unfinished is cut off, and the rest is there', async () => {
  const drawn = await all({ compositions, count: 5, size, file });
  const { size: whole } = await stat(file);
  await appendFile(file, Buffer.from([9, 0, 0, 0, 200, 0, 0, 0, 1, 2, 3]));
  expect(await all({ compositions: blunt, count: 5, size, file })).toEqual(drawn);
  expect((await stat(file)).size).toBe(whole);
});

test('pairs that are held out are in no scene of the training, and in each of the others', async () => {
  const open = (heldOut: boolean) => openComposed({ compositions, count: 300, size, heldOut });
  const [training, heldOut] = await Promise.all([open(false), open(true)]);
  for (let number = 0; number < 300; number++) {
    expect(isHeldOutPair(training.at(number).scene)).toBe(false);
    expect(isHeldOutPair(heldOut.at(number).scene)).toBe(true);
  }
});

test('compositions are a data set of pictures that are never trained on, in the styles that there are', async () => {
  const composed = await openComposed({ compositions, count: 5, size, file });
  const dataset = await asDataset(composed, 3);
  expect(dataset.pictures).toHaveLength(3);
  expect(dataset.pictures.every(({ heldOut }) => heldOut)).toBe(true);
  expect(dataset.styles).toEqual(compositions.styles);
  const [first] = (await all({ compositions, count: 5, size, file })).filter((pixels) => pixels !== undefined);
  expect(dataset.pixels.subarray(0, size * size * 4)).toEqual(Uint8Array.from(first!));
});

test('a model learns from compositions in its styles, the same ones from the same seed', async () => {
  const composed = await openComposed({ compositions, count: 12, size });
  const config = tinyVaeConfig(['noto', 'twemoji']);
  const dataset = { ...tinyDataset(), composed };
  const draw = async () => vae.batches(config, dataset).next(createRandom(seed), 8);
  const { source, style } = await draw();
  const coloursOf = (row: number) => {
    const pixels = source!.subarray(row * size * size * 4, (row + 1) * size * size * 4);
    return new Set(Array.from({ length: size * size }, (_, i) => String(pixels.subarray(i * 4, i * 4 + 4)))).size;
  };
  // The pictures of the tiny set are of one colour each.
  const rows = [0, 1, 2, 3, 4, 5, 6, 7].map(coloursOf);
  expect(rows.filter((colours) => colours > 2).length, `seed ${seed}`).toBeGreaterThan(0);
  expect([...style!].filter((value) => value === 1)).toHaveLength(8);
  expect(await draw()).toMatchObject({ source: Float32Array.from(source!) });
});
