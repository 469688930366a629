import { openDatabase } from '#db/database.ts';
import { openJobExchange } from '#db/job-exchange.ts';
import { systemClock } from '#lib/clock.ts';
import { createLog } from '#lib/log.ts';
import { longFrom } from '#studio/queue/fairness.ts';
import { serveJobs } from '#studio/queue/worker.ts';

/** A program: a worker on the PostgreSQL that its argument names, which begins jobs and never ends one. */
const databaseUrl = process.argv[2]!;
const log = createLog('silent');
const db = await openDatabase({ databaseUrl, log });
const exchange = await openJobExchange(databaseUrl, db.jobs, { longFrom, log });
const run = () => {
  process.send!('begun');
  return new Promise<never>(() => {});
};
await serveJobs(exchange, { run, clock: systemClock });
process.send!('ready');
