import { copyFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIconStore } from '#training/data/compositions/icon-store.ts';
import { compositionCache } from '../../../helpers/compositions.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-icons-'));
  await openIconStore(compositionCache);
  for (const name of await readdir(compositionCache)) {
    if (/^icons-.*\.data$/.test(name)) await copyFile(join(compositionCache, name), join(folder, name));
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('icons are kept in one file, read one by one, and the file is made again where it is not whole', async () => {
  const store = await openIconStore(folder);
  const fox = store.icons.find(({ concept, style }) => concept === '1f98a' && style === 'twemoji')!;
  const icon = await store.read(fox);
  expect(icon).toMatchObject({ width: 36, height: 36, mirrored: false });
  expect(icon.body).toMatch(/^<path fill="#/);

  // Files of other versions of the packages stay as they are.
  const names = await readdir(folder);
  const before = await Promise.all(names.map((name) => readFile(join(folder, name))));
  await Promise.all(names.map((name) => truncate(join(folder, name), 1000)));
  const again = await openIconStore(folder);
  expect(again.icons).toHaveLength(store.icons.length);
  const after = await Promise.all(names.map((name) => readFile(join(folder, name))));
  expect(after.filter((bytes, index) => bytes.equals(before[index]!))).toHaveLength(1);
}, 60_000);
