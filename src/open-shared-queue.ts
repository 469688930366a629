import type { Database } from '#db/database.ts';
import type { Painting } from '#studio/api.ts';
import type { PaintPictures } from '#studio/painting/paintings.ts';
import { longFrom } from '#studio/queue/fairness.ts';
import type { JobQueue } from '#studio/queue/queue.ts';
import type { PaintTask } from '#studio/queue/request.ts';
import type { SharedQueueOptions } from '#studio/queue/shared.ts';

/** The queue of all processes on one PostgreSQL; what it needs is loaded only where there is one. */
export async function openSharedQueue(
  databaseUrl: string,
  jobs: Database['jobs'],
  options: SharedQueueOptions & { serves: boolean; run: PaintPictures },
): Promise<JobQueue<PaintTask, Painting>> {
  const [{ openJobExchange }, { createSharedQueue }, { serveJobs }] = await Promise.all([
    import('#db/job-exchange.ts'),
    import('#studio/queue/shared.ts'),
    import('#studio/queue/worker.ts'),
  ]);
  const exchange = await openJobExchange(databaseUrl, jobs, { longFrom, log: options.log });
  const queue = await createSharedQueue<PaintTask, Painting>(exchange, options);
  if (options.serves) await serveJobs(exchange, options);
  return queue;
}
