import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoint, readCodebook, writeCheckpoint } from '#training/checkpoint.ts';
import { writeTinyCheckpoint } from '../helpers/checkpoint.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('how much a community likes each drawing is kept with the codes, to the last bit, and is part of the name', async () => {
  const { directory, ...plain } = await writeTinyCheckpoint(folder);
  expect(plain.codebook.appeal).toBeUndefined();
  const appeal = Float32Array.from(plain.codebook.pictures, (_, row) => row / 7 - 1);
  const { id: _id, ...info } = plain.info;
  const tilted = { ...plain, info, codebook: { ...plain.codebook, appeal } };
  const written = await writeCheckpoint(tilted, (id) => join(folder, id));
  expect(written.info.id).not.toBe(plain.info.id);
  expect((await readCheckpoint(written.directory)).codebook.appeal).toEqual(appeal);
  expect((await readCodebook(written.directory)).codebook.appeal).toEqual(appeal);
  expect((await readCodebook(directory)).codebook.codes).toEqual(plain.codebook.codes);
});
