import { loadConfig } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { createLog } from '#lib/log.ts';
import { keepPrivate } from '#lib/private-folder.ts';
import { openEasel } from '../src/easel.ts';
import { platforms } from '../src/platforms.ts';
import { stopOnSignals } from '../src/stop.ts';
import { explain } from './explain.ts';

/** Paints for the bots that share a PostgreSQL, until SIGINT or SIGTERM; what it was at goes to another worker. */
try {
  keepPrivate();
  const config = loadConfig(undefined, platforms);
  if (!config.databaseUrl) {
    throw new AppError('bad_config', 'Workers share a PostgreSQL: set DATABASE_URL to the one that the bots use.');
  }
  const log = createLog(config.logLevel, knownSecrets(config, platforms));
  const worker = await openEasel({ config: { ...config, paints: true }, log });
  stopOnSignals(log, worker.close);
  log.info({ device: await worker.device() }, 'the worker is ready');
  process.stdout.write('This worker paints for the bots of its database.\n');
} catch (error) {
  process.stderr.write(`The worker cannot start: ${explain(error)}\n`);
  process.exit(1);
}
