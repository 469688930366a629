import { Worker } from 'node:worker_threads';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Wish } from '#training/flow/prior.ts';

export type PainterRequest =
  | { kind: 'decode'; directory: string; codes: Float32Array; styles: Float32Array }
  | { kind: 'encode'; directory: string; images: Uint8Array }
  | { kind: 'imagine'; directory: string; wishes: readonly Wish[] }
  | { kind: 'describe' };

export interface PainterAnswer {
  kind: 'answer';
  id: number;
  value?: Uint8Array | Float32Array | string;
  error?: { code: ErrorCode; message: string; cause: string };
}

/** What the thread says: answers, and that the device failed and the CPU took over. */
export type PainterMessage = PainterAnswer | { kind: 'device'; description: string; message: string; cause: string };

/** One picture to paint: its code `[code]` and style weights `[styles]`. */
export interface Sketch {
  code: Float32Array;
  style: Float32Array;
}

/** Owns the device, in a thread of its own: the event loop never waits for arithmetic. */
export interface Painter {
  /** Paints with the checkpoint in `directory`; each picture is premultiplied RGBA, `[size, size, 4]`. */
  decode(directory: string, sketches: readonly Sketch[]): Promise<Uint8Array[]>;
  /** Premultiplied RGBA pictures → their codes. */
  encode(directory: string, images: readonly Uint8Array[]): Promise<Float32Array[]>;
  /** Codes that the checkpoint in `directory` imagines. Throws `bad_checkpoint` where it has nothing to do so with. */
  imagine(directory: string, wishes: readonly Wish[]): Promise<Float32Array[]>;
  /** The device in words, and why it is not the one asked for where it failed at work. */
  describe(): Promise<string>;
  close(): Promise<void>;
}

interface Pending {
  resolve(value: never): void;
  reject(error: unknown): void;
}

interface WaitingDecode {
  directory: string;
  sketches: readonly Sketch[];
  resolve(images: Uint8Array[]): void;
  reject(error: unknown): void;
}

/** Pictures painted in one go at most; requests that wait together are painted together. */
const largestBatch = 16;

export function createPainter({ device, threads, log }: { device: DeviceChoice; threads: number; log: Log }): Painter {
  const pending = new Map<number, Pending>();
  const waiting: WaitingDecode[] = [];
  let nextId = 1;
  let decoding = false;
  let closed = false;
  let description: Promise<string> | undefined;
  /** Started again by the next request after it has stopped. */
  let worker: Worker | undefined = start();

  function start(): Worker {
    const started = new Worker(new URL('./painter-worker.ts', import.meta.url), { workerData: { device, threads } });
    started.on('message', (message: PainterMessage) => {
      if (message.kind === 'device') {
        const { message: failure, cause } = message;
        log.warn({ cause, device: message.description }, `${failure} Painting goes on on the cpu.`);
        description = Promise.resolve(message.description);
        return;
      }
      const { id, value, error } = message;
      const request = pending.get(id);
      pending.delete(id);
      if (error) request?.reject(new AppError(error.code, error.message, error.cause || undefined));
      else request?.resolve(value as never);
    });
    started.on('error', (error) => log.error({ err: error }, 'the painter stopped'));
    started.on('exit', () => {
      const lost = new AppError('device', 'The painter stopped while working. Please try again.');
      for (const request of pending.values()) request.reject(lost);
      pending.clear();
      worker = undefined;
      description = undefined;
    });
    return started;
  }

  function ask<Value>(request: PainterRequest): Promise<Value> {
    if (closed) return Promise.reject(new AppError('busy', 'Easel is shutting down. Please try again in a moment.'));
    const id = nextId++;
    return new Promise<Value>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker ??= start();
      worker.postMessage({ id, request });
    });
  }

  /** Takes what waits for the same checkpoint as the first in line, up to one batch. */
  function takeBatch(): WaitingDecode[] {
    const { directory } = waiting[0]!;
    const batch: WaitingDecode[] = [];
    let count = 0;
    for (const request of [...waiting]) {
      if (request.directory !== directory) continue;
      if (batch.length > 0 && count + request.sketches.length > largestBatch) break;
      batch.push(request);
      count += request.sketches.length;
      waiting.splice(waiting.indexOf(request), 1);
    }
    return batch;
  }

  async function drain(): Promise<void> {
    if (decoding) return;
    decoding = true;
    while (waiting.length > 0) {
      const batch = takeBatch();
      const sketches = batch.flatMap((request) => request.sketches);
      try {
        const codes = concatenate(sketches.map(({ code }) => code));
        const styles = concatenate(sketches.map(({ style }) => style));
        const bytes = await ask<Uint8Array>({ kind: 'decode', directory: batch[0]!.directory, codes, styles });
        const images = divide(bytes, sketches.length);
        for (const request of batch) request.resolve(images.splice(0, request.sketches.length));
      } catch (error) {
        for (const request of batch) request.reject(error);
      }
    }
    decoding = false;
  }

  return {
    decode: (directory, sketches) =>
      new Promise((resolve, reject) => {
        if (sketches.length === 0) return resolve([]);
        waiting.push({ directory, sketches, resolve, reject });
        queueMicrotask(drain);
      }),
    encode: async (directory, images) => {
      if (images.length === 0) return [];
      return divide(await ask<Float32Array>({ kind: 'encode', directory, images: concatenate(images) }), images.length);
    },
    imagine: async (directory, wishes) => {
      if (wishes.length === 0) return [];
      return divide(await ask<Float32Array>({ kind: 'imagine', directory, wishes }), wishes.length);
    },
    describe: () => {
      description ??= ask<string>({ kind: 'describe' });
      return description;
    },
    close: async () => {
      closed = true;
      await worker?.terminate();
    },
  };
}

function concatenate<Numbers extends Float32Array | Uint8Array>(parts: readonly Numbers[]): Numbers {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = (parts[0] instanceof Float32Array ? new Float32Array(length) : new Uint8Array(length)) as Numbers;
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function divide<Numbers extends Float32Array | Uint8Array>(whole: Numbers, count: number): Numbers[] {
  const length = whole.length / count;
  return Array.from({ length: count }, (_, index) => whole.slice(index * length, (index + 1) * length) as Numbers);
}
