import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIconStore } from '#training/data/compositions/icon-store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-icons-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('icons are kept in one file, read one by one, and the file is made again where it is not whole', async () => {
  const store = await openIconStore(folder);
  const fox = store.icons.find(({ concept, style }) => concept === '1f98a' && style === 'twemoji')!;
  const icon = await store.read(fox);
  expect(icon).toMatchObject({ width: 36, height: 36, mirrored: false });
  expect(icon.body).toMatch(/^<path fill="#/);

  const [name] = await readdir(folder);
  const bytes = await readFile(join(folder, name!));
  await truncate(join(folder, name!), 1000);
  const again = await openIconStore(folder);
  expect(again.icons).toHaveLength(store.icons.length);
  expect(bytes.equals(await readFile(join(folder, name!)))).toBe(true);
}, 60_000);
