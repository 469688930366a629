import { constants, existsSync } from 'node:fs';
import { access, readFile, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { postgresMajor } from '#db/pglite.ts';
import { connectPostgres } from '#db/postgres.ts';
import type { Config } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { lockDirectory } from '#lib/lock.ts';
import { createLog } from '#lib/log.ts';
import { type Finding, fail, failure, inGigabytes, ok, warn } from './finding.ts';

const comfortableSpace = 2 * 2 ** 30;

/** The folder, or where it is still to be made, the nearest one above it. */
const existing = (directory: string): string => (existsSync(directory) ? directory : existing(dirname(directory)));

/** Whether the data directory can be written, has space, and who uses it. Makes nothing that is not there. */
export async function checkDataDirectory({ dataDir }: Config): Promise<Finding> {
  const directory = resolve(dataDir);
  const place = existing(directory);
  const found = place === directory ? directory : `${directory}, to be made at the first start`;
  try {
    await access(place, constants.W_OK);
  } catch {
    return fail('data', found, `This user may not write there. Change the owner of ${place}, or set DATA_DIR.`);
  }
  const { bavail, bsize } = await statfs(place);
  const space = `${inGigabytes(bavail * bsize)} free`;
  if (bavail * bsize < comfortableSpace) {
    return warn('data', `${found}, ${space}`, 'Checkpoints and pictures need space: make some, or set DATA_DIR.');
  }
  return ok(
    'data',
    `${found}, ${space}${place === directory && isLocked(directory) ? ', in use by a running Easel' : ''}`,
  );
}

function isLocked(directory: string): boolean {
  try {
    lockDirectory(directory).release();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'locked') return true;
    throw error;
  }
}

/** Whether PostgreSQL answers, or else whether the embedded database is one that this Easel can open. */
export async function checkDatabase({ databaseUrl, dataDir }: Config): Promise<Finding> {
  if (databaseUrl) {
    try {
      const connection = await connectPostgres(databaseUrl, createLog('silent'));
      await connection.close();
      return ok('database', 'PostgreSQL answers at DATABASE_URL');
    } catch (error) {
      return failure('database', error);
    }
  }
  const folder = join(dataDir, 'pglite');
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) return ok('database', 'embedded (PGlite), to be made at the first start');
  if (version.trim() === postgresMajor) return ok('database', `embedded (PGlite, PostgreSQL ${postgresMajor})`);
  const advice = `This Easel has ${postgresMajor}: start the one that made it, or set DATA_DIR to an empty folder.`;
  return fail('database', `"${folder}" was made by PostgreSQL ${version.trim()}`, advice);
}
