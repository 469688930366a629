import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '#lib/errors.ts';
import type { Connection } from './connection.ts';

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The table in which Prisma's own tools look for what was applied. */
const createTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** The number that Prisma's own tools lock while they migrate. */
const lockNumber = 72707369;

/**
 * Applies what is new in `folder`, oldest first, each migration in a transaction of its own with its row in Prisma's
 * table; processes that start together take turns. Returns the names of those it applied.
 * Throws `bad_config` where the database has a migration that this Easel does not know.
 */
export async function applyMigrations(
  connection: Pick<Connection, 'session'>,
  folder = migrationsFolder,
): Promise<string[]> {
  const names = await listMigrations(folder);
  return connection.session(async (execute) => {
    await execute(`SELECT pg_advisory_lock(${lockNumber})`);
    try {
      await execute(`SET client_min_messages = warning; ${createTable}; RESET client_min_messages`);
      const rows = await execute('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL');
      const applied = new Set(rows.map((row) => String(row.migration_name)));
      refuseUnknown([...applied].filter((name) => !names.includes(name)));
      const missing = names.filter((name) => !applied.has(name));
      for (const name of missing) {
        const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
        await execute(`${sql};\n${recordMigration(name, sql)}`);
      }
      return missing;
    } finally {
      await execute(`SELECT pg_advisory_unlock(${lockNumber})`);
    }
  });
}

/** The names of the migrations in a folder, oldest first. */
export async function listMigrations(folder = migrationsFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function refuseUnknown(names: string[]): void {
  if (names.length === 0) return;
  throw new AppError(
    'bad_config',
    `The database was last used by a newer Easel (it has ${names.join(', ')}). Update this one, or use another database.`,
  );
}

function recordMigration(name: string, sql: string): string {
  const checksum = createHash('sha256').update(sql).digest('hex');
  const quotedName = `'${name.replaceAll("'", "''")}'`;
  return `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${checksum}', ${quotedName}, now(), 1)`;
}
