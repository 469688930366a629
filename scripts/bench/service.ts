import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.ts';
import { quantile, time } from './measure.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const patienceMs = 60_000;

interface Server {
  url: string;
  process: ChildProcess;
  /** Milliseconds from the start of the process until it answered that it is well. */
  readyMs: number;
  stop(): Promise<void>;
}

/** Starts Easel as `npm start` does, on a free port. Throws with what it printed where it does not come up. */
async function startServer(dataDir: string): Promise<Server> {
  const started = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`Easel did not start: ${why}\n${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      failed(`nothing for ${patienceMs / 1000} seconds`);
    }, patienceMs);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/[\w.:[\]]+/.exec(printed)?.[0];
      if (address) {
        clearTimeout(timer);
        resolve(address);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(`it ended with ${code}`));
  });
  while (!(await fetch(`${url}/healthz`).catch(() => undefined))?.ok) await wait(5);
  const readyMs = performance.now() - started;
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, process: child, readyMs, stop };
}

/** Resident memory of a process and of those it started, in megabytes. */
function residentMegabytes(pid: number): number {
  const lines = execFileSync('ps', ['-Ao', 'pid=,ppid=,rss=']).toString().trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const family = new Set([pid]);
  for (const [id, parent] of rows) if (family.has(parent)) family.add(id);
  return rows.filter(([id]) => family.has(id)).reduce((sum, [, , kilobytes]) => sum + kilobytes, 0) / 1024;
}

const warmUps = 3;
const requests = 25;
/** People take turns, as no one may ask that often. */
const people = 5;

/** The bot as a whole, driven as a browser drives it: start, four pictures from asking to seeing, memory at rest. */
export async function benchService(say: (text: string) => void): Promise<Record<string, number>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  let server: Server | undefined;
  try {
    say('first start, which makes the database');
    server = await startServer(dataDir);
    await server.stop();
    say('start on existing data');
    server = await startServer(dataDir);
    const readyMs = server.readyMs;

    say('/generate, end to end');
    const { url } = server;
    const browsers = await Promise.all(Array.from({ length: people }, (_, index) => openBrowser(url, `Ana ${index}`)));
    const times: number[] = [];
    for (let request = -warmUps; request < requests; request++) {
      const browser = browsers[(request + warmUps) % people]!;
      const taken = await time(() => browser.generate(`/generate fox count:4 seed:${request + 100}`));
      if (request >= 0) times.push(taken);
    }
    for (const browser of browsers) browser.close();

    say('memory at rest');
    await wait(5000);
    return {
      'ready.ms': readyMs,
      'generate4.p50_ms': quantile(times, 0.5),
      'generate4.p95_ms': quantile(times, 0.95),
      'rss.idle_mb': residentMegabytes(server.process.pid!),
    };
  } finally {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
