import { parseArgs } from 'node:util';
import { unpackDataFolder } from '#db/archive.ts';
import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { keepPrivate } from '#lib/private-folder.ts';

/** Puts a backup into an empty DATA_DIR: `npm run restore -- FILE`. */
try {
  keepPrivate();
  const [archive] = parseArgs({ allowPositionals: true }).positionals;
  if (!archive) throw new AppError('bad_option', 'Name the backup: npm run restore -- FILE');
  const { dataDir, databaseUrl } = loadConfig();
  const { madeAt, postgres } = await unpackDataFolder(archive, dataDir);
  process.stdout.write(`${dataDir} is as it was at ${madeAt}. Start Easel with npm start.\n`);
  if (postgres === undefined || databaseUrl) {
    process.stdout.write(
      'PostgreSQL is restored apart: pg_restore --clean --if-exists --dbname="$DATABASE_URL" easel.dump\n',
    );
  }
} catch (error) {
  const { code, message } = AppError.from(error);
  process.stderr.write(`Nothing was restored: ${message}\n`);
  if (code === 'internal') process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
