import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsFolder } from '../src/db/migrations.ts';
import { describeDrift } from '../src/db/schema-drift.ts';

/**
 * For developers: `npm run dev -- migration NAME` writes the migration that leads to today's
 * prisma/schema.prisma, and the client in src/db/generated.
 */
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in small letters, digits and _: npm run dev -- migration add_titles');
  process.exit(1);
}

const { status } = spawnSync('npx', ['prisma', 'generate'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(1);

const sql = await describeDrift();
if (sql === '') {
  console.log('The migrations already make what prisma/schema.prisma says.');
} else {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${time}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  console.log(`Wrote ${folder}/migration.sql: read it before you commit it.`);
}
