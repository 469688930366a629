import { describe, expect, it } from 'vitest';
import { createQueue, type QueuedJob, type QueueOptions, type Request, type WorkContext } from '#studio/queue/queue.ts';

type Work = (context: WorkContext) => Promise<string>;

/** A queue whose jobs end when the test says so, on a clock that stands still until it is moved. */
function setUp(options: Partial<QueueOptions<Work, string>> = {}) {
  let now = 0;
  const clock = { now: () => new Date(now) };
  const capacity = { all: 100, perWorkspace: 100, perUser: 10 };
  const queue = createQueue<Work, string>({ run: (work, context) => work(context), capacity, clock, ...options });
  const started: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<string>>();
  const add = (userId: string, name: string, request: Partial<Request<Work>> = {}) => {
    const gate = Promise.withResolvers<string>();
    gates.set(name, gate);
    const task: Work = ({ signal }) => {
      started.push(name);
      signal.addEventListener('abort', () => gate.reject(signal.reason));
      return gate.promise;
    };
    return queue.add({ kind: 'generate', userId, workspaceId: 'home', cost: 4, task, ...request });
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    queue,
    started,
    add,
    settle,
    finish: async (name: string, afterMs = 0) => {
      now += afterMs;
      gates.get(name)!.resolve(name);
      await settle();
    },
  };
}

/** A device on a clock of its own: jobs, which are their work in milliseconds, share it evenly. */
function createSharedServer() {
  let now = 0;
  const jobs = new Set<{ left: number; resolve(): void }>();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock: { now: () => new Date(now) },
    run: (left: number) => new Promise<void>((resolve) => jobs.add({ left, resolve })),
    async finishAll() {
      await settle();
      while (jobs.size > 0) {
        const least = Math.min(...[...jobs].map(({ left }) => left));
        now += least * jobs.size;
        for (const job of jobs) {
          job.left -= least;
          if (job.left > 0) continue;
          jobs.delete(job);
          job.resolve();
        }
        await settle();
      }
    },
  };
}

/** Eight people whose grids fill the room. */
const crowd = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
const placeOf = (job: QueuedJob<string>) => {
  const progress = job.progress();
  return progress.state === 'waiting' ? progress.position : progress.state;
};

