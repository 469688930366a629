import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '#db/connection.ts';
import { connectPglite } from '#db/pglite.ts';
import { connectPostgres } from '#db/postgres.ts';
import { createLog } from '#lib/log.ts';
import { type EaselProcess, startEasel } from '../soak/easel-process.ts';
import type { ReadDatabase } from './ledger.ts';
import { freePort, startPostgres } from './postgres.ts';

/** Something that can be killed and paused. */
export interface Part {
  name: string;
  /** Stops it dead and starts it again; resolves once it is ready. */
  kill(): Promise<void>;
  pids(): number[];
}

/** An installation of Easel that lives through faults. */
export interface World {
  url: string;
  parts: Part[];
  /** Stops whatever Easel has running, then reads the database. */
  read: ReadDatabase;
  close(): Promise<void>;
}

/** A bot with an embedded database in `dataDir`, in a folder of its own unless told. */
export async function openEmbedded(settings: Record<string, string> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-faults-'));
  const dataDir = settings.DATA_DIR ?? folder;
  const port = String(await freePort());
  const bot = await startPart('bot', { DATA_DIR: dataDir, PORT: port, ...settings });
  return {
    url: `http://127.0.0.1:${port}`,
    parts: [bot],
    read: async (work) => {
      await bot.stop();
      return readOnce(await connectPglite(dataDir), work);
    },
    close: async () => {
      await bot.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A bot that does not paint and two workers, on a PostgreSQL of their own. */
export async function openShared(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-faults-'));
  const postgres = await startPostgres();
  const port = String(await freePort());
  const settings = (name: string) => ({ DATA_DIR: join(folder, name), DATABASE_URL: postgres.url });
  const bot = await startPart('bot', { ...settings('bot'), PORT: port, EASEL_PAINTS: 'no' });
  const workers = [await startPart('worker', settings('one')), await startPart('worker', settings('two'))];
  const stop = async () => {
    for (const part of [bot, ...workers]) await part.stop();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    parts: [bot, ...workers, { name: 'postgres', kill: postgres.killAndRestart, pids: postgres.processes }],
    read: async (work) => {
      await stop();
      return readOnce(await connectPostgres(postgres.url, createLog('silent')), work);
    },
    close: async () => {
      await stop();
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface EaselPart extends Part {
  stop(): Promise<void>;
}

async function startPart(program: 'bot' | 'worker', settings: Record<string, string>): Promise<EaselPart> {
  let running: EaselProcess | undefined = await startEasel(settings, program);
  return {
    name: program,
    pids: () => (running?.process.pid ? [running.process.pid] : []),
    async kill() {
      await running?.end('SIGKILL');
      running = undefined;
      while (!running) running = await startEasel(settings, program).catch(() => wait(500, undefined));
    },
    async stop() {
      await running?.end('SIGTERM');
      running = undefined;
    },
  };
}

function readOnce(connection: Connection, work: Parameters<ReadDatabase>[0]): ReturnType<ReadDatabase> {
  return connection.session(work).finally(connection.close);
}
