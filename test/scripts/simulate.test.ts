import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinCommunity } from '../../scripts/simulate/community.ts';
import { loadTaste } from '../../scripts/simulate/taste.ts';
import { openTestEasel, type TestEasel } from '../helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel();
});
afterAll(() => easel.close());

async function writeTaste(name: string, source: string): Promise<string> {
  const path = join(easel.folder, `${name}.mjs`);
  await writeFile(path, source);
  return path;
}

test('simulated people ask and vote as people do, by the pixels that they see', async () => {
  const file = await writeTaste('first', 'export default (rgba, width, height) => rgba.length - 4 * width * height;');
  const taste = await loadTaste(file);
  const community = await joinCommunity({ services: easel.services, taste, voters: 3, noise: 0, seed: 1 });
  const [painting] = await community.paint([5], false);
  expect(await taste(painting!)).toEqual([0, 0, 0, 0]);
  await community.vote(6, 1);

  const { id } = await easel.db.workspaces.identifyWorkspace('memory', 'simulation');
  const { signs } = await easel.db.signs.findSigns({ workspaceId: id, limit: 100 });
  expect(signs.map(({ kind }) => kind)).toEqual(Array(6).fill('down'));
  expect(new Set(signs.map(({ personId }) => personId)).size).toBeGreaterThan(1);
});

test('a taste that is no function, or gives no number, is refused by name', async () => {
  await expect(loadTaste(join(easel.folder, 'absent.mjs'))).rejects.toMatchObject({ code: 'bad_option' });
  const empty = await writeTaste('empty', 'export const warm = 1;');
  await expect(loadTaste(empty)).rejects.toThrow('empty.mjs exports no taste');
  const blind = await loadTaste(await writeTaste('blind', 'export default () => Number.NaN;'));
  const community = await joinCommunity({ services: easel.services, taste: blind, voters: 1, noise: 0, seed: 1 });
  const [painting] = await community.paint([5], false);
  await expect(blind(painting!)).rejects.toThrow('a score is a finite number');
});
