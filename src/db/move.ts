import { AppError } from '#lib/errors.ts';
import type { Connection, Execute } from './connection.ts';
import { applyMigrations } from './migrations.ts';

export interface MovedTable {
  table: string;
  rows: number;
}

/** Rows that are in memory at once. */
const pageRows = 200;

/**
 * Copies everything from one database into another, empty one, brings both up to date first, and compares every
 * table's count and checksum before it says yes to any of it: whole or not at all. Nobody may write to `from` meanwhile.
 * Throws `bad_config` where `to` holds something already.
 */
export async function moveDatabase(from: Connection, to: Connection): Promise<MovedTable[]> {
  for (const connection of [from, to]) await applyMigrations(connection);
  return from.session((read) =>
    to.session(async (write) => {
      await write('BEGIN');
      try {
        const moved = await copyAll(read, write);
        await write('COMMIT');
        return moved;
      } catch (error) {
        await write('ROLLBACK');
        throw error;
      }
    }),
  );
}

async function copyAll(read: Execute, write: Execute): Promise<MovedTable[]> {
  const tables = await listTables(read);
  for (const table of tables) await refuseRows(write, table);
  const restore = await postponeReferences(write);
  const moved: MovedTable[] = [];
  for (const table of tables) {
    await copyRows(read, write, table);
    const [source, target] = [await summarise(read, table), await summarise(write, table)];
    if (source.rows !== target.rows || source.checksum !== target.checksum) {
      throw new AppError(
        'internal',
        `The table ${table} came over with differences. Nothing was kept; please try again.`,
      );
    }
    moved.push({ table, rows: source.rows });
  }
  await copySequences(read, write);
  await restore();
  return moved;
}

async function listTables(execute: Execute): Promise<string[]> {
  const rows = await execute(`SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`);
  return rows.map(({ name }) => String(name));
}

async function refuseRows(execute: Execute, table: string): Promise<void> {
  if ((await execute(`SELECT 1 FROM "${table}" LIMIT 1`)).length === 0) return;
  throw new AppError('bad_config', `The PostgreSQL holds data already, in the table ${table}. Name an empty database.`);
}

/** Lets rows come before those that they refer to; the returned function checks all and is strict again. */
async function postponeReferences(execute: Execute): Promise<() => Promise<void>> {
  const references = await execute(`SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  const alter = async (how: string) => {
    for (const { table, name } of references) await execute(`ALTER TABLE ${table} ALTER CONSTRAINT "${name}" ${how}`);
  };
  await alter('DEFERRABLE INITIALLY DEFERRED');
  return async () => {
    await execute('SET CONSTRAINTS ALL IMMEDIATE');
    await alter('NOT DEFERRABLE');
  };
}

async function copyRows(read: Execute, write: Execute, table: string): Promise<void> {
  let after = '(0,0)';
  for (;;) {
    const [page] = await read(`SELECT max(ctid)::text AS last, json_agg(to_json(row))::text AS rows FROM (
      SELECT ctid, row FROM "${table}" AS row WHERE ctid > '${after}' ORDER BY ctid LIMIT ${pageRows}) AS page`);
    if (!page?.last) return;
    const rows = String(page.rows).replaceAll("'", "''");
    await write(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", '${rows}')`);
    after = String(page.last);
  }
}

/** How many rows, and a checksum that no order of rows or columns changes. */
async function summarise(execute: Execute, table: string): Promise<{ rows: number; checksum: string }> {
  const [summary] = await execute(`SELECT count(*)::int AS rows,
    md5(coalesce(string_agg(hash, '' ORDER BY hash COLLATE "C"), '')) AS checksum
    FROM (SELECT md5(to_jsonb(row)::text) AS hash FROM "${table}" AS row) AS hashes`);
  return { rows: Number(summary!.rows), checksum: String(summary!.checksum) };
}

/** Numbers that the database gives go on where they were. */
async function copySequences(read: Execute, write: Execute): Promise<void> {
  const sequences = await read(`SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL`);
  for (const { name, last } of sequences) await write(`SELECT setval('public."${name}"', ${last})`);
}
