import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packDataFolder, unpackDataFolder } from '#db/archive.ts';
import { backupsOnDemand, makeBackup, scheduleBackups } from '#db/backups.ts';
import { openDatabase } from '#db/database.ts';
import { lockDirectory } from '#lib/lock.ts';
import { createLog } from '#lib/log.ts';
import { modesIn } from '../helpers/modes.ts';
import { createScene, paint } from '../helpers/scene.ts';

const log = createLog('silent');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-backup-'));
});
afterEach(() => rm(folder, { recursive: true }));

const clockAt = (iso: string) => ({ now: () => new Date(iso) });

test('a backup of a running Easel brings back every vote that was acknowledged before it', async () => {
  const dataDir = join(folder, 'data');
  const db = await openDatabase({ dataDir, log });
  const scene = await createScene(db);
  const [imageId] = (await paint(db, scene)) as [string];
  await db.marks.toggleVote({ ...scene, imageId }, 1);
  await mkdir(join(dataDir, 'files'));
  await writeFile(join(dataDir, 'files/fox.png'), 'a fox');
  await mkdir(join(dataDir, 'cache'));
  await writeFile(join(dataDir, 'cache/big'), 'made again');
  const backup = await makeBackup({ db, dataDir, keep: 3, log });
  await db.close();

  expect((await stat(backup)).mode & 0o777).toBe(0o600);
  const restored = join(folder, 'restored');
  await unpackDataFolder(backup, restored);
  expect(await modesIn(restored)).toEqual(new Set(['folder 700', 'file 600']));
  expect(await readFile(join(restored, 'files/fox.png'), 'utf8')).toBe('a fox');
  expect(await readdir(restored)).not.toContain('cache');
  const again = await openDatabase({ dataDir: restored, log });
  expect((await again.marks.findMarks(scene.userId, [imageId])).get(imageId)).toMatchObject({ vote: 1 });
  await again.close();
}, 180_000);

test('a folder in use is not restored into, nor one that holds data', async () => {
  const [dataDir, out] = [join(folder, 'data'), join(folder, 'backup.tar.gz')];
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'secrets.json'), '{}');
  await packDataFolder({ dataDir, out, now: new Date() });
  await expect(unpackDataFolder(out, dataDir)).rejects.toMatchObject({
    code: 'bad_config',
    message: expect.stringContaining('secrets.json'),
  });
  const lock = lockDirectory(join(folder, 'other'));
  await expect(unpackDataFolder(out, join(folder, 'other'))).rejects.toMatchObject({ code: 'locked' });
  lock.release();
});

test('half a backup restores nothing', async () => {
  const [dataDir, out] = [join(folder, 'data'), join(folder, 'backup.tar.gz')];
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'weights'), randomBytes(50_000));
  await packDataFolder({ dataDir, out, now: new Date() });
  await truncate(out, 30_000);
  const restored = join(folder, 'restored');
  await expect(unpackDataFolder(out, restored)).rejects.toMatchObject({ code: 'bad_config' });
  expect((await readdir(restored)).filter((name) => !name.startsWith('lock'))).toEqual([]);
});

test('the newest are kept, and a backup is made only when one is due', async () => {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  for (const time of ['2026-01-01T00:00:00Z', '2026-01-01T04:00:00Z', '2026-01-01T05:00:00Z', '2026-01-01T08:00:00Z']) {
    const stop = scheduleBackups({ db: {}, dataDir, everyHours: 4, keep: 2, log, clock: clockAt(time) });
    await stop();
  }
  expect(await readdir(join(dataDir, 'backups'))).toEqual([
    'easel-2026-01-01T04-00-00Z.tar.gz',
    'easel-2026-01-01T08-00-00Z.tar.gz',
  ]);
});

test('whoever asks for a backup gets one at a time, and sees those that are kept', async () => {
  const dataDir = join(folder, 'data');
  const db = await openDatabase({ dataDir, log });
  const backups = backupsOnDemand({ db, dataDir, keep: 3, log, clock: clockAt('2026-11-23T04:00:00Z') });
  expect(await backups.list()).toEqual([]);
  const making = backups.make();
  await expect(backups.make()).rejects.toMatchObject({ code: 'busy' });
  expect(await making).toBe('easel-2026-11-23T04-00-00Z.tar.gz');
  const at = new Date('2026-11-23T04:00:00Z');
  expect(await backups.list()).toEqual([{ name: await making, at, bytes: expect.any(Number) }]);
  await db.close();
});
