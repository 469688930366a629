import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { createLog } from '#lib/log.ts';
import { moveDatabase } from '../src/db/move.ts';
import { connectPglite } from '../src/db/pglite.ts';
import { connectPostgres } from '../src/db/postgres.ts';
import { explain } from './explain.ts';

/** Moves the embedded database of a stopped Easel to the empty PostgreSQL that DATABASE_URL names. */
async function migrate(): Promise<void> {
  const config = loadConfig();
  const { dataDir, databaseUrl, logLevel } = config;
  if (!databaseUrl) throw new AppError('bad_config', 'Set DATABASE_URL to an empty PostgreSQL database.');
  if (!existsSync(join(dataDir, 'pglite'))) {
    throw new AppError('no_data', `There is no embedded database in "${dataDir}". Set DATA_DIR to Easel's folder.`);
  }
  const to = await connectPostgres(databaseUrl, createLog(logLevel, knownSecrets(config)));
  try {
    const from = await connectPglite(dataDir);
    try {
      for (const { table, rows } of await moveDatabase(from, to)) console.log(`${String(rows).padStart(9)}  ${table}`);
    } finally {
      await from.close();
    }
  } finally {
    await to.close();
  }
  console.log(
    'All counts and checksums agree. Keep DATABASE_URL set and start Easel; the old database stays as it is.',
  );
}

migrate().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
