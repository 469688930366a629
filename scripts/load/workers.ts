import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase } from '#db/database.ts';
import { openJobExchange } from '#db/job-exchange.ts';
import { systemClock } from '#lib/clock.ts';
import { createLog } from '#lib/log.ts';
import { longFrom } from '#studio/queue/fairness.ts';
import { createSharedQueue } from '#studio/queue/shared.ts';
import { median } from '../bench/measure.ts';
import { startPostgres } from '../faults/postgres.ts';
import type { Figures, Say } from './scene.ts';

const people = 30;
const jobsPerRound = 96;
const rounds = 3;
const deviceMs = 1500;

/** Jobs per second of one worker and of two on one PostgreSQL, where a job is to wait for a device 1.5 s. */
export async function loadWorkers(say: Say): Promise<Figures> {
  const postgres = await startPostgres();
  const log = createLog('warn');
  const db = await openDatabase({ databaseUrl: postgres.url, log });
  const exchange = await openJobExchange(postgres.url, db.jobs, { longFrom, log });
  const workers: ChildProcess[] = [];
  try {
    const capacity = { all: 1000, perWorkspace: 1000, perUser: 100 };
    const queue = await createSharedQueue<string, string>(exchange, { capacity, clock: systemClock, log });
    const { id: workspaceId } = await db.workspaces.identifyWorkspace('load', 'home');
    const users: string[] = [];
    for (let index = 0; index < people; index++) {
      users.push((await db.users.identifyUser('load', `person ${index}`, 'Ana')).id);
    }
    const measure = async () => {
      const started = performance.now();
      const jobs = Array.from({ length: jobsPerRound }, (_, index) => {
        const userId = users[index % people]!;
        return queue.add({ kind: 'generate', userId, workspaceId, cost: 4, task: `${index}` }).done;
      });
      await Promise.all(jobs);
      return (1000 * jobsPerRound) / (performance.now() - started);
    };
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const speeds of [one, two]) {
        while (workers.length < (speeds === one ? 1 : 2)) workers.push(await startWorker(postgres.url));
        speeds.push(await measure());
      }
      say(`${one.at(-1)!.toFixed(1)} jobs/s with one worker, ${two.at(-1)!.toFixed(1)} with two`);
      await stopWorker(workers.pop()!);
    }
    return {
      'workers.one_jobs_per_s': median(one),
      'workers.two_jobs_per_s': median(two),
      'workers.two_vs_one': median(two) / median(one),
    };
  } finally {
    for (const worker of workers) await stopWorker(worker);
    await exchange.close();
    await db.close();
    await postgres.close();
  }
}

async function startWorker(url: string): Promise<ChildProcess> {
  const worker = fork(new URL('./waiting-worker.ts', import.meta.url), [url, String(deviceMs)]);
  await once(worker, 'message');
  return worker;
}

async function stopWorker(worker: ChildProcess): Promise<void> {
  worker.disconnect();
  await once(worker, 'exit');
}
