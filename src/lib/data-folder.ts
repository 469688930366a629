import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

/** Below the first Easel does not start, below the second it warns; in bytes. */
const needed = 64 * 2 ** 20;
const comfortable = 2 ** 30;

const reasons: Record<string, string> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it is on a read-only disk',
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

/**
 * Makes the data folder where it is missing and tries to write there; warns where its disk is nearly full. Throws
 * `bad_config` saying why the folder cannot be used and what to change.
 */
export async function prepareDataFolder(dataDir: string, log: Log, space = freeSpace): Promise<void> {
  const probe = join(dataDir, `probe.${process.pid}.part`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, 'Easel can write here.\n');
    await rm(probe);
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (!reason) throw error;
    throw new AppError(
      'bad_config',
      `The folder "${dataDir}" cannot be used: ${reason}. Mend that, or set DATA_DIR to another folder.`,
      error,
    );
  }
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
