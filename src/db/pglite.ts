import { execFile } from 'node:child_process';
import { existsSync, fsyncSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { AppError } from '#lib/errors.ts';
import { lockDirectory } from '#lib/lock.ts';
import type { Connection } from './connection.ts';

/** The major version of the PostgreSQL inside PGlite; a folder made by another one cannot be opened. */
export const postgresMajor = '18';

/** PGlite's own less `-F` (never call fsync), and with 16 MB of buffers where PostgreSQL would take 128. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'shared_buffers=16MB', '-c', 'wal_sync_method=fsync'],
];

/**
 * Opens the database in `<dataDir>/pglite`, made first where it is missing, and locks `dataDir` until it is closed.
 * Throws `locked` where another process uses the folder, `bad_config` where another PostgreSQL made it.
 */
export async function connectPglite(dataDir: string): Promise<Connection> {
  const lock = lockDirectory(dataDir);
  try {
    const folder = join(dataDir, 'pglite');
    const version = await readVersion(folder);
    if (version === undefined) await createCluster(folder);
    else if (version !== postgresMajor) throw wrongVersion(folder, version);
    const pglite = await PGlite.create({ fs: new SyncedNodeFS(folder), startParams });
    const copyTo = (target: string) => pglite.runExclusive(() => cp(folder, target, { recursive: true }));
    return { ...toConnection(pglite, `PGlite in ${folder}`, lock.release), copyTo };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A database in memory, for tests; begins as `snapshot` (of PGlite's `dumpDataDir`) where one is given. */
export async function connectMemory(snapshot?: Blob): Promise<Connection> {
  const pglite = await PGlite.create({ startParams, loadDataDir: snapshot });
  return toConnection(pglite, 'PGlite in memory', () => {});
}

function toConnection(pglite: PGlite, name: string, release: () => void): Connection {
  return {
    name,
    adapter: new PrismaPGlite(pglite),
    session: (work) => work(async (sql) => (await pglite.exec(sql)).at(-1)?.rows ?? []),
    close: async () => {
      await pglite.close();
      release();
    },
  };
}

/** The PostgreSQL that made a database, or undefined where there is nothing yet. */
async function readVersion(folder: string): Promise<string | undefined> {
  const entries = existsSync(folder) ? await readdir(folder) : [];
  if (entries.length === 0) return undefined;
  if (entries.includes('PG_VERSION')) return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  throw new AppError('bad_config', `"${folder}" holds no database. Move it away, or set DATA_DIR to an empty folder.`);
}

function wrongVersion(folder: string, version: string): AppError {
  return new AppError(
    'bad_config',
    `"${folder}" was made by PostgreSQL ${version}, this Easel has ${postgresMajor}. Start the Easel that made it and ` +
      'move its data over, or set DATA_DIR to an empty folder.',
  );
}

/** Makes an empty database, in a process of its own, since PostgreSQL's initdb leaves 150 MB of memory behind. */
async function createCluster(folder: string): Promise<void> {
  const program = fileURLToPath(new URL('create-cluster.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [program, folder]);
}

interface NodeStream {
  /** Node's file descriptor; a folder has none. */
  nfd?: number;
}

/** PGlite's file system does not pass fsync on to the disk; this one does, so that a power cut loses nothing. */
class SyncedNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const passFsyncOn = ({ NODEFS }: { NODEFS: { stream_ops: object } }) => {
      Object.assign(NODEFS.stream_ops, { fsync });
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), passFsyncOn] } };
  }
}

/** Returns 0, which is success in C. */
function fsync({ nfd }: NodeStream): 0 {
  if (nfd !== undefined) fsyncSync(nfd);
  return 0;
}
