import { describe, expect, it } from 'vitest';
import { createQueue, type QueueOptions } from '#studio/queue.ts';

/** A queue whose jobs end when the test says so, on a clock that stands still until it is moved. */
function setUp(options: Partial<QueueOptions> = {}) {
  let now = 0;
  const clock = { now: () => new Date(now) };
  const queue = createQueue({ capacity: 100, capacityPerUser: 10, clock, ...options });
  const started: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<string>>();
  const add = (userId: string, name: string, kind = 'generate') => {
    const gate = Promise.withResolvers<string>();
    gates.set(name, gate);
    return queue.add(kind, userId, ({ signal }) => {
      started.push(name);
      signal.addEventListener('abort', () => gate.reject(signal.reason));
      return gate.promise;
    });
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

describe('the queue', () => {
  it("lets people take turns: nobody waits for somebody else's heap", async () => {
    const { add, started, settle, finish } = setUp();
    for (const name of ['a1', 'a2', 'a3']) add('ana', name);
    add('ben', 'b1');
    await settle();
    for (const name of ['a1', 'b1', 'a2', 'a3']) await finish(name);
    expect(started).toEqual(['a1', 'b1', 'a2', 'a3']);
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
    await finish('a2', 1000);
    expect(third.progress()).toMatchObject({ state: 'waiting', position: 1 });
  });

  it('refuses more than a person may have, and more than there is room for', async () => {
    const { add } = setUp({ capacity: 3, capacityPerUser: 2 });
    add('ana', 'a1');
    add('ana', 'a2');
    expect(() => add('ana', 'a3')).toThrow(/You have 2 jobs waiting/);
    add('ben', 'b1');
    expect(() => add('cleo', 'c1')).toThrow(/queue is full.*about \d+ s/);
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
    const { queue, add, settle, finish } = setUp();
    const failing = queue.add('generate', 'ana', () => Promise.reject(new Error('broken')));
    const next = add('ana', 'a2');
    await expect(failing.done).rejects.toThrow('broken');
    await settle();
    await finish('a2');
    await expect(next.done).resolves.toBe('a2');
  });

  it('cancels everything and refuses more when it closes', async () => {
    const { queue, add, settle } = setUp();
    const jobs = [add('ana', 'a1'), add('ben', 'b1')];
    await settle();
    queue.close();
    for (const job of jobs) await expect(job.done).rejects.toMatchObject({ code: 'cancelled' });
    expect(() => add('ana', 'a2')).toThrow(/shutting down/);
  });
});
