import { fsyncSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { throwOnCrash } from './pglite-crash.ts';

/** PGlite as a server: it speaks PostgreSQL's protocol, one message after the other. */
export interface Engine {
  /** Whole messages in, in memory of their own, what PostgreSQL answers out. Throws where PostgreSQL itself has failed. */
  speak(messages: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Copies the database's files into a new folder, while nothing is said. */
  copyTo(target: string): Promise<void>;
  close(): Promise<void>;
}

/** PGlite's own less `-F` (never call fsync), and with 16 MB of buffers where PostgreSQL would take 128. */
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'shared_buffers=16MB', '-c', 'wal_sync_method=fsync'],
];

/** Opens the database in a folder, or one in memory, which begins as `snapshot` (of PGlite's `dumpDataDir`). */
export async function openEngine(where: { folder: string } | { snapshot?: Blob }): Promise<Engine> {
  const place = 'folder' in where ? { fs: new SyncedNodeFS(where.folder) } : { loadDataDir: where.snapshot };
  const pglite = await PGlite.create({ ...place, startParams });
  const throwCrash = throwOnCrash(pglite);
  return {
    speak: async (messages) => {
      throwCrash();
      return speak(pglite, messages);
    },
    copyTo: async (target) => {
      if ('folder' in where) await cp(where.folder, target, { recursive: true });
    },
    close: () => pglite.close(),
  };
}

/**
 * In pieces, as PGlite otherwise reads its answers, too, and never lets go of any. A client's greeting, which begins with
 * a 0, is answered in another way.
 */
async function speak(pglite: PGlite, messages: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (messages[0] === 0) return joined([await pglite.execProtocolRaw(messages)]);
  const pieces: Uint8Array[] = [];
  await pglite.execProtocolRawStream(messages, { onRawData: (piece) => pieces.push(piece.slice()) });
  return joined(pieces);
}

/** One after the other, in memory of their own, which can be handed to another thread as it is. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

interface NodeStream {
  /** Node's file descriptor; a folder has none. */
  nfd?: number;
}

interface Attributes {
  mode?: number;
}

/** The part of Emscripten's file system that is changed. */
interface NodeFileSystem {
  stream_ops: object;
  node_ops: { setattr(node: unknown, attributes: Attributes): void };
}

/** Permissions of the owner alone: PGlite sets some for everybody, past the process' own mask. */
const forOwner = ({ mode, ...rest }: Attributes): Attributes =>
  mode === undefined ? rest : { ...rest, mode: mode & ~0o077 };

/**
 * PGlite's file system does not pass fsync on to the disk; this one does, so that a power cut loses nothing. Nor does it
 * keep what it writes to its owner.
 */
class SyncedNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const amend = ({ NODEFS }: { NODEFS: NodeFileSystem }) => {
      Object.assign(NODEFS.stream_ops, { fsync });
      const { setattr } = NODEFS.node_ops;
      NODEFS.node_ops.setattr = (node, attributes) => setattr(node, forOwner(attributes));
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), amend] } };
  }
}

/** Returns 0, which is success in C. */
function fsync({ nfd }: NodeStream): 0 {
  if (nfd !== undefined) fsyncSync(nfd);
  return 0;
}
