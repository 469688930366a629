import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openPerson } from '../load/person.ts';
import { type EaselProcess, startEasel } from '../soak/easel-process.ts';
import { quantile, time } from './measure.ts';

/** Resident memory of a process and of those it started, in megabytes. */
export function residentMegabytes(pid: number): number {
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
  const settings = { DATA_DIR: dataDir, EASEL_DEVICE: process.env.EASEL_DEVICE ?? 'auto' };
  let server: EaselProcess | undefined;
  try {
    say('first start, which makes the database');
    server = await startEasel(settings);
    await server.end('SIGTERM');
    say('start on existing data');
    server = await startEasel(settings);
    const readyMs = server.readyMs;

    say('/generate, end to end');
    const { url } = server;
    const everyone = await Promise.all(Array.from({ length: people }, (_, index) => openPerson(url, `Ana ${index}`)));
    const times: number[] = [];
    for (let request = -warmUps; request < requests; request++) {
      const person = everyone[(request + warmUps) % people]!;
      const taken = await time(() => person.generate(`/generate fox count:4 seed:${request + 100}`));
      if (request >= 0) times.push(taken);
    }
    for (const person of everyone) person.close();

    say('memory at rest');
    await wait(5000);
    return {
      'ready.ms': readyMs,
      'generate4.p50_ms': quantile(times, 0.5),
      'generate4.p95_ms': quantile(times, 0.95),
      'rss.idle_mb': residentMegabytes(server.process.pid!),
    };
  } finally {
    await server?.end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}
