import { mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import { createLog } from '#lib/log.ts';
import { openCheckpointStore } from '#studio/checkpoints/checkpoints.ts';
import { findCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { writeTinyCheckpoint } from '../../helpers/checkpoint.ts';
import { openTestDatabase } from '../../helpers/database.ts';

let folder: string;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-checkpoints-'));
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const tiny = (step: number) => writeTinyCheckpoint(join(folder, 'shipped'), { info: { step }, seed: step });

test('of two models that come with Easel the first is painted with, and both are known', async () => {
  const [first, second] = [await tiny(1), await tiny(2)];
  const store = await openCheckpointStore({
    db,
    directory: join(folder, 'checkpoints'),
    shipped: [first.directory, second.directory],
    runs: join(folder, 'runs'),
    log: createLog('silent'),
  });
  expect(store.shippedId).toBe(first.info.id);
  expect((await store.active('anywhere')).id).toBe(first.info.id);
  expect((await store.find(second.info.id.slice(0, 8))).info.step).toBe(2);
});

test('a model goes by the name of its run, the newest of a name first, and by its id', async () => {
  const place = join(folder, 'named');
  const runs = join(folder, 'named-runs');
  const finish = async (run: string, step: number) => {
    const { info, directory } = await tiny(step);
    await rm(join(runs, run), { recursive: true, force: true });
    await mkdir(join(runs, run), { recursive: true });
    await rename(directory, join(runs, run, 'checkpoint'));
    return info.id;
  };
  const shipped = [(await tiny(20)).directory];
  const open = () => openCheckpointStore({ db, directory: place, shipped, runs, log: createLog('silent') });
  const first = await finish('greyrun', 21);
  const store = await open();
  expect(store.nameOf(first)).toBe('greyrun');
  expect((await store.find('GreyRun')).id).toBe(first);
  expect(await store.find('greyrun')).toMatchObject({ name: 'greyrun' });
  expect((await store.find(first.slice(0, 8))).id).toBe(first);
  expect((await store.find('easel')).id).toBe(store.shippedId);
  expect(store.nameOf(store.shippedId)).toBe('easel');

  const second = await finish('greyrun', 22);
  const impostor = await finish('easel', 23);
  for (const later of [await open(), await open()]) {
    expect((await later.find('greyrun')).id).toBe(second);
    expect([first, second, impostor].map(later.nameOf)).toEqual([first.slice(0, 8), 'greyrun', impostor.slice(0, 8)]);
    expect((await later.find('easel')).id).toBe(later.shippedId);
  }
  await expect(store.find('nosuch')).rejects.toMatchObject({ code: 'not_found' });
});

test('a damaged copy of one is taken anew from what came with Easel', async () => {
  const [first, second] = [await tiny(5), await tiny(6)];
  const options = {
    db,
    directory: join(folder, 'healed'),
    shipped: [first.directory, second.directory],
    runs: join(folder, 'runs'),
    log: createLog('silent'),
  };
  await openCheckpointStore(options);
  const place = (id: string, file: string) => join(options.directory, id, file);
  await truncate(place(first.info.id, 'weights.safetensors'), 100);
  await writeFile(place(second.info.id, 'checkpoint.json'), '{');
  const store = await openCheckpointStore(options);
  expect((await store.open(first.info.id)).info).toEqual(first.info);
  expect((await store.open(second.info.id)).info).toEqual(second.info);
});

test('of another one that is damaged is said where it lies, and what there is to do', async () => {
  const directory = join(folder, 'others');
  const { info } = await writeTinyCheckpoint(directory, { info: { step: 7 }, seed: 7 });
  const shipped = [(await tiny(8)).directory];
  const store = await openCheckpointStore({
    db,
    directory,
    shipped,
    runs: join(folder, 'runs'),
    log: createLog('silent'),
  });
  await truncate(join(directory, info.id, 'codes.safetensors'), 100);
  await expect(store.open(info.id)).rejects.toMatchObject({
    code: 'bad_checkpoint',
    message: expect.stringMatching(new RegExp(`/model rollback.*checkpoints/${info.id}.*npm run restore`)),
  });
});

test('without one of them Easel does not start, and says where it should be', async () => {
  const missing = join(folder, 'nowhere');
  const opening = openCheckpointStore({
    db,
    directory: join(folder, 'checkpoints'),
    shipped: [(await tiny(4)).directory, missing],
    runs: join(folder, 'runs'),
    log: createLog('silent'),
  });
  await expect(opening).rejects.toMatchObject({ code: 'bad_checkpoint', message: expect.stringContaining(missing) });
});

test('a name is that of a model that comes with Easel, unless a run of npm run train has it', async () => {
  const shipped = { easel: join(folder, 'easel'), gan: join(folder, 'gan') };
  const find = (name: string) => findCheckpoint(name, folder, shipped);
  expect(await find('easel')).toBe(shipped.easel);
  expect(await find('gan')).toBe(shipped.gan);
  await expect(find('toString')).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('easel or gan'),
  });
  const run = join(folder, 'runs', 'gan', 'checkpoint');
  await mkdir(dirname(run), { recursive: true });
  await rename((await tiny(3)).directory, run);
  expect(await find('gan')).toBe(run);
});
