import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packDataFolder } from '#db/archive.ts';
import { backupName } from '#db/backups.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { lockDirectory } from '#lib/lock.ts';
import { keepPrivate } from '#lib/private-folder.ts';

/** Packs the data folder of an Easel that is stopped into one file: `npm run backup [-- --out FILE]`. */
try {
  keepPrivate();
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const { dataDir, databaseUrl } = loadConfig();
  const now = new Date();
  const out = values.out ?? join(dataDir, 'backups', backupName(now));
  const lock = lockDirectory(dataDir);
  await packDataFolder({ dataDir, out, now }).finally(lock.release);
  process.stdout.write(`${out}\nIt holds secrets: keep it where only you can read it.\n`);
  if (databaseUrl) {
    process.stdout.write(
      'The database is not in it. For that: pg_dump --format=custom --file=easel.dump "$DATABASE_URL"\n',
    );
  }
} catch (error) {
  const { code, message } = AppError.from(error);
  process.stderr.write(`There is no backup: ${message}\n`);
  if (code === 'locked') process.stderr.write('A running Easel makes its own: see EASEL_BACKUP_HOURS.\n');
  if (code === 'internal') process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
