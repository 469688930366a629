import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';
import { programEnv } from '../helpers/program-env.ts';

let folder: string;
let models: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-eval-'));
  const pictures = join(folder, 'pictures');
  await mkdir(pictures);
  const random = createRandom(1);
  for (let index = 0; index < 60; index++) {
    const blocks = Uint8Array.from({ length: 4 * 4 * 3 }, () => random.integer(256));
    const picture = sharp(blocks, { raw: { width: 4, height: 4, channels: 3 } }).resize(16, 16, { kernel: 'nearest' });
    await picture.toFile(join(pictures, `${index}.png`));
  }
  const dataset = { name: pictures, hash: '0'.repeat(64) };
  models = [];
  for (const seed of [1, 2]) {
    const options = { seed, styles: ['own'], concepts: ['a', 'b', 'c', 'd'], info: { dataset } };
    models.push((await writeTinyCheckpoint(join(folder, 'checkpoints'), options)).info.id);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** `npm run eval` in a process of its own, on pictures without words and in one style. */
async function evaluate(...options: string[]): Promise<string> {
  const [model] = models;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/eval.ts', '--model', model!, '--count', '24', '--out', join(folder, 'out'), ...options],
    { env: programEnv({ DATA_DIR: folder, EASEL_DEVICE: 'cpu', EASEL_THREADS: '1' }) },
  );
  return stdout;
}

test('a model is measured beside real pictures and another model, and the figures are repeatable', async () => {
  const [model, other] = models;
  const said = await evaluate('--baseline', other!, '--json');
  const figures = JSON.parse(said.trimEnd().split('\n').at(-1)!);
  expect(figures).toMatchObject({ model, count: 24, seed: 1 });
  for (const key of ['heldout_mae', 'kid', 'precision', 'recall', 'memorised_share', 'smoothness']) {
    expect(figures[key], key).toBeTypeOf('number');
    expect(figures[`baseline.${key}`], key).toBeTypeOf('number');
  }
  expect(figures.kid).toBeGreaterThan(figures.kid_floor);
  expect(figures.kid).not.toBe(figures['baseline.kid']);
  for (const key of ['semantic_top5', 'semantic_ceiling', 'style_accuracy']) expect(figures).not.toHaveProperty(key);
  expect(said).toMatch(/^Kernel distance from real pictures +\S+ +\S+ +\S+ +less$/m);

  const { width, height } = await sharp(join(folder, 'out', 'eval.png')).metadata();
  expect(width).toBeGreaterThan(800);
  expect(height).toBeGreaterThan(500);
  const kept = JSON.parse(await readFile(join(folder, 'out', 'eval.json'), 'utf8'));
  expect(kept.figures.kid).toBe(figures.kid);

  const again = await evaluate();
  const table = (text: string) =>
    text
      .split('\n')
      .find((line) => line.startsWith('Kernel'))!
      .split(/ {2,}/);
  expect(table(again)[1]).toBe(table(said)[1]);
  expect(again).not.toContain('"kid"');
});

test('a count that is too small is refused in words', async () => {
  await expect(evaluate('--count', '3')).rejects.toThrow('--count is a whole number from 24 to 10000; "3" is not.');
});
