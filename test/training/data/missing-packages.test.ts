import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { loadDataset } from '#training/data/load.ts';

const installed = vi.hoisted(() => new Set<string>());

vi.mock('#training/data/packages.ts', async (original) => ({
  ...(await original<typeof import('#training/data/packages.ts')>()),
  installedVersions: async (packages: Record<string, string>) =>
    new Map(Object.entries(packages).flatMap(([style, name]) => (installed.has(name) ? [[style, '1.0.0']] : []))),
}));

/** A few emoji are enough here: the fox, the cricket, the game of cricket and every fiftieth. */
const picked = vi.hoisted(() => new Set(['1f98a', '1f997', '1f3cf']));

vi.mock('#training/data/concepts.ts', async (original) => {
  const concepts = await original<typeof import('#training/data/concepts.ts')>();
  const readConcepts = async () =>
    (await concepts.readConcepts()).filter(({ concept }, index) => index % 50 === 0 || picked.has(concept));
  return { ...concepts, readConcepts };
});

let cacheDir: string;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'easel-cache-'));
});
afterAll(() => rm(cacheDir, { recursive: true }));
beforeEach(() => installed.clear());

test('without any emoji package training says what to install', async () => {
  await expect(loadDataset('emoji')).rejects.toMatchObject({
    code: 'no_data',
    message: expect.stringContaining('npm install --include=optional'),
  });
});

test('with some packages the set has their styles, names the others, and comes from the cache the next time', async () => {
  installed.add('@iconify-json/emojione');
  const progress: number[] = [];
  const first = await loadDataset('emoji', { size: 16, cacheDir, onProgress: (done) => progress.push(done) });
  expect(first.styles).toEqual(['emojione']);
  expect(first.skipped).toContainEqual({ file: '@iconify-json/noto', reason: 'not installed', stage: 'collect' });
  const concepts = first.pictures.map(({ concept }) => concept);
  expect(concepts).toEqual(expect.arrayContaining(['1f98a', '1f3cf']));
  expect(concepts, 'the game of cricket is not the insect').not.toContain('1f997');
  expect(progress.at(-1)).toBe(first.pictures.length);

  progress.length = 0;
  const second = await loadDataset('emoji', { size: 16, cacheDir, onProgress: (done) => progress.push(done) });
  expect(second).toEqual(first);
  expect(progress, 'nothing was rendered').toEqual([]);
});
