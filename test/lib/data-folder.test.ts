import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareDataFolder } from '#lib/data-folder.ts';
import { createLog } from '#lib/log.ts';

const log = createLog('silent');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'easel-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a missing folder is made, and nothing is left in it', async () => {
  await prepareDataFolder(join(folder, 'new/data'), log);
  expect(await readdir(join(folder, 'new/data'))).toEqual([]);
});

test('a folder that others may look into is closed to them', async () => {
  await chmod(folder, 0o755);
  await prepareDataFolder(folder, log);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('a folder that cannot be one is named, with what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file/data')]) {
    await expect(prepareDataFolder(path, log)).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/file.*DATA_DIR/),
    });
  }
});

test.runIf(existsSync('/proc/self'))('a place where nothing can be made is named, too', async () => {
  await expect(prepareDataFolder('/proc/easel', log)).rejects.toMatchObject({
    code: 'bad_config',
    message: expect.stringMatching(/"\/proc\/easel" cannot be used: nothing can be made there.*DATA_DIR/),
  });
});

test('what a process that was killed had begun to write makes way, before the disk is found full', async () => {
  const data = join(folder, 'left');
  const hourAgo = new Date(Date.now() - 3_600_000);
  const old = ['runs/mine/state.safetensors.0123.part', 'checkpoints/ab.0123.part', 'secrets.json.0123.part'];
  const kept = ['runs/mine/state.safetensors', 'checkpoints/cd.4567.part'];
  for (const path of [...old, ...kept]) {
    await mkdir(dirname(join(data, path)), { recursive: true });
    await writeFile(join(data, path), 'bytes');
  }
  for (const path of old) await utimes(join(data, path), hourAgo, hourAgo);
  const seen: string[] = [];
  await prepareDataFolder(data, log, async () => {
    seen.push(...(await readdir(data, { recursive: true })));
    return 2 ** 40;
  });
  expect(seen).toEqual(expect.arrayContaining(kept));
  expect(seen.filter((path) => old.includes(path))).toEqual([]);
});

test('a disk that is nearly full is warned of, and refused where Easel could not work', async () => {
  const warn = vi.spyOn(log, 'warn');
  await prepareDataFolder(folder, log, async () => 500 * 2 ** 20);
  expect(warn).toHaveBeenCalledWith({ freeMegabytes: 500 }, expect.stringContaining('nearly full'));
  await expect(prepareDataFolder(folder, log, async () => 3 * 2 ** 20)).rejects.toThrow('3 MB are free');
});
