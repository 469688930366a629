import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Program, runConfined } from '#lib/confined.ts';

type Order = { wait?: number; hang?: boolean; fill?: number; die?: boolean; fail?: boolean; tell?: string };

/** A program that does whatever it is told, and answers with its process id. */
const source = `
import { serveOrders } from '${new URL('../../src/lib/confined-process.ts', import.meta.url).href}';
serveOrders(async ({ wait, hang, fill, die, fail, tell }) => {
  if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
  while (hang);
  if (die) process.kill(process.pid, 'SIGKILL');
  if (fail) throw new Error('no picture');
  const blocks = [];
  for (let megabyte = 0; megabyte < (fill ?? 0); megabyte += 10) blocks.push(Buffer.alloc(10 * 2 ** 20, 1));
  return tell ? String(process.env[tell]) : process.pid;
});
`;

let program: Program;
let other: Program;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'easel-confined-'));
  const [url, otherUrl] = ['program.mjs', 'other.mjs'].map((name) => pathToFileURL(join(folder, name)));
  for (const each of [url!, otherUrl!]) await writeFile(each, source);
  program = { url: url!, megabytes: 200, milliseconds: 20_000, atOnce: 2 };
  other = { ...program, url: otherUrl!, atOnce: 1 };
});
const ask = (order: Order, changes: Partial<Program> = {}) => runConfined<number>({ ...program, ...changes }, order);

describe('work on what anyone may have sent', () => {
  test('is done by few processes, which are used again', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => ask({ wait: 10 })));
    expect(new Set(ids).size).toBeLessThanOrEqual(2);
  });

  test('ends when its time is over, and what comes next is done', async () => {
    const hanging = ask({ hang: true }, { milliseconds: 1000 });
    const next = ask({});
    await expect(hanging).rejects.toMatchObject({ reason: 'time' });
    expect(await next).toBeGreaterThan(0);
  });

  test.runIf(process.platform === 'linux')('gets no more memory than it may have', async () => {
    expect(await ask({ fill: 100 })).toBeGreaterThan(0);
    const reason = await ask({ fill: 2000 }).catch((error: { reason: string }) => error.reason);
    expect(['ended', 'refused']).toContain(reason);
    expect(await ask({})).toBeGreaterThan(0);
  });

  test('that kills its process or fails says so, and the next one is done', async () => {
    await expect(ask({ die: true })).rejects.toMatchObject({ reason: 'ended' });
    await expect(ask({ fail: true })).rejects.toMatchObject({ reason: 'refused', message: 'Error: no picture' });
    expect(await ask({})).toBeGreaterThan(0);
  });

  test('of one kind does not hold up another kind', async () => {
    const done: string[] = [];
    const slow = Array.from({ length: 4 }, () => runConfined(other, { wait: 300 }).then(() => done.push('slow')));
    await ask({}).then(() => done.push('quick'));
    expect(done.filter((each) => each === 'slow').length).toBeLessThanOrEqual(1);
    await Promise.all(slow);
  });

  test('waits in a line that has an end: who comes after it is told at once', async () => {
    const orders = Array.from({ length: 45 }, () => ask({}).catch((error: { reason: string }) => error.reason));
    const last = await Promise.race(orders.slice(-1));
    expect(last).toBe('busy');
    const answers = await Promise.all(orders);
    expect(answers.filter((answer) => answer === 'busy')).toHaveLength(3);
    expect(answers.slice(0, 42).every((answer) => Number(answer) > 0)).toBe(true);
  });

  test('leaves no more processes than may work, whatever they are for', async () => {
    const alive = (pid: number) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    const pids = await Promise.all([ask({ wait: 20 }), ask({ wait: 20 })]);
    pids.push(await runConfined<number>(other, {}));
    await expect.poll(() => new Set(pids.filter(alive)).size).toBeLessThanOrEqual(2);
  });

  test('knows no secret of the environment', async () => {
    process.env.DISCORD_TOKEN = 'a-secret';
    await ask({ die: true }).catch(() => {});
    await ask({ die: true }).catch(() => {});
    expect(await ask({ tell: 'DISCORD_TOKEN' })).toBe('undefined');
    delete process.env.DISCORD_TOKEN;
  });
});
