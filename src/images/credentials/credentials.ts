import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '#lib/errors.ts';

/** A picture to sign, and what came of it. */
export interface SigningOrder {
  id: number;
  file: Uint8Array<ArrayBuffer>;
  mime: string;
}
export type SigningAnswer = { id: number } & ({ signed: Uint8Array } | { error: string });

/** Says in a picture's file, signed, that this Easel made it: content credentials (C2PA 2.4). */
export interface Credentials {
  /**
   * A PNG, WebP or GIF file with a manifest of its own, about 5 KB larger. Throws where that cannot be signed. What is
   * changed afterwards is known as changed.
   */
  sign(file: Uint8Array, mime: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Where nothing is signed. */
export const noCredentials: Credentials = { sign: async (file) => file, close: async () => {} };

/**
 * Makes ready to sign, in a thread of its own, with the key in `folder`, which is made where there is none. Throws
 * `bad_config` where it is damaged.
 */
export async function openCredentials(folder: string, version: string): Promise<Credentials> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { folder, version } });
  await once(worker, 'message').catch((error: unknown) => {
    const { message } = error as Error;
    throw new AppError('bad_config', `Content credentials cannot be signed: ${message}`, error);
  });
  worker.unref();
  const waiting = new Map<number, { resolve(signed: Uint8Array): void; reject(error: unknown): void }>();
  let orders = 0;
  let ended: Error | undefined;
  worker.on('message', (answer: SigningAnswer) => {
    const order = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('signed' in answer) order?.resolve(answer.signed);
    else order?.reject(new Error(`A picture could not be signed: ${answer.error}`));
  });
  const end = (error: Error) => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', () => end(ended ?? new Error('Whatever signs pictures has ended.')));
  return {
    sign: (file, mime) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = orders++;
        waiting.set(id, { resolve, reject });
        const order: SigningOrder = { id, file: Uint8Array.from(file), mime };
        worker.postMessage(order, [order.file.buffer]);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
