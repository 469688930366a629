import type { JobExchange } from '#db/job-exchange.ts';
import type { JobNews } from '#db/jobs.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { QueueOptions } from './queue.ts';

/** Jobs that one worker carries out at once: enough to fill its batches, and half of the room for long ones. */
const atOnce = { short: 6, long: 2 };
/** Between two words on how far a job is, in milliseconds. */
const reportEvery = 200;

/** Carries out jobs that any process has accepted, until the exchange is closed. */
export async function serveJobs<Task, Result>(
  exchange: JobExchange,
  { run, clock }: Pick<QueueOptions<Task, Result>, 'run' | 'clock'>,
): Promise<void> {
  const underway = new Map<string, AbortController>();
  const cancel = (id: string) => underway.get(id)?.abort(new AppError('cancelled', message('error.cancelled')));

  async function carryOut(id: string): Promise<void> {
    const job = await exchange.startJob(id, exchange.name);
    if (!job) return;
    const abort = new AbortController();
    underway.set(id, abort);
    let reportedAt = 0;
    const report = (ratio: number) => {
      const now = clock.now().getTime();
      if (now - reportedAt < reportEvery) return;
      reportedAt = now;
      exchange.reportJob(id, ratio).catch(() => {});
    };
    try {
      const result = await run(job.task as Task, { id, signal: abort.signal, report });
      await exchange.finishJob(id, { result });
    } catch (error) {
      await exchange.finishJob(id, { error: AppError.from(error) });
    } finally {
      underway.delete(id);
    }
  }

  const hear = ({ id, state }: JobNews) => {
    if (state === 'cancelled') cancel(id);
  };
  /** A cancellation may have been missed. */
  const lookAgain = async () => {
    const wanted = new Set((await exchange.listJobs()).map(({ id }) => id));
    for (const id of underway.keys()) if (!wanted.has(id)) cancel(id);
  };
  await exchange.listen(hear, () => void lookAgain().catch(() => {}));
  await exchange.work(atOnce, carryOut);
}
