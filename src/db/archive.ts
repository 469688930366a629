import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { lockDirectory } from '#lib/lock.ts';
import { makePrivate } from '#lib/private-folder.ts';
import { postgresMajor } from './pglite.ts';

const manifestName = 'easel-backup.json';
const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The PostgreSQL of the embedded database inside; none where the data lies in a PostgreSQL elsewhere. */
  postgres: z.string().optional(),
});
type Manifest = z.infer<typeof manifestSchema>;

/** What is made again by itself, or belongs to a running process. */
const leftOut = ['cache', 'backups', 'lock.sqlite', 'lock.sqlite-*', '*.part'];

export interface ArchiveOptions {
  dataDir: string;
  /** The archive's path; it appears there when it is complete. */
  out: string;
  /** A folder with a copy `pglite` of the embedded database, in place of the one in `dataDir`. */
  databaseFrom?: string;
  now: Date;
}

/**
 * Packs a data folder into one compressed tar file that only its owner may read, since secrets are inside. Nobody may
 * write to the database meanwhile: either `dataDir` is locked or `databaseFrom` names a copy.
 */
export async function packDataFolder({ dataDir, out, databaseFrom, now }: ArchiveOptions): Promise<void> {
  const unfinished = `${out}.part`;
  await mkdir(dirname(resolve(out)), { recursive: true, mode: 0o700 });
  const staging = databaseFrom ?? `${out}.files.part`;
  await mkdir(staging, { recursive: true, mode: 0o700 });
  try {
    await (await open(unfinished, 'w', 0o600)).close();
    const embedded = existsSync(join(databaseFrom ?? dataDir, 'pglite'));
    const manifest: Manifest = { format: 1, madeAt: now.toISOString(), postgres: embedded ? postgresMajor : undefined };
    await writeFile(join(staging, manifestName), JSON.stringify(manifest));
    await runTar([
      '--create',
      '--gzip',
      `--file=${resolve(unfinished)}`,
      ...['-C', resolve(staging), manifestName],
      ...(databaseFrom ? ['pglite'] : []),
      '--anchored',
      ...[...leftOut, ...(databaseFrom ? ['pglite'] : [])].map((name) => `--exclude=./${name}`),
      ...['-C', resolve(dataDir), '.'],
    ]);
    await syncFile(unfinished);
    await rename(unfinished, out);
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(unfinished, { force: true });
  }
}

/**
 * Unpacks an archive into a data folder that is empty or missing. Nothing is put in its place before all of it was
 * read. Throws `locked` where an Easel uses the folder, `bad_config` where the folder holds data already or the archive
 * is damaged or of another version.
 */
export async function unpackDataFolder(archive: string, dataDir: string): Promise<Manifest> {
  const lock = lockDirectory(dataDir);
  const staging = join(dataDir, 'restored.part');
  try {
    await rm(staging, { recursive: true, force: true });
    await refuseData(dataDir);
    await mkdir(staging, { mode: 0o700 });
    await runTar(['--extract', '--gzip', '--no-same-owner', `--file=${resolve(archive)}`, '-C', staging]).catch(
      (error) => {
        throw new AppError('bad_config', `"${archive}" is not a whole backup of Easel. Take another one.`, error);
      },
    );
    const manifest = await readManifest(archive, staging);
    await rm(join(staging, manifestName));
    await makePrivate(staging);
    await chmod(dataDir, 0o700);
    const last = (name: string) => Number(name === 'pglite');
    const names = (await readdir(staging)).sort((one, other) => last(one) - last(other));
    for (const name of names) await rename(join(staging, name), join(dataDir, name));
    return manifest;
  } finally {
    await rm(staging, { recursive: true, force: true });
    lock.release();
  }
}

async function refuseData(dataDir: string): Promise<void> {
  const harmless = /^(cache|backups|lock\.sqlite.*)$/;
  const there = (await readdir(dataDir)).filter((name) => !harmless.test(name));
  if (there.length === 0) return;
  throw new AppError(
    'bad_config',
    `"${dataDir}" holds data already (${there.slice(0, 3).join(', ')}). Move it away, or set DATA_DIR to an empty folder.`,
  );
}

async function readManifest(archive: string, staging: string): Promise<Manifest> {
  const text = await readFile(join(staging, manifestName), 'utf8').catch(() => '{}');
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new AppError('bad_config', `"${archive}" is no backup of this Easel.`, parsed.error);
  const { postgres } = parsed.data;
  if (postgres !== undefined && postgres !== postgresMajor) {
    throw new AppError(
      'bad_config',
      `"${archive}" holds a database of PostgreSQL ${postgres}, this Easel has ${postgresMajor}. Restore it with the ` +
        'Easel that made it.',
    );
  }
  return parsed.data;
}

async function runTar(args: string[]): Promise<void> {
  try {
    await promisify(execFile)('tar', args);
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    // GNU tar's 1: a file grew while it was read, such as the journal of a training that runs.
    if (code === 1) return;
    if (code === 'ENOENT') throw new AppError('bad_config', 'Backups need the program tar. Install it.', error);
    if (stderr.includes('No space left')) throw new AppError('full', 'The disk is full. Make space on it.', error);
    throw error;
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
