import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a folder that cannot be one is named, with what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file/data')]) {
    await expect(prepareDataFolder(path, log)).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/file.*DATA_DIR/),
    });
  }
});

test('a disk that is nearly full is warned of, and refused where Easel could not work', async () => {
  const warn = vi.spyOn(log, 'warn');
  await prepareDataFolder(folder, log, async () => 500 * 2 ** 20);
  expect(warn).toHaveBeenCalledWith({ freeMegabytes: 500 }, expect.stringContaining('nearly full'));
  await expect(prepareDataFolder(folder, log, async () => 3 * 2 ** 20)).rejects.toThrow('3 MB are free');
});
