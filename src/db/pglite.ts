import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { AppError } from '#lib/errors.ts';
import { lockDirectory } from '#lib/lock.ts';
import type { Log } from '#lib/log.ts';
import { outageBehind } from '#lib/outages.ts';
import { makePrivate } from '#lib/private-folder.ts';
import type { Connection, Execute } from './connection.ts';
import { type Engine, openEngine } from './pglite-engine.ts';
import { EngineSession, EngineStream } from './pglite-stream.ts';
import { startEngine } from './pglite-thread.ts';

/** The major version of the PostgreSQL inside PGlite; a folder made by another one cannot be opened. */
export const postgresMajor = '18';

/**
 * Opens the database in `<dataDir>/pglite`, made first where it is missing, and locks `dataDir` until it is closed.
 * Throws `locked` where another process uses the folder, `bad_config` where another PostgreSQL made it or its files are
 * damaged.
 */
export async function connectPglite(dataDir: string, log?: Log): Promise<Connection> {
  const lock = lockDirectory(dataDir);
  const folder = join(dataDir, 'pglite');
  const isThere = existsSync(folder);
  try {
    const version = await readVersion(folder);
    if (version === undefined) await createCluster(folder);
    else if (version !== postgresMajor) throw wrongVersion(folder, version);
    // PGlite makes some of its files for everybody to read and write.
    await makePrivate(folder);
    const engine = startEngine(folder, log);
    const connection = await toConnection(engine, `PGlite in ${folder}`, lock.release);
    return { ...connection, copyTo: engine.copyTo, scrub: () => connection.session(scrub) };
  } catch (error) {
    lock.release();
    throw isThere && !isElsewhere(error) ? damaged(folder, error) : error;
  }
}

/** A database in memory, for tests; begins as `snapshot` (of PGlite's `dumpDataDir`) where one is given. */
export async function connectMemory(snapshot?: Blob): Promise<Connection> {
  return toConnection(await openEngine({ snapshot }), 'PGlite in memory', () => {});
}

/** An engine has one session, which is that of the one client of this pool. */
async function toConnection(engine: Engine, name: string, release: () => void): Promise<Connection> {
  const session = new EngineSession(engine);
  const stream = () => new EngineStream(session) as never;
  const pool = new pg.Pool({ max: 1, idleTimeoutMillis: 0, stream, user: 'postgres', database: 'postgres' });
  // A connection that broke while nobody used it: whoever comes next is told.
  pool.on('error', () => {});
  await pool.query('SELECT 1').catch(async (error: unknown) => {
    await engine.close().catch(() => {});
    throw error;
  });
  return {
    name,
    adapter: new PrismaPg(pool, { statementNameGenerator: createNames() }),
    session: (work) => work(async (sql) => [await pool.query(sql)].flat().at(-1)?.rows ?? []),
    close: async () => {
      await pool.end();
      await engine.close();
      release();
    },
  };
}

/**
 * Deleted rows stay in a table's file until it is written anew, and what was written once stays in the journal until its
 * segment goes: both are made to go now.
 */
async function scrub(execute: Execute): Promise<void> {
  const tables = await execute(`SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'`);
  for (const { name } of tables) await execute(`VACUUM FULL ${name}`);
  await execute('SET wal_recycle = off');
  for (let times = 0; times < 2; times++) {
    await execute('SELECT pg_switch_wal()');
    await execute('CHECKPOINT');
  }
}

/** Statements that PostgreSQL keeps parsed and planned; lists of many lengths make many that come once. */
const preparedAtMost = 300;

/** Names for statements, so that each is parsed and planned once; those beyond the limit have none. */
function createNames(): ({ sql }: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (!names.has(sql) && names.size < preparedAtMost) names.set(sql, `s${names.size}`);
    return names.get(sql) ?? '';
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

/** Whether an error is of the disk or of what this account may do there, or has been put into words already. */
function isElsewhere(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof AppError || outageBehind(error) !== undefined || String(code).startsWith('E');
}

function damaged(folder: string, cause: unknown): AppError {
  const text =
    `The database in "${folder}" cannot be opened; its files are damaged. Move that folder away and bring a backup into ` +
    'an empty DATA_DIR with npm run restore; without a backup Easel begins anew once the folder is moved away.';
  return new AppError('bad_config', text, cause);
}

/** Makes an empty database, in a process of its own, since PostgreSQL's initdb leaves 150 MB of memory behind. */
async function createCluster(folder: string): Promise<void> {
  const program = fileURLToPath(new URL('create-cluster.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [program, folder]);
}
