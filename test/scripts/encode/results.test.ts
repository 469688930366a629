import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameResults, refuseOwnFolder } from '../../../scripts/encode/results.ts';

test('a picture comes back under its own name', () => {
  expect([...nameResults(['a.png', 'b.jpg', 'c d.SVG'])]).toEqual([
    ['a.png', 'a.png'],
    ['b.jpg', 'b.png'],
    ['c d.SVG', 'c d.png'],
  ]);
});

test.each([
  [
    ['x.jpg', 'x.png', 'x.svg'],
    ['x.jpg.png', 'x.png', 'x.svg.png'],
  ],
  [
    ['x.jpg', 'x.svg'],
    ['x.jpg.png', 'x.svg.png'],
  ],
  [
    ['X.jpg', 'x.gif'],
    ['X.jpg.png', 'x.gif.png'],
  ],
  [
    ['x.gif', 'x.jpg', 'x.jpg.png'],
    ['x.gif.png', 'x.jpg-2.png', 'x.jpg.png'],
  ],
  [
    ['x.PNG', 'x.png'],
    ['x.PNG.png', 'x.png'],
  ],
])('of %j each has a file of its own', (files, results) => {
  const named = nameResults(files);
  expect(files.map((file) => named.get(file))).toEqual(results);
});

test("a person's own pictures are not written over, by whatever name their folder goes", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'easel-own-'));
  await symlink(folder, join(folder, 'linked'));
  for (const name of [folder, `${folder}/.`, join(folder, 'linked')]) {
    await expect(refuseOwnFolder(folder, name)).rejects.toThrow('--out is the folder of your own pictures');
  }
  await refuseOwnFolder(folder, tmpdir());
  await rm(folder, { recursive: true });
});
