import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { listMigrations, migrationsFolder } from './migrations.ts';

const schemaPath = new URL('../../prisma/schema.prisma', import.meta.url);

/**
 * The SQL that would turn what the migrations make, and `change` after them, into what `prisma/schema.prisma` says; empty
 * where it is that already. For developers and tests: it loads Prisma's schema engine (5 MB of WebAssembly), which reads
 * a schema by the adapter of PGlite alone: that of PostgreSQL knows no columns of type "char".
 */
export async function describeDrift(change = ''): Promise<string> {
  const pglite = await PGlite.create();
  for (const name of await listMigrations()) {
    await pglite.exec(await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8'));
  }
  await pglite.exec(change);
  const schema = { files: [{ path: 'schema.prisma', content: await readFile(schemaPath, 'utf8') }] };
  const schemaEngine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(pglite)),
  );
  try {
    const { stdout } = await schemaEngine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: '.' },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout?.includes('-- This is an empty migration') ? '' : (stdout ?? '');
  } finally {
    schemaEngine.free();
    await pglite.close();
  }
}
