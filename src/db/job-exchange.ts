import { fromPrisma, PgBoss } from 'pg-boss';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import { type JobNews, type JobQueries, jobChannel, type NewJob, type UnfinishedJob } from './jobs.ts';

/** What processes that share a PostgreSQL use to share work. */
export interface JobExchange extends Omit<JobQueries, 'createJob' | 'findAbandonedJobs'> {
  /** This process's, as it is known to PostgreSQL and the others. */
  name: string;
  /** As `createJob` of the queries, and given to a worker in the order of the tags. */
  submit(job: NewJob, place: (others: UnfinishedJob[], clock: number) => number): Promise<string>;
  /** Hears what happens to jobs from now on; `missed` is called where something may have been missed. */
  listen(news: (news: JobNews) => void, missed: () => void): Promise<void>;
  /**
   * Carries out jobs, so many short and so many long ones at once, of each person one of a kind at a time. `carryOut`
   * rejects only where the job is to be tried again. A job whose process has died is given to another within seconds,
   * one whose machine has gone silent within half a minute.
   */
  work(limits: { short: number; long: number }, carryOut: (id: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Seconds. pg-boss takes no shorter heartbeat than ten, which finds machines that have gone silent. */
const liveness = { heartbeatSeconds: 10, heartbeatRefreshSeconds: 3, checkSeconds: 2 };
const queues = { short: 'easel-short', long: 'easel-long' };
/** How long jobs may go on at a stop, in milliseconds, before they are given to others. */
const graceMs = 8000;
/** Where jobs go whose workers died again and again. */
const lostQueue = 'easel-lost';
/** The lowest priority that PostgreSQL's `integer` holds; the line is never that long. */
const lastPlace = 2 ** 31 - 1;

/** Opens pg-boss on the PostgreSQL at `databaseUrl`, in its own schema; `longFrom` is the cost of a long job. */
export async function openJobExchange(
  databaseUrl: string,
  { createJob, findAbandonedJobs, ...queries }: JobQueries,
  { longFrom, log }: { longFrom: number; log: Log },
): Promise<JobExchange> {
  const name = `easel-${createId()}`;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: name,
    schema: 'easel_jobs',
    useListenNotify: true,
    schedule: false,
    monitorIntervalSeconds: liveness.checkSeconds,
    superviseIntervalSeconds: liveness.checkSeconds,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue has trouble with the database'));
  await boss.start();
  const { heartbeatSeconds } = liveness;
  await boss.createQueue(lostQueue);
  const options = {
    heartbeatSeconds,
    retryLimit: 3,
    deleteAfterSeconds: 3600,
    notify: true,
    deadLetter: lostQueue,
    policy: 'singleton',
  };
  for (const queue of Object.values(queues)) await boss.createQueue(queue, options);
  const listeners: { close(): Promise<void> }[] = [];
  const queueOf = ({ cost }: { cost: number }) => (cost >= longFrom ? queues.long : queues.short);

  /** Gives the jobs of processes that died to others. */
  async function giveBack(): Promise<void> {
    for (const job of await findAbandonedJobs()) {
      const queue = queueOf(job);
      const attempts = await boss.findJobs(queue, { data: { id: job.id } });
      for (const attempt of attempts) if (attempt.state === 'active') await boss.fail(queue, attempt);
    }
  }
  const rounds = setInterval(
    () => giveBack().catch((error) => log.warn({ err: error }, 'lost jobs were not found')),
    1000 * liveness.checkSeconds,
  );
  rounds.unref();

  return {
    ...queries,
    name,
    submit: (job, place) =>
      createJob(job, place, (transaction, tag) => {
        const priority = -Math.min(Math.round(tag), lastPlace);
        return boss.send(
          queueOf(job),
          { id: job.id },
          { priority, singletonKey: job.userId, db: fromPrisma(transaction) },
        );
      }),
    listen: async (news, missed) => {
      const database = boss.getDb();
      if (!database.listen) throw new TypeError("pg-boss's own connections can listen.");
      listeners.push(await database.listen(jobChannel, (payload) => news(JSON.parse(payload)), missed));
    },
    work: async (limits, carryOut) => {
      for (const [length, queue] of Object.entries(queues)) {
        const workOptions = {
          localConcurrency: limits[length as keyof typeof limits],
          heartbeatRefreshSeconds: liveness.heartbeatRefreshSeconds,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 0.5,
        };
        await boss.work<{ id: string }>(queue, workOptions, async (jobs) => {
          for (const { data } of jobs) await carryOut(data.id);
        });
      }
      await boss.work<{ id: string }>(lostQueue, async (jobs) => {
        const error = new AppError('internal', message('error.broke-off'));
        for (const { data } of jobs) await queries.finishJob(data.id, { error });
      });
    },
    close: async () => {
      clearInterval(rounds);
      await Promise.all(listeners.map((listener) => listener.close()));
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}
