import { Worker } from 'node:worker_threads';
import type { Log } from '#lib/log.ts';
import type { Engine } from './pglite-engine.ts';
import type { EngineAnswer, EngineRequest } from './pglite-worker.ts';

type Answer = Promise<Uint8Array<ArrayBuffer> | undefined>;

/** How long after a failure to open the database again that is tried once more, in milliseconds. */
const pauseMs = 5000;

/** What tells that the engine is of no use where it fails: what is wrong with a statement is said in an answer. */
const isVital = ({ kind }: EngineRequest): boolean => kind === 'open' || kind === 'speak';

const cannotOpen =
  'the database cannot be opened again; I keep trying. If this goes on, start Easel again, or bring a backup into an ' +
  'empty DATA_DIR with npm run restore';

interface Thread {
  ask(request: EngineRequest): Answer;
  /** Why it answers no more. */
  gone(): Error | undefined;
  /** Resolves once it uses the folder no more. */
  ended: Promise<unknown>;
}

/**
 * An engine in a thread of its own. The process may end while nothing is asked of it. Where the thread crashes, what was
 * asked fails, and what comes next is asked of a new one on the same folder: what was acknowledged is on the disk.
 */
export function startEngine(folder: string, log?: Log): Engine {
  let thread = startThread(folder);
  let opening: Promise<void> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  const openAgain = async (gone: Error) => {
    if (performance.now() - failedAt < pauseMs) throw unreachable('it could not be opened again a moment ago');
    log?.error({ err: gone, folder }, 'the database has crashed and is opened again');
    await thread.ended;
    const next = startThread(folder);
    await next.ask({ kind: 'open' }).catch((error: unknown) => {
      failedAt = performance.now();
      log?.error({ err: error, folder }, cannotOpen);
      throw unreachable('it cannot be opened again');
    });
    thread = next;
    log?.info({ folder }, 'the database is open again');
  };

  async function ask(request: EngineRequest): Answer {
    if (closed) throw unreachable('it was closed');
    const gone = thread.gone();
    if (gone) {
      opening ??= openAgain(gone).finally(() => {
        opening = undefined;
      });
      await opening;
    }
    return thread.ask(request);
  }

  return {
    speak: async (messages) => (await ask({ kind: 'speak', messages }))!,
    copyTo: async (target) => void (await ask({ kind: 'copyTo', target })),
    close: async () => {
      await opening?.catch(() => {});
      closed = true;
      if (thread.gone()) await thread.ended;
      else await thread.ask({ kind: 'close' });
    },
  };
}

function startThread(folder: string): Thread {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: { folder } });
  const waiting: (PromiseWithResolvers<Uint8Array<ArrayBuffer> | undefined> & { request: EngineRequest })[] = [];
  let isOpen = false;
  let gone: Error | undefined;
  const ended = new Promise((resolve) => worker.on('exit', resolve));
  const end = (error: Error) => {
    gone ??= isOpen ? unreachable(error.message) : error;
    for (const { reject } of waiting.splice(0)) reject(gone);
    void worker.terminate();
  };
  worker.unref();
  worker.on('message', ({ value, failure }: EngineAnswer) => {
    const asked = waiting.shift();
    if (!asked) return;
    if (waiting.length === 0) worker.unref();
    if (failure === undefined) {
      isOpen = true;
      asked.resolve(value);
    } else if (isVital(asked.request)) {
      waiting.unshift(asked);
      end(new Error(failure));
    } else asked.reject(new Error(failure));
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('its thread has ended')));

  return {
    gone: () => gone,
    ended,
    async ask(request) {
      if (gone) throw gone;
      const asked = { ...Promise.withResolvers<Uint8Array<ArrayBuffer> | undefined>(), request };
      waiting.push(asked);
      worker.ref();
      worker.postMessage(request, request.kind === 'speak' ? [request.messages.buffer] : []);
      return asked.promise;
    },
  };
}

/** In words by which whoever asked the database knows that it is away for a while, see `outageBehind`. */
function unreachable(why: string): Error {
  return new Error(`Connection terminated: the database does not answer, ${why}.`);
}
