import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDevice } from '#tensor/device.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { measurePaintings, measureReality, type Paintings } from '#training/evaluation/figures.ts';
import { chooseHalves, choosePrompts, type Prompt } from '#training/evaluation/prompts.ts';
import { openReality, type Reality } from '#training/evaluation/reality.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const dataset = tinyDataset(30);
const places = [...dataset.pictures.keys()];
const prompts = choosePrompts(dataset, 8, 1);
const [real, others] = chooseHalves(dataset, 24, 1);
let folder: string;
let reality: Reality;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-evaluation-'));
  const device = await openDevice('cpu', 1);
  reality = await openReality({ dataset, device, cacheDir: folder, seed: 1, judgeSteps: 100 });
});
afterAll(async () => {
  await reality.release();
  await rm(folder, { recursive: true });
});

const find = ({ concept, style }: Pick<Prompt, 'concept' | 'style'>) =>
  dataset.pictures.findIndex((picture) => picture.concept === concept && picture.style === style);
const draw = (index: number) => ({ style: dataset.pictures[index]!.style, pixels: pictureOf(dataset, index) });
const otherStyle = (style: string) => dataset.styles.find((name) => name !== style)!;

/** What a painter of the real pictures themselves would hand in. */
const perfect: Paintings = {
  samples: others.map(draw),
  prompted: prompts.map((prompt) => ({
    prompt,
    pictures: dataset.styles.map((style) => draw(find({ ...prompt, style })).pixels),
  })),
  restyled: places.filter((index) => dataset.pictures[index]!.heldOut).map(draw),
  walks: [places.slice(0, 3).map((index) => draw(index).pixels)],
};

test('a painter of real pictures is seen through as one who copies, and is otherwise right', async () => {
  const { figures, nearest } = await measurePaintings(reality, perfect, real);
  const floors = await measureReality(reality, prompts, [real, others], perfect.walks);
  expect(figures.memorised_share).toBe(1);
  expect(nearest).toEqual(others);
  expect(figures.kid).toBeCloseTo(floors.kid_floor!, 6);
  expect(figures).toMatchObject({ precision: floors.precision_floor, recall: floors.recall_floor });
  expect(figures.diversity).toBeCloseTo(1, 6);
  expect(figures.diversity_pixels).toBeCloseTo(1, 6);
  expect(figures.style_accuracy_restyled).toBe(1);
  expect(figures.style_accuracy).toBe((1 + figures.style_accuracy_prompted!) / 2);
  expect(floors.style_ceiling).toBe(1);
  expect(figures.smoothness).toBe(floors.smoothness_crossfade);
});

test('what was asked for is found among the five likeliest, and something else is not', async () => {
  const right = prompts.map((prompt) => ({ prompt, pictures: [draw(find(prompt)).pixels] }));
  const wrong = right.map(({ prompt }, index) => ({ prompt, pictures: right[(index + 2) % right.length]!.pictures }));
  const hits = async (prompted: Paintings['prompted']) =>
    (await measurePaintings(reality, { ...perfect, prompted }, real)).figures.semantic_top5!;
  const floors = await measureReality(reality, prompts, [real, others], perfect.walks);
  expect(await hits(right)).toBe(floors.semantic_ceiling);
  expect(await hits(wrong)).toBeLessThan(floors.semantic_ceiling!);
  const silent = prompts.map((prompt) => ({ prompt, pictures: [] }));
  expect(await hits([...right, ...silent])).toBe(floors.semantic_ceiling! / 2);
});

test('a painter of one picture, in one style, has nothing of variety and half of the styles', async () => {
  const one = draw(0).pixels;
  const prompted = prompts.map((prompt) => ({ prompt, pictures: [one, one] }));
  const samples = others.map((index) => ({ ...draw(index), pixels: one }));
  const { figures } = await measurePaintings(reality, { ...perfect, samples, prompted, walks: [[one, one]] }, real);
  expect(figures).toMatchObject({ diversity: 0, diversity_pixels: 0, style_accuracy_prompted: 0.5, smoothness: 1 });
  expect(figures.recall).toBeLessThan(0.2);
});

test('the judge of a style never saw it', () => {
  const classifier = reality.conceptsWithout('noto');
  const [ranked] = classifier.rank({
    size: reality.features.size,
    values: reality.features.values.slice(0, reality.features.size),
  });
  expect(ranked).toHaveLength(30);
  expect(reality.conceptsWithout(otherStyle('noto'))).not.toBe(classifier);
});

test('real pictures are described once for each set, and halves share none', async () => {
  expect(await readdir(folder)).toHaveLength(2);
  expect(real.filter((index) => others.includes(index))).toEqual([]);
  expect(real.some((index) => dataset.pictures[index]!.heldOut)).toBe(false);
  expect(chooseHalves(dataset, 24, 1)).toEqual([real, others]);
  expect(choosePrompts(dataset, 8, 1)).toEqual(prompts);
});
