import { defineConfig } from 'prisma/config';

// `prisma generate` only checks that the schema engine's binary exists, it never runs it: naming any file spares a
// download. Migrations are made by scripts/migration.ts and applied by src/db/migrations.ts, without that binary.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
