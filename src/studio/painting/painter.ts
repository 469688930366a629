import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { PriorRequest } from '#sampling/prior.ts';
import type { ProjectionTarget, Sketch } from '#sampling/sampler.ts';
import { createBatcher } from './batcher.ts';
import { concatenate, divide } from './rows.ts';

export type PainterRequest =
  | { kind: 'decode'; directory: string; codes: Float32Array; styles: Float32Array }
  | { kind: 'encode'; directory: string; images: Uint8Array; styles?: Float32Array }
  | { kind: 'project'; directory: string; images: Uint8Array; styles: Float32Array }
  | { kind: 'translate'; directory: string; images: Uint8Array; styles: Float32Array }
  | { kind: 'imagine'; directory: string; requests: readonly PriorRequest[] }
  | { kind: 'enlarge'; image: Uint8Array }
  | { kind: 'locate'; image: Uint8Array }
  | { kind: 'describe' };

export interface PainterAnswer {
  kind: 'answer';
  id: number;
  value?: Uint8Array | Float32Array | string;
  error?: { code: ErrorCode; said: Said; cause: string };
}

/** What the thread is told: a request to answer, or that it may go once it has done what it is at. */
export type PainterOrder = { id: number; request: PainterRequest } | 'end';

/** What the thread says: answers, and that the device failed and the CPU took over. */
export type PainterMessage = PainterAnswer | { kind: 'device'; description: string; message: string; cause: string };

/** Owns the device, in a thread of its own: the event loop never waits for arithmetic. */
export interface Painter {
  /** Paints with the checkpoint in `directory`; each picture is premultiplied RGBA, `[size, size, 4]`. */
  decode(directory: string, sketches: readonly Sketch[]): Promise<Uint8Array[]>;
  /**
   * Premultiplied RGBA pictures → their codes. The style of each (weights `[styles]`), where it is known, helps a
   * checkpoint that has no encoder.
   */
  encode(directory: string, images: readonly Uint8Array[], styles?: readonly Float32Array[]): Promise<Float32Array[]>;
  /** Codes that paint these pictures more closely than `encode` finds: by descent from there, many times as slow. */
  project(directory: string, targets: readonly ProjectionTarget[]): Promise<Float32Array[]>;
  /** Pictures → others in these styles, both premultiplied RGBA, by the checkpoint in `directory`, which can do that. */
  translate(directory: string, targets: readonly ProjectionTarget[]): Promise<Uint8Array[]>;
  /** Codes that the checkpoint in `directory` imagines. Throws `bad_checkpoint` where it has nothing to do so with. */
  imagine(directory: string, requests: readonly PriorRequest[]): Promise<Float32Array[]>;
  /** A picture of 128 × 128 pixels or more twice as wide and high, by the network that was taught to: premultiplied RGBA. */
  enlarge(image: Uint8Array): Promise<Uint8Array>;
  /** Where the head is in a picture of 64 × 64 pixels, premultiplied RGBA; see `openLocator`. */
  locate(image: Uint8Array): Promise<Float32Array>;
  /** The device in words, and why it is not the one asked for where it failed at work. */
  describe(): Promise<string>;
  /** Waits for the batch on the device, if there is one, and leaves the rest: a thread cut off in it aborts the process. */
  close(): Promise<void>;
}

interface Pending {
  resolve(value: never): void;
  reject(error: unknown): void;
}

/** Work of one kind with one checkpoint. */
interface Lane {
  kind: 'decode' | 'encode' | 'project' | 'translate' | 'imagine';
  directory: string;
  /** Whether the style of each picture to encode is known. */
  styled?: boolean;
}

type Item = Sketch | Uint8Array | ProjectionTarget | PriorRequest;

/** What the device does in one go at most: what others want waits no longer than that. A CPU gains nothing by more. */
const largestBatch = { decode: 4, encode: 4, project: 4, translate: 4, imagine: 4 };
const largestOnGpu = { ...largestBatch, decode: 16 };
/** How long an idle painter waits for more of the same, in milliseconds. */
const patienceMs = 3;

export interface PainterOptions {
  device: DeviceChoice;
  /** Of one tensor program; 0 means one per core. */
  threads: number;
  log: Log;
  /** Told of each batch that the device has done. */
  onBatch?(kind: Lane['kind'], size: number, seconds: number): void;
}

