import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/database.ts';
import { type JobExchange, openJobExchange } from '#db/job-exchange.ts';
import { systemClock } from '#lib/clock.ts';
import { createLog } from '#lib/log.ts';
import { longFrom } from '#studio/queue/fairness.ts';
import type { JobQueue, QueueOptions } from '#studio/queue/queue.ts';
import { createSharedQueue } from '#studio/queue/shared.ts';
import { serveJobs } from '#studio/queue/worker.ts';
import { createPostgresDatabase, describeWherePostgresIs } from '../helpers/database.ts';

interface Task {
  name: string;
  bytes?: Uint8Array;
}

const log = createLog('silent');
const clock = systemClock;
const workerProgram = new URL('../helpers/worker-process.ts', import.meta.url);

describeWherePostgresIs('a queue that processes share', () => {
  let postgres: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let db: Database;
  let workspaceId: string;
  const people = new Map<string, string>();
  const open: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    db = await openDatabase({ databaseUrl: postgres.url, log });
    ({ id: workspaceId } = await db.workspaces.identifyWorkspace('memory', 'home'));
    for (const name of ['ana', 'ben', 'cleo']) {
      const user = await db.users.identifyUser('memory', name, name);
      people.set(name, user.id);
    }
  });
  afterEach(async () => {
    for (const { id } of await db.jobs.listJobs()) await db.jobs.cancelJob(id);
    for (const close of open.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.drop();
  });

  async function exchange(): Promise<JobExchange> {
    const opened = await openJobExchange(postgres.url, db.jobs, { longFrom, log });
    open.push(() => opened.close());
    return opened;
  }

  /** A bot: it asks, and does nothing itself. */
  async function bot(options: Partial<QueueOptions<Task, string>> = {}): Promise<JobQueue<Task, string>> {
    const capacity = { all: 50, perWorkspace: 50, perUser: 5 };
    return createSharedQueue<Task, string>(await exchange(), { capacity, clock, log, ...options });
  }

  const work = async (run: QueueOptions<Task, string>['run']) => serveJobs(await exchange(), { run, clock });

  const request = (who: string, task: Task, more: { key?: string } = {}) => {
    return { kind: 'generate', userId: people.get(who)!, workspaceId, cost: 4, task, ...more };
  };

  it('brings what was asked to a worker, and progress and the result back', async () => {
    const queue = await bot();
    const shown: number[] = [];
    const held = Promise.withResolvers<void>();
    await work(async ({ name, bytes }, { report }) => {
      report(0.5);
      await held.promise;
      return `${name} ${bytes}`;
    });
    const job = queue.add(request('ana', { name: 'fox', bytes: Uint8Array.of(1, 2, 3) }));
    await new Promise<void>((resolve) => {
      job.onProgress((progress) => {
        if (progress.state === 'running') shown.push(progress.ratio);
        if (shown.at(-1) === 0.5) resolve();
      });
    });
    expect(await queue.list()).toMatchObject([{ id: job.id, kind: 'generate', userId: people.get('ana') }]);
    held.resolve();
    expect(await job.done).toBe('fox 1,2,3');
    expect(await queue.list()).toEqual([]);
  });

  it('shares jobs among workers, each job done by one, of a person one at a time', async () => {
    const queue = await bot();
    const done: string[] = [];
    const busy = new Set<string>();
    const run: QueueOptions<Task, string>['run'] = async ({ name }) => {
      const person = name[0]!;
      expect(busy).not.toContain(person);
      busy.add(person);
      for (let turn = 0; turn < 10; turn++) await db.jobs.listJobs();
      busy.delete(person);
      done.push(name);
      return name;
    };
    await work(run);
    await work(run);
    const names = ['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3', 'a4', 'b4', 'c4'];
    const jobs = names.map((name) => queue.add(request({ a: 'ana', b: 'ben', c: 'cleo' }[name[0]!]!, { name })));
    expect(await Promise.all(jobs.map((job) => job.done))).toEqual(names);
    expect(done.toSorted()).toEqual(names.toSorted());
  });

  it('lets people take turns, says where everyone stands, and refuses whoever has too much', async () => {
    const queue = await bot();
    const other = await bot();
    const heap = [1, 2, 3, 4, 5].map((number) => queue.add(request('ana', { name: `a${number}` })));
    const refused = queue.add(request('ana', { name: 'a6' }));
    await expect(refused.done).rejects.toMatchObject({ code: 'queue_full' });
    const ben = other.add(request('ben', { name: 'b1' }));
    await expect.poll(async () => (await other.list()).length).toBe(6);
    expect(ben.progress()).toMatchObject({ state: 'waiting', position: 2 });
    const order: string[] = [];
    await work(async ({ name }) => {
      order.push(name);
      return name;
    });
    await Promise.all([...heap, ben].map((job) => job.done));
    expect(order.indexOf('b1')).toBeLessThanOrEqual(2);
  });

  it('takes nothing for cancelled that is not in the line yet', async () => {
    const through = Promise.withResolvers<void>();
    let missed = () => {};
    const slow: JobExchange = await exchange();
    const queue = await createSharedQueue<Task, string>(
      {
        ...slow,
        submit: async (...job) => {
          await through.promise;
          return slow.submit(...job);
        },
        listen: (news, onMissed) => {
          missed = onMissed;
          return slow.listen(news, onMissed);
        },
      },
      { capacity: { all: 50, perWorkspace: 50, perUser: 5 }, clock, log },
    );
    await work(async ({ name }) => name);
    const job = queue.add(request('ana', { name: 'fox' }));
    missed();
    await queue.list();
    through.resolve();
    expect(await job.done).toBe('fox');
  });

  it('tells what went wrong in the words of the worker', async () => {
    const queue = await bot();
    await work(() => Promise.reject(new Error('of the inside')));
    await expect(queue.add(request('ana', { name: 'fox' })).done).rejects.toMatchObject({ code: 'internal' });
  });

  it('cancels what waits and what runs, from any process', async () => {
    const [queue, other] = [await bot(), await bot()];
    const waiting = queue.add(request('ana', { name: 'waits' }));
    await expect.poll(async () => (await other.list()).length).toBe(1);
    (await other.list())[0]!.cancel();
    await expect(waiting.done).rejects.toMatchObject({ code: 'cancelled' });
    const begun = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    await work(async (_, { signal }) => {
      begun.resolve();
      await once(signal, 'abort');
      aborted.resolve();
      return '';
    });
    const running = queue.add(request('ana', { name: 'runs' }));
    await begun.promise;
    running.cancel();
    await expect(running.done).rejects.toMatchObject({ code: 'cancelled' });
    await aborted.promise;
  });

  it('takes the same request from two presses as one job', async () => {
    const queue = await bot();
    const presses = ['first', 'second'].map((name) => queue.add(request('ana', { name }, { key: 'vary' })));
    await expect.poll(async () => (await queue.list()).length).toBe(1);
    await work(async ({ name }) => name);
    const [one, two] = await Promise.all(presses.map((press) => press.done));
    expect(one).toBe(two);
  });

  it('gives the job of a worker that was killed to another one', async () => {
    const queue = await bot();
    const child = fork(workerProgram, [postgres.url], { stdio: 'inherit' });
    await message(child, 'ready');
    const job = queue.add(request('ana', { name: 'fox' }));
    await message(child, 'begun');
    child.kill('SIGKILL');
    const killedAt = performance.now();
    await work(async ({ name }) => `${name} after all`);
    expect(await job.done).toBe('fox after all');
    expect(performance.now() - killedAt).toBeLessThan(15_000);
  });
});

async function message(child: ChildProcess, expected: string): Promise<void> {
  for (;;) {
    const [said] = await once(child, 'message');
    if (said === expected) return;
  }
}
