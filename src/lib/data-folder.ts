import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

/** Below the first Easel does not start, below the second it warns; in bytes. */
const needed = 64 * 2 ** 20;
const comfortable = 2 ** 30;

const reasons: Record<string, string> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it is on a read-only disk',
  ENOENT: 'nothing can be made there',
  EINVAL: 'nothing can be made there',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'its disk has failed',
  ENOTDIR: 'a part of it is a file',
  EEXIST: 'it is a file',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the quota of its disk is used up',
};

/** Bytes that this account may still write on the disk of `folder`. */
async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Makes a folder and those that it lies in. Node's own way tries for ever where nothing can be made, as in `/proc`. */
async function makeFolder(path: string): Promise<void> {
  const parent = dirname(path);
  if (!existsSync(parent)) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}

/** What is written within less than this, in milliseconds, may still be being written. */
const writingMs = 10 * 60_000;

/** Removes what a process that was killed had begun to write, as when the disk was full. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const before = Date.now() - writingMs;
  const runs = await readdir(join(dataDir, 'runs')).catch(() => []);
  const folders = ['', 'cache', 'checkpoints', 'runs', ...runs.map((run) => join('runs', run))];
  for (const folder of folders.map((name) => join(dataDir, name))) {
    const names = await readdir(folder).catch(() => []);
    for (const path of names.filter((name) => name.endsWith('.part')).map((name) => join(folder, name))) {
      const { mtimeMs } = await stat(path);
      if (mtimeMs < before) await rm(path, { recursive: true, force: true });
    }
  }
}

/**
 * Makes the data folder where it is missing, tries to write there, and leaves it to its owner alone; warns where its disk
 * is nearly full. Throws `bad_config` saying why the folder cannot be used and what to change.
 */
export async function prepareDataFolder(dataDir: string, log: Log, space = freeSpace): Promise<void> {
  const probe = join(dataDir, `probe.${process.pid}.part`);
  try {
    await makeFolder(resolve(dataDir));
    await writeFile(probe, 'Easel can write here.\n');
    await rm(probe);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = reasons[code] ?? message;
    throw new AppError(
      'bad_config',
      `The folder "${dataDir}" cannot be used: ${reason}. Mend that, or set DATA_DIR to another folder.`,
      error,
    );
  }
  await chmod(dataDir, 0o700).catch((error: unknown) => {
    log.warn({ err: error }, 'others may look into the data folder: it belongs to another account');
  });
  await removeUnfinished(dataDir);
  const free = await space(dataDir);
  const megabytes = Math.round(free / 2 ** 20);
  if (free < needed) {
    throw new AppError(
      'bad_config',
      `The disk of the folder "${dataDir}" is full: ${megabytes} MB are free, Easel needs ${needed / 2 ** 20}. Make ` +
        'space there, or set DATA_DIR to a folder on another disk.',
    );
  }
  if (free < comfortable) log.warn({ freeMegabytes: megabytes }, 'the disk of the data folder is nearly full');
}
