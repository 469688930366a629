import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWhole } from '#lib/whole.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-whole-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file or folder that cannot be finished leaves nothing, and what was there stays', async () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const file = join(folder, 'state');
  await makeWhole(file, (unfinished) => writeFile(unfinished, 'old'));
  const failing = makeWhole(file, async (unfinished) => {
    await writeFile(unfinished, 'half');
    throw full;
  });
  await expect(failing).rejects.toBe(full);
  const folderHalf = makeWhole(join(folder, 'checkpoint'), async (unfinished) => {
    await mkdir(unfinished);
    await writeFile(join(unfinished, 'weights'), 'half');
    throw full;
  });
  await expect(folderHalf).rejects.toBe(full);
  expect(await readdir(folder)).toEqual(['state']);
  expect(await readFile(file, 'utf8')).toBe('old');
});
