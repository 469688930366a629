import { parentPort, workerData } from 'node:worker_threads';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { openEnlarger } from '#sampling/enlarge.ts';
import { openLocator } from '#sampling/locate.ts';
import { readModel } from '#sampling/model.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import type { PainterAnswer, PainterMessage, PainterOrder, PainterRequest } from './painter.ts';
import { concatenate, divide } from './rows.ts';

/** Checkpoints kept ready at once. */
const openAtMost = 3;

const settings = workerData as { device: DeviceChoice; threads: number };
const samplers = new Map<string, Promise<Sampler>>();

async function open(directory: string, device: Device): Promise<Sampler> {
  return openSampler(await readModel(directory), device);
}

async function samplerOf(directory: string, device: Device): Promise<Sampler> {
  const known = samplers.get(directory) ?? open(directory, device);
  samplers.delete(directory);
  samplers.set(directory, known);
  for (const [oldest, old] of [...samplers].slice(0, -openAtMost)) {
    samplers.delete(oldest);
    await (await old).release();
  }
  known.catch(() => samplers.delete(directory));
  return known;
}

type Sampling = Exclude<PainterRequest, { kind: 'enlarge' | 'locate' | 'describe' }>;

/** What a checkpoint is asked for; the rows of the answer lie one behind the other. */
async function sampleWith(device: Device, request: Sampling): Promise<Uint8Array | Float32Array> {
  const sampler = await samplerOf(request.directory, device);
  if (request.kind === 'imagine') return concatenate(await sampler.imagine(request.requests));
  if (request.kind === 'decode') {
    const codes = divide(request.codes, request.codes.length / sampler.layout.size);
    const styles = divide(request.styles, codes.length);
    return concatenate(await sampler.paint(codes.map((code, row) => ({ code, style: styles[row]! }))));
  }
  const pictures = divide(request.images, request.images.length / (sampler.size ** 2 * 4));
  const styles = request.styles && divide(request.styles, pictures.length);
  if (request.kind === 'encode') return concatenate(await sampler.encode(pictures, styles));
  const targets = pictures.map((pixels, row) => ({ pixels, style: styles![row]! }));
  if (request.kind === 'translate') return concatenate(await sampler.translate(targets));
  return concatenate(await sampler.project(targets));
}

const opening = openDevice(settings.device, settings.threads, {
  onFailure: async ({ message, cause }) => {
    const { description } = await opening;
    tell({ kind: 'device', description, message, cause: String(cause ?? '') });
  },
});
opening.catch(() => {});
const enlarging = opening.then(openEnlarger);
enlarging.catch(() => {});
const locating = opening.then(openLocator);
locating.catch(() => {});

const tell = (message: PainterMessage) => parentPort!.postMessage(message);

async function answer(request: PainterRequest): Promise<PainterAnswer['value']> {
  const device = await opening;
  if (request.kind === 'enlarge') return (await enlarging)(request.image);
  if (request.kind === 'locate') return (await locating)(request.image);
  if (request.kind === 'describe') return device.description;
  return sampleWith(device, request);
}

/** One request after the other: while one is carried out, the next may lie here already. */
let last: Promise<void> = Promise.resolve();

async function carryOut({ id, request }: Exclude<PainterOrder, 'end'>): Promise<void> {
  try {
    tell({ kind: 'answer', id, value: await answer(request) });
  } catch (error) {
    const { code, said, cause } = AppError.from(error);
    tell({ kind: 'answer', id, error: { code, said, cause: String(cause ?? '') } });
  }
}

parentPort!.on('message', (order: PainterOrder) => {
  if (order === 'end') process.exit();
  last = last.then(() => carryOut(order));
});
