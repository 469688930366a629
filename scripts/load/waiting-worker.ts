import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '#db/database.ts';
import { openJobExchange } from '#db/job-exchange.ts';
import { systemClock } from '#lib/clock.ts';
import { createLog } from '#lib/log.ts';
import { longFrom } from '#studio/queue/fairness.ts';
import { serveJobs } from '#studio/queue/worker.ts';

/** A program: a worker on the PostgreSQL that its argument names, whose device is elsewhere: it only waits for it. */
const [databaseUrl, milliseconds] = process.argv.slice(2);
const log = createLog('warn');
const db = await openDatabase({ databaseUrl: databaseUrl!, log });
const exchange = await openJobExchange(databaseUrl!, db.jobs, { longFrom, log });
await serveJobs(exchange, { run: () => wait(Number(milliseconds), 'done'), clock: systemClock });
process.send!('ready');
process.once('disconnect', async () => {
  await exchange.close();
  process.exit();
});
