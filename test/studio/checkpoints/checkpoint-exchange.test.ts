import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import { createLog } from '#lib/log.ts';
import { fetchCheckpoint, shareCheckpoint } from '#studio/checkpoints/checkpoint-exchange.ts';
import { type CheckpointStore, openCheckpointStore } from '#studio/checkpoints/checkpoints.ts';
import { writeTinyCheckpoint } from '../../helpers/checkpoint.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import { addCheckpoint, createScene } from '../../helpers/scene.ts';

let folder: string;
let db: Database;
/** Two machines with a folder each; the second has another shipped model. */
let [one, other]: CheckpointStore[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-exchange-'));
  db = await openTestDatabase();
  const openStore = async (name: string, step: number) => {
    const { directory } = await writeTinyCheckpoint(join(folder, name, 'shipped'), {
      info: { step },
      seed: step,
    });
    const place = { directory: join(folder, name, 'checkpoints'), runs: join(folder, name, 'runs') };
    return openCheckpointStore({ db, ...place, shipped: [directory], shared: true, log: createLog('silent') });
  };
  one = await openStore('one', 1);
  other = await openStore('other', 2);
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

test('a checkpoint of one machine is opened on another, and kept there', async () => {
  const { shippedId } = one!;
  expect(other!.shippedId).not.toBe(shippedId);
  const opened = await other!.open(shippedId);
  expect(opened.info).toEqual((await one!.open(shippedId)).info);
  expect(await readdir(join(folder, 'other', 'checkpoints'))).toContain(shippedId);
});

test('a checkpoint that is damaged on one machine is fetched anew', async () => {
  const { shippedId } = one!;
  await other!.open(shippedId);
  await truncate(join(folder, 'other', 'checkpoints', shippedId, 'codes.safetensors'), 100);
  const again = await openCheckpointStore({
    db,
    directory: join(folder, 'other', 'checkpoints'),
    runs: join(folder, 'other', 'runs'),
    shipped: [join(folder, 'other', 'shipped', other!.shippedId)],
    shared: true,
    log: createLog('silent'),
  });
  expect((await again.open(shippedId)).info).toEqual((await one!.open(shippedId)).info);
});

test('files that do not match their hash are refused, and leave nothing', async () => {
  const id = await addCheckpoint(db);
  await shareCheckpoint(db.checkpointParts, id, (await one!.open(one!.shippedId)).directory);
  const place = join(folder, 'other', 'checkpoints', id);
  await expect(fetchCheckpoint(db.checkpointParts, id, place)).rejects.toMatchObject({ code: 'bad_checkpoint' });
  expect((await readdir(join(folder, 'other', 'checkpoints'))).filter((name) => name.startsWith(id))).toEqual([]);
});

test('a checkpoint that nobody has is named', async () => {
  await expect(other!.open('0'.repeat(64))).rejects.toThrow(/files of checkpoint 00000000 are lost/);
});

test('a file larger than a row comes back as it was', async () => {
  const bytes = Buffer.alloc(9 * 2 ** 20, 'abc');
  const id = await addCheckpoint(db);
  await db.checkpointParts.createCheckpointFile(id, { name: 'large', bytes });
  expect(Buffer.from(await db.checkpointParts.readCheckpointFile(id, 'large')).equals(bytes)).toBe(true);
});

test('a checkpoint that nothing needs is forgotten, its files too; one in use is not', async () => {
  const store = one!;
  const scene = await createScene(db);
  const directory = join(folder, 'one', 'checkpoints');
  const write = async (step: number) => {
    const { info } = await writeTinyCheckpoint(directory, { info: { step }, seed: step });
    return (await store.register(info.id, 'a candidate')).id;
  };
  const [unused, used] = [await write(3), await write(4)];
  await db.activeCheckpoints.useCheckpoint({ ...scene, checkpointId: used });
  await store.forget(unused);
  await store.forget(used);
  expect(await readdir(directory)).toContain(used);
  expect(await readdir(directory)).not.toContain(unused);
  await expect(store.open(unused)).rejects.toMatchObject({ code: 'bad_checkpoint' });
});
