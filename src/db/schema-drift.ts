import { readFile } from 'node:fs/promises';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

const schemaPath = new URL('../../prisma/schema.prisma', import.meta.url);

/**
 * The SQL that would turn the database behind `factory` into what `prisma/schema.prisma` says; empty where it is that
 * already. For developers and tests: it loads Prisma's schema engine (5 MB of WebAssembly).
 */
export async function describeDrift(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const schema = { files: [{ path: 'schema.prisma', content: await readFile(schemaPath, 'utf8') }] };
  const schemaEngine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
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
  }
}
