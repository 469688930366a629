import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCheckpoint, readCodeTable, writeCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { writeTinyCheckpoint } from '../../helpers/checkpoint.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('how much a community likes each drawing is kept with the codes, to the last bit, and is part of the name', async () => {
  const { directory, ...plain } = await writeTinyCheckpoint(folder);
  expect(plain.codeTable.appeal).toBeUndefined();
  const appeal = Float32Array.from(plain.codeTable.pictures, (_, row) => row / 7 - 1);
  const { id: _id, ...info } = plain.info;
  const inclination = Float32Array.of(1.25, -0.3, 0);
  const tilted = { ...plain, info, codeTable: { ...plain.codeTable, appeal, inclination } };
  const written = await writeCheckpoint(tilted, (id) => join(folder, id));
  expect(written.info.id).not.toBe(plain.info.id);
  expect((await readCheckpoint(written.directory)).codeTable.appeal).toEqual(appeal);
  expect((await readCodeTable(written.directory)).codeTable).toMatchObject({ appeal, inclination });
  expect((await readCodeTable(directory)).codeTable.codes).toEqual(plain.codeTable.codes);
});

describe('a checkpoint with a prior', () => {
  const prior = { 'flow/table': { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) } };
  const write = async (name: string) => {
    const { directory: _directory, info, ...plain } = await writeTinyCheckpoint(join(folder, name));
    const { id: _id, ...described } = info;
    return writeCheckpoint({ ...plain, info: described, prior }, (id) => join(folder, name, id));
  };

  test('is another than the one without, and reads back with it', async () => {
    const plain = await writeTinyCheckpoint(join(folder, 'plain'));
    const { directory, info } = await write('with');
    expect(info.id).not.toBe(plain.info.id);
    const { prior: read } = await readCheckpoint(directory);
    expect(read!['flow/table']!.shape).toEqual([2, 3]);
    expect(read!['flow/table']!.data[5]).toBeCloseTo(6, 1);
    expect((await readCodeTable(directory)).imagines).toBe(true);
    expect((await readCodeTable(plain.directory)).imagines).toBe(false);
  });

  test.each(['weights', 'codes', 'prior'])('with a changed byte in its %s is refused', async (part) => {
    const { directory } = await write(`changed ${part}`);
    const file = join(directory, `${part}.safetensors`);
    const bytes = await readFile(file);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(file, bytes);
    for (const read of [readCheckpoint, readCodeTable]) {
      await expect(read(directory)).rejects.toMatchObject({ code: 'bad_checkpoint' });
    }
  });

  test('is refused without it, as is another that was given it', async () => {
    const { directory } = await write('robbed');
    const plain = await writeTinyCheckpoint(join(folder, 'given'));
    await writeFile(join(plain.directory, 'prior.safetensors'), await readFile(join(directory, 'prior.safetensors')));
    await rm(join(directory, 'prior.safetensors'));
    await expect(readCheckpoint(directory)).rejects.toThrow('do not match their hash');
    await expect(readCheckpoint(plain.directory)).rejects.toThrow('do not match their hash');
  });
});
