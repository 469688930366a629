import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { applyMigrations, listMigrations } from '#db/migrations.ts';
import { describeDatabases, describePostgres } from '../helpers/database.ts';

describeDatabases('migrations', (connection) => {
  const execute = (sql: string) => connection().session((run) => run(sql));

  beforeEach(() => execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

  async function writeMigrations(migrations: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'easel-migrations-'));
    for (const [name, sql] of Object.entries(migrations)) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'migration.sql'), sql);
    }
    return folder;
  }

  test('are applied once, and recorded as Prisma does', async () => {
    expect(await applyMigrations(connection())).toEqual(await listMigrations());
    expect(await applyMigrations(connection())).toEqual([]);
    const rows = await execute('SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
    expect(rows.map((row) => row.migration_name)).toEqual(await listMigrations());
    expect(rows[0]).toMatchObject({ applied_steps_count: 1, rolled_back_at: null, finished_at: expect.any(Date) });
    expect(rows[0]!.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  test('one that fails changes nothing, and those before it stay', async () => {
    const folder = await writeMigrations({
      '1_good': 'CREATE TABLE kept (id int);',
      '2_bad': 'CREATE TABLE lost (id int); SELECT 1 / 0;',
    });
    await expect(applyMigrations(connection(), folder)).rejects.toThrow('division by zero');
    const tables = await execute(`SELECT tablename FROM pg_tables WHERE tablename IN ('kept', 'lost')`);
    expect(tables).toEqual([{ tablename: 'kept' }]);
    expect(await execute('SELECT migration_name FROM "_prisma_migrations"')).toEqual([{ migration_name: '1_good' }]);
  });

  test('of a newer Easel are refused by name', async () => {
    await applyMigrations(connection(), await writeMigrations({ '1_now': 'SELECT 1;', '2_later': 'SELECT 1;' }));
    const older = await writeMigrations({ '1_now': 'SELECT 1;' });
    await expect(applyMigrations(connection(), older)).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringContaining('2_later'),
    });
  });
});

describePostgres('migrations of several processes', (connection) => {
  test('that start together take turns', async () => {
    const [one, other] = await Promise.all([applyMigrations(connection()), applyMigrations(connection())]);
    expect([...one, ...other]).toEqual(await listMigrations());
  });
});
