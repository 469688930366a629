import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Connection } from '#db/connection.ts';
import { type Database, startDatabase } from '#db/database.ts';
import { applyMigrations, listMigrations, migrationsFolder } from '#db/migrations.ts';
import { connectMemory } from '#db/pglite.ts';
import { connectPostgres } from '#db/postgres.ts';
import { type Clock, systemClock } from '#lib/clock.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';

const postgresUrl = process.env.TEST_DATABASE_URL;
const log = createLog('silent');

/** An empty PGlite in memory, without tables; half a second, since the slow first step is kept between runs. */
export async function connectTestMemory(): Promise<Connection> {
  return connectMemory(await readSnapshot());
}

/** The same with all tables. */
export async function connectTestTables(): Promise<Connection> {
  return connectMemory(await readSnapshotWithTables());
}

/** A database in memory that is ready for use; close it in the end. */
export async function openTestDatabase(clock: Clock = systemClock): Promise<Database> {
  return startDatabase(await connectTestTables(), log, clock);
}

/** Describes the same behaviour on PGlite, and on PostgreSQL where TEST_DATABASE_URL names one. */
export function describeDatabases(title: string, define: (connection: () => Connection) => void): void {
  describeConnections(title, connectTestMemory, define);
}

function describeConnections(
  title: string,
  connect: () => Promise<Connection>,
  define: (connection: () => Connection) => void,
): void {
  describe(`${title} on PGlite`, () => defineOn(connect, define));
  describePostgres(title, define);
}

/** Describes what only PostgreSQL can show. */
export function describePostgres(title: string, define: (connection: () => Connection) => void): void {
  describeWherePostgresIs(title, () => defineOn(connectTestPostgres, define));
}

/** As `describePostgres`, for tests that make databases of their own by `createPostgresDatabase`. */
export function describeWherePostgresIs(title: string, define: () => void): void {
  const where = postgresUrl ? 'on PostgreSQL' : 'on PostgreSQL (skipped: TEST_DATABASE_URL is not set)';
  describe.skipIf(!postgresUrl)(`${title} ${where}`, define);
}

/** As `describeDatabases`, with a database that is ready for use and a clock that never shows the same time twice. */
export function describeQueries(title: string, define: (db: () => Database) => void): void {
  describeConnections(title, connectTestTables, (connection) => {
    let database: Database;
    beforeAll(async () => {
      database = await startDatabase(connection(), log, createTickingClock());
    });
    define(() => database);
  });
}

function createTickingClock(): Clock {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => {
      time += 1000;
      return new Date(time);
    },
  };
}

function defineOn(connect: () => Promise<Connection>, define: (connection: () => Connection) => void): void {
  let connection: Connection | undefined;
  beforeAll(async () => {
    connection = await connect();
  });
  afterAll(() => connection?.close());
  define(() => connection!);
}

/** Connects to a new database on the tests' PostgreSQL, which is dropped when the connection is closed. */
async function connectTestPostgres(): Promise<Connection> {
  const { url, drop } = await createPostgresDatabase();
  const connection = await connectPostgres(url, log);
  return {
    ...connection,
    close: async () => {
      await connection.close();
      await drop();
    },
  };
}

/** A new database on the tests' PostgreSQL: its address, and how to drop it. */
export async function createPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `easel_test_${createId()}`;
  await runOnPostgres(`CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl!);
  url.pathname = name;
  return { url: url.href, drop: () => runOnPostgres(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function runOnPostgres(sql: string): Promise<void> {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
}

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

async function readSnapshot(): Promise<Blob> {
  const { version } = JSON.parse(await readFile(`${modules}/@electric-sql/pglite/package.json`, 'utf8'));
  return keep(`pglite-${version}`, () => PGlite.create());
}

async function readSnapshotWithTables(): Promise<Blob> {
  const names = await listMigrations();
  const migrations = await Promise.all(names.map((name) => readFile(join(migrationsFolder, name, 'migration.sql'))));
  const hash = createHash('sha256').update(Buffer.concat(migrations)).digest('hex').slice(0, 16);
  const empty = await readSnapshot();
  return keep(`tables-${hash}`, async () => {
    const pglite = await PGlite.create({ loadDataDir: empty });
    const execute = async (sql: string) => (await pglite.exec(sql)).at(-1)?.rows ?? [];
    await applyMigrations({ session: (work) => work(execute) });
    return pglite;
  });
}

/** What a database holds, made once for all runs and closed. */
async function keep(name: string, make: () => Promise<PGlite>): Promise<Blob> {
  const folder = `${modules}/.cache/easel`;
  const path = `${folder}/${name}.tar`;
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return new Blob([kept]);
  const pglite = await make();
  const snapshot = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.${createId()}`;
  await writeFile(unfinished, snapshot.stream());
  await rename(unfinished, path);
  return snapshot;
}
