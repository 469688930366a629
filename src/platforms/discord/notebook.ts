import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SessionInfo } from '@discordjs/ws';
import type { Log } from '#lib/log.ts';

type Sessions = Record<string, SessionInfo>;

/** Where each shard's session with Discord stands, to outlive this process. */
export interface Notebook {
  session(shard: number): SessionInfo | null;
  keepSession(shard: number, session: SessionInfo | null): void;
  /**
   * Takes note of an event. Until the returned function is called, since it was written down elsewhere, no session is
   * written down that is past it: after a crash Discord sends it again.
   */
  receive(shard: number, sequence: number): () => void;
  /** Writes everything down. */
  close(): Promise<void>;
}

/** How often sessions are written down: as they were a period ago, so that what they say was received is noted here. */
const periodMs = 1000;

/** Opens the notebook in a file, which only its owner may read. A missing or damaged one is begun anew. */
export async function openNotebook(path: string, log: Log): Promise<Notebook> {
  const sessions = await readSessions(path);
  let settled = { ...sessions };
  let writing: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  await mkdir(dirname(path), { recursive: true });

  const write = async () => {
    const text = JSON.stringify({ sessions: settled });
    await writeFile(`${path}.part`, text, { mode: 0o600 });
    await rename(`${path}.part`, path);
  };
  /** Resolves once what stands there now is written down. One writing at a time; the next holds all that changed. */
  const save = (): Promise<void> => {
    if (!writing) {
      writing = write()
        .catch((error: unknown) => log.warn({ err: error }, 'Discord’s notebook could not be written'))
        .finally(() => {
          writing = undefined;
        });
      return writing;
    }
    next ??= writing.then(() => {
      next = undefined;
      return save();
    });
    return next;
  };

  const open = new Map<string, Set<number>>();
  const withoutOpen = ([shard, session]: [string, SessionInfo]) => {
    const before = Math.min(...(open.get(shard) ?? [])) - 1;
    return [shard, { ...session, sequence: Math.min(session.sequence, before) }] as const;
  };
  let due = { ...sessions };
  const timer = setInterval(() => {
    const known = JSON.stringify(settled);
    settled = Object.fromEntries(Object.entries(due).map(withoutOpen));
    due = { ...sessions };
    if (JSON.stringify(settled) !== known) save();
  }, periodMs).unref();

  return {
    session: (shard) => sessions[shard] ?? null,
    keepSession(shard, session) {
      if (session) sessions[shard] = session;
      else delete sessions[shard];
    },
    receive(shard, sequence) {
      const events = open.get(String(shard)) ?? new Set();
      open.set(String(shard), events.add(sequence));
      return () => void events.delete(sequence);
    },
    async close() {
      clearInterval(timer);
      settled = { ...sessions };
      await save();
    },
  };
}

async function readSessions(path: string): Promise<Sessions> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text).sessions ?? {};
  } catch {
    return {};
  }
}