export function createPainter({ device, threads, log, onBatch }: PainterOptions): Painter {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let closed = false;
  let description: Promise<string> | undefined;
  let largest = largestBatch;
  /** Started again by the next request after it has stopped. */
  let worker: Worker | undefined = start();

  function start(): Worker {
    const started = new Worker(new URL('./painter-worker.ts', import.meta.url), { workerData: { device, threads } });
    started.on('message', (message: PainterMessage) => {
      if (message.kind === 'device') {
        const { message: failure, cause } = message;
        log.warn({ cause, device: message.description }, `${failure} Painting goes on on the cpu.`);
        description = Promise.resolve(message.description);
        largest = largestBatch;
        return;
      }
      const { id, value, error } = message;
      const request = pending.get(id);
      pending.delete(id);
      if (error) request?.reject(new AppError(error.code, error.said, error.cause || undefined));
      else request?.resolve(value as never);
    });
    started.on('error', (error) => log.error({ err: error }, 'the painter stopped'));
    started.on('exit', () => {
      const lost = new AppError('device', message('error.painter'));
      for (const request of pending.values()) request.reject(lost);
      pending.clear();
      worker = undefined;
      description = undefined;
    });
    return started;
  }

  function ask<Value>(request: PainterRequest): Promise<Value> {
    if (closed) return Promise.reject(new AppError('busy', message('error.shutting-down')));
    const id = nextId++;
    return new Promise<Value>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker ??= start();
      worker.postMessage({ id, request } satisfies PainterOrder);
    });
  }

  const work = createBatcher<Lane, Item, Uint8Array | Float32Array>({
    largest: ({ kind }) => largest[kind],
    sameLane: (one, other) =>
      one.kind === other.kind && one.directory === other.directory && one.styled === other.styled,
    run: async ({ lane, items }) => {
      const start = performance.now();
      const values = divide(await ask<Uint8Array | Float32Array>(toRequest(lane, items)), items.length);
      onBatch?.(lane.kind, items.length, (performance.now() - start) / 1000);
      return values;
    },
    patienceMs,
    atOnce: 2,
  });

  return {
    decode: (directory, sketches) => work({ kind: 'decode', directory }, sketches) as Promise<Uint8Array[]>,
    encode: (directory, images, styles) => {
      const items = styles ? images.map((pixels, index) => ({ pixels, style: styles[index]! })) : images;
      return work({ kind: 'encode', directory, styled: styles !== undefined }, items) as Promise<Float32Array[]>;
    },
    project: (directory, targets) => work({ kind: 'project', directory }, targets) as Promise<Float32Array[]>,
    translate: (directory, targets) => work({ kind: 'translate', directory }, targets) as Promise<Uint8Array[]>,
    imagine: (directory, requests) => work({ kind: 'imagine', directory }, requests) as Promise<Float32Array[]>,
    enlarge: (image) => ask<Uint8Array>({ kind: 'enlarge', image }),
    locate: (image) => ask<Float32Array>({ kind: 'locate', image }),
    describe: () => {
      description ??= ask<string>({ kind: 'describe' }).then((text) => {
        largest = text.startsWith('cpu') ? largestBatch : largestOnGpu;
        return text;
      });
      return description;
    },
    close: async () => {
      closed = true;
      if (!worker) return;
      const ended = once(worker, 'exit');
      worker.postMessage('end' satisfies PainterOrder);
      await ended;
    },
  };
}

/** A lane's items are of its kind. */
function toRequest({ kind, directory, styled }: Lane, items: readonly Item[]): PainterRequest {
  if (kind === 'imagine') return { kind, directory, requests: (items as PriorRequest[]).map(onItsOwn) };
  if (kind === 'encode' && !styled) return { kind, directory, images: concatenate(items as Uint8Array[]) };
  if (kind === 'project' || kind === 'encode' || kind === 'translate') {
    const targets = items as ProjectionTarget[];
    const images = concatenate(targets.map(({ pixels }) => pixels));
    return { kind, directory, images, styles: concatenate(targets.map(({ style }) => style)) };
  }
  const sketches = items as Sketch[];
  const codes = concatenate(sketches.map(({ code }) => code));
  return { kind, directory, codes, styles: concatenate(sketches.map(({ style }) => style)) };
}

/** A request that shares no memory with anything: what is sent of a row of a table is all of the table. */
function onItsOwn({ things, parts, ...request }: PriorRequest): PriorRequest {
  const copy = (rows?: readonly Float32Array[]) => rows?.map((row) => row.slice());
  const start = request.start && { ...request.start, code: request.start.code.slice() };
  const copyAll = (some: PriorRequest['things']) =>
    some.map(({ texts, codes, ...thing }) => ({ ...thing, texts: copy(texts), codes: copy(codes) }));
  return { ...request, start, things: copyAll(things), parts: parts && copyAll(parts) };
}
