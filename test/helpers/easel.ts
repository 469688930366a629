import { mkdtemp, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Execute } from '#db/connection.ts';
import { startDatabase } from '#db/database.ts';
import { loadConfig } from '#lib/config.ts';
import { createLog } from '#lib/log.ts';
import { createMemoryChat, type MemoryChat } from '#platforms/memory/memory.ts';
import { type Easel, openEasel } from '../../src/easel.ts';
import { type TinyCheckpointOptions, writeTinyCheckpoint } from './checkpoint.ts';
import { openTestCompositions } from './compositions.ts';
import { connectTestTables } from './database.ts';
import { giveLexicon } from './vocabulary.ts';

export interface TestEasel extends Easel {
  folder: string;
  memory: MemoryChat;
  /** Asks the database itself. */
  execute: Execute;
}

/** The whole of Easel with a tiny model, a database in memory and a folder of its own, which `prepare` may fill; `settings` as in the environment. */
export async function openTestEasel(
  options?: TinyCheckpointOptions,
  prepare?: (folder: string) => Promise<unknown>,
  settings: Record<string, string> = {},
): Promise<TestEasel> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-test-'));
  await giveLexicon(folder);
  await prepare?.(folder);
  const { directory } = await writeTinyCheckpoint(join(folder, 'shipped'), options);
  const config = loadConfig({ DATA_DIR: folder, EASEL_DEVICE: 'cpu', EASEL_THREADS: '2', ...settings });
  const connection = await connectTestTables();
  const easel = await openEasel({
    config,
    log: createLog('silent'),
    shipped: [directory],
    database: await startDatabase(connection, createLog('silent')),
    safety: async () => 'fit',
    trainingPriority: getPriority(),
    compositions: openTestCompositions,
  });
  return {
    ...easel,
    folder,
    memory: createMemoryChat(easel.chat),
    execute: (sql) => connection.session((run) => run(sql)),
    close: async () => {
      await easel.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
