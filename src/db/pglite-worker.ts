import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './pglite-engine.ts';

/** What the thread is asked for; it answers in the order of asking. */
export type EngineRequest =
  | { kind: 'open' }
  | { kind: 'speak'; messages: Uint8Array<ArrayBuffer> }
  | { kind: 'copyTo'; target: string }
  | { kind: 'close' };

/** A failure as words: an error that crosses threads loses its class anyway. */
export type EngineAnswer = { value?: Uint8Array<ArrayBuffer>; failure?: string };

/** A thread that has the database of a folder for itself: what PostgreSQL computes keeps nobody else waiting. */
const opening = openEngine({ folder: workerData.folder as string });
opening.catch(() => {});

async function answer(request: EngineRequest): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const engine = await opening;
  if (request.kind === 'speak') return engine.speak(request.messages);
  if (request.kind === 'copyTo') await engine.copyTo(request.target);
  if (request.kind === 'close') await engine.close();
  return undefined;
}

let last = Promise.resolve();
parentPort!.on('message', (request: EngineRequest) => {
  last = last.then(async () => {
    const said: EngineAnswer = await answer(request).then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
    );
    parentPort!.postMessage(said, said.value ? [said.value.buffer] : []);
    if (request.kind === 'close') parentPort!.close();
  });
});
