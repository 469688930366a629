import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL of its own, with durability as it is by default. */
export interface OwnPostgres {
  url: string;
  /** Process ids: the postmaster, then what it started. */
  processes(): number[];
  /** Stops it dead, all of it, and starts it again. */
  killAndRestart(): Promise<void>;
  close(): Promise<void>;
}

const home = '/usr/lib/postgresql';

/** The newest PostgreSQL that Debian's packages have put here. Throws where there is none. */
function findPrograms(): string {
  try {
    const [version] = readdirSync(home).sort((one, other) => Number(other) - Number(one));
    return join(home, version!, 'bin');
  } catch (error) {
    throw new Error(`PostgreSQL is not installed (${home}): apt-get install postgresql`, { cause: error });
  }
}

/** PostgreSQL refuses to run as root: there its own account is used. */
function command(program: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, args];
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]];
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export async function startPostgres(): Promise<OwnPostgres> {
  const bin = findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'easel-postgres-'));
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder]);
  else await chmod(folder, 0o700);
  const data = join(folder, 'data');
  execFileSync(...command(join(bin, 'initdb'), ['-D', data, '-U', 'easel', '-A', 'trust']), {
    cwd: '/',
    stdio: 'ignore',
  });
  const port = await freePort();
  const url = `postgresql://easel@127.0.0.1:${port}/postgres`;
  let child: ChildProcess;

  const processes = () => {
    const rows = execFileSync('ps', ['-Ao', 'pid=,ppid=']).toString().trim().split('\n');
    const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
    const family = [child.pid!];
    for (const [pid, parent] of pairs) if (family.includes(parent)) family.push(pid);
    return family;
  };

  async function start(): Promise<void> {
    const options = ['-k', folder, '-c', 'listen_addresses=127.0.0.1', '-p', String(port), '-c', 'max_connections=200'];
    child = spawn(...command(join(bin, 'postgres'), ['-D', data, ...options]), { cwd: '/', stdio: 'ignore' });
    for (;;) {
      const client = new pg.Client(url);
      client.on('error', () => {});
      try {
        await client.connect();
        await client.end();
        return;
      } catch {
        if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}.`);
        await wait(100);
      }
    }
  }

  async function kill(): Promise<void> {
    const ended = once(child, 'exit');
    const all = processes();
    for (const pid of all) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await ended;
    while ((await Promise.all(all.map(isThere))).some(Boolean)) await wait(20);
  }

  await start();
  return {
    url,
    processes,
    async killAndRestart() {
      await kill();
      await start();
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const isThere = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (text) => !/\) Z /.test(text),
    () => false,
  );