describe('the queue', () => {
  it('runs jobs of several people together, and those of one person one after the other', async () => {
    const { add, started, settle, finish } = setUp();
    for (const name of ['a1', 'a2']) add('ana', name);
    add('ben', 'b1');
    await settle();
    expect(started).toEqual(['a1', 'b1']);
    await finish('a1');
    expect(started).toEqual(['a1', 'b1', 'a2']);
  });

  it("lets people take turns where there is no room for all: nobody waits for somebody else's heap", async () => {
    const { add, started, settle, finish } = setUp();
    for (const person of crowd) add(person, person);
    for (const name of ['a1', 'a2', 'a3']) add('ana', name);
    for (const name of ['b1', 'b2']) add('ben', name);
    await settle();
    expect(started).toEqual(crowd);
    for (const name of ['p1', 'p2', 'a1', 'b1']) await finish(name);
    expect(started.slice(crowd.length)).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('gives a quiet workspace as much as a crowded one', async () => {
    const { add, started, settle, finish } = setUp();
    for (const person of [...crowd, 'c1', 'c2', 'c3', 'c4']) add(person, person, { workspaceId: 'crowded' });
    await settle();
    add('quiet', 'q1', { workspaceId: 'quiet' });
    add('quiet', 'q2', { workspaceId: 'quiet' });
    for (const name of ['p1', 'p2', 'c1', 'q1']) await finish(name);
    expect(started.slice(crowd.length)).toEqual(['c1', 'q1', 'c2', 'q2']);
  });

  it('lets small jobs go first, and does not let a large one wait for ever', async () => {
    const { add, started, settle, finish } = setUp();
    for (const person of crowd) add(person, person);
    await settle();
    add('ana', 'large', { cost: 16 });
    add('ben', 'small', { cost: 1 });
    for (let index = 0; !started.includes('large') && index < 50; index++) {
      add(`late${index}`, `late${index}`);
      await finish(started[index]!);
    }
    expect(started).toContain('large');
    expect(started.indexOf('small')).toBeLessThan(started.indexOf('large'));
  });

  it('keeps room for grids while long animations run, also for those who animate', async () => {
    const { add, started, settle } = setUp();
    for (const name of ['long1', 'long2', 'long3']) add(name, name, { kind: 'interpolate', cost: 24 });
    add('long1', 'grid');
    await settle();
    expect(started).toEqual(['grid', 'long1', 'long2']);
  });

  it('tells the place in line, and the time that jobs of these kinds have taken', async () => {
    const { add, settle, finish } = setUp();
    add('ana', 'a1');
    await settle();
    await finish('a1', 1000);
    add('ana', 'a2');
    const second = add('ana', 'a3');
    const third = add('ana', 'a4');
    await settle();
    expect(second.progress()).toMatchObject({ state: 'waiting', position: 1, waitMs: 1000 });
    expect(third.progress()).toMatchObject({ state: 'waiting', position: 2, waitMs: 2000 });
    const places: unknown[] = [];
    third.onProgress((progress) => places.push(progress));
    await finish('a2', 1000);
    expect(places).toEqual([{ state: 'waiting', position: 1, waitMs: 1000 }]);
  });

  it('tells those who come when they will start, and reports what came of it', async () => {
    const starts: number[][] = [];
    const { add, settle, finish } = setUp({ onStart: (...figures) => starts.push(figures) });
    add('ana', 'a1');
    await settle();
    await finish('a1', 1000);
    add('ana', 'a2');
    add('ana', 'a3');
    await settle();
    await finish('a2', 1100);
    expect(starts.at(-1)).toEqual([1100, 1000]);
  });

  /** Mixed jobs are further off: those that come later and are smaller go before. */
  it.each([
    { costs: [4], within: 0.02 },
    { costs: [4, 4, 9, 1, 24], within: 0.25 },
  ])(
    'tells fifty people at once waiting times that come true, costs $costs within $within',
    async ({ costs, within }) => {
      const starts: { waited: number; promised: number }[] = [];
      const server = createSharedServer();
      const capacity = { all: 100, perWorkspace: 100, perUser: 10 };
      const queue = createQueue<number, void>({
        run: server.run,
        capacity,
        clock: server.clock,
        onStart: (waited, promised) => starts.push({ waited, promised }),
      });
      const ask = (person: number, cost: number) => {
        const kind = cost > 16 ? 'interpolate' : 'generate';
        queue.add({ kind, userId: `p${person}`, workspaceId: 'home', cost, task: cost * 20 });
      };
      ask(0, 4);
      ask(1, 24);
      await server.finishAll();
      starts.length = 0;
      for (let person = 0; person < 50; person++) ask(person, costs[person % costs.length]!);
      await server.finishAll();
      expect(starts).toHaveLength(50);
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const error = mean(starts.map(({ waited, promised }) => Math.abs(waited - promised)));
      expect(error / mean(starts.map(({ waited }) => waited))).toBeLessThan(within);
    },
  );

  it('refuses more than a person or a workspace may have, and more than there is room for', () => {
    const { add } = setUp({ capacity: { all: 4, perWorkspace: 3, perUser: 2 } });
    add('ana', 'a1');
    add('ana', 'a2');
    expect(() => add('ana', 'a3')).toThrow(/You have 2 jobs waiting.*about \d+ s/);
    add('ben', 'b1');
    expect(() => add('cleo', 'c1')).toThrow(/queue is full.*about \d+ s/);
    add('dan', 'd1', { workspaceId: 'elsewhere' });
    expect(() => add('eve', 'e1', { workspaceId: 'elsewhere' })).toThrow(/queue is full.*about \d+ s/);
  });

  it('takes the same request again for the first one, until that is finished', async () => {
    const { add, started, settle, finish } = setUp();
    const first = add('ana', 'a1', { key: 'vary' });
    const second = add('ana', 'a2', { key: 'vary' });
    await settle();
    expect(second.id).toBe(first.id);
    first.cancel();
    await expect(first.done).rejects.toMatchObject({ code: 'cancelled' });
    await finish('a1');
    await expect(second.done).resolves.toBe('a1');
    add('ana', 'a3', { key: 'vary' });
    await settle();
    expect(started).toEqual(['a1', 'a3']);
  });

  it('cancels what nobody wants any more', async () => {
    const { add, started, settle } = setUp();
    const presses = [add('ana', 'a1', { key: 'vary' }), add('ana', 'a2', { key: 'vary' })];
    await settle();
    for (const press of presses) press.cancel();
    await settle();
    expect(presses.map(placeOf)).toEqual(['done', 'done']);
    add('ana', 'a3', { key: 'vary' });
    await settle();
    expect(started).toEqual(['a1', 'a3']);
  });

  it('cancels what waits and what runs, and goes on with the next', async () => {
    const { add, started, settle, finish } = setUp();
    const running = add('ana', 'a1');
    const waiting = add('ana', 'a2');
    add('ana', 'a3');
    await settle();
    waiting.cancel();
    running.cancel();
    await expect(waiting.done).rejects.toMatchObject({ code: 'cancelled' });
    await expect(running.done).rejects.toMatchObject({ code: 'cancelled' });
    await settle();
    expect(started).toEqual(['a1', 'a3']);
    await finish('a3');
  });

  it('goes on after a job that failed', async () => {
    const { add, settle, finish } = setUp();
    const failing = add('ana', 'a1', { task: () => Promise.reject(new Error('broken')) });
    const next = add('ana', 'a2');
    await expect(failing.done).rejects.toThrow('broken');
    await settle();
    await finish('a2');
    await expect(next.done).resolves.toBe('a2');
  });

  it('cancels everything and refuses more when it closes', async () => {
    const { queue, add, started, settle } = setUp();
    const jobs = [add('ana', 'a1'), add('ben', 'b1'), add('ben', 'b2')];
    await settle();
    await queue.close();
    for (const job of jobs) await expect(job.done).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => add('ana', 'a2')).toThrow(/shutting down/);
    await settle();
    expect(started).toEqual(['a1', 'b1']);
  });
});
