import { parentPort, workerData } from 'node:worker_threads';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { findFamily } from '#models/families.ts';
import { readUpscaler } from '#models/upscaler/model.ts';
import { type Device, type Executable, openDevice } from '#tensor/device.ts';
import { type Checkpoint, readCheckpoint } from '#training/checkpoint.ts';
import { type Measures, measure } from '#training/codebook.ts';
import { loadEncoder } from '#training/encoder.ts';
import type { Family } from '#training/family.ts';
import { openPrior, type Prior } from '#training/flow/prior.ts';
import { loadDecoder } from '#training/networks.ts';
import { loadProjector } from '#training/projection.ts';
import { loadUpscaler } from '#training/upscaler/network.ts';
import type { PainterAnswer, PainterMessage, PainterOrder, PainterRequest } from './painter.ts';

/** Batch sizes that programs are compiled for. A picture's bytes do not depend on the batch it was painted in. */
const buckets = [1, 4, 16];
/** Checkpoints kept ready at once. */
const loadedAtMost = 3;

/** One checkpoint, without the codes that it was measured by, with the programs compiled for it so far. */
interface Network {
  checkpoint: Omit<Checkpoint, 'codebook'>;
  measures: Measures;
  family: Family<unknown>;
  decoders: Map<number, Promise<Executable>>;
  encoder?: Promise<Executable>;
  projectors: Map<number, Promise<Executable>>;
  prior?: Promise<Prior>;
}

const settings = workerData as { device: DeviceChoice; threads: number };
const networks = new Map<string, Promise<Network>>();

async function openNetwork(directory: string): Promise<Network> {
  const { codebook, ...checkpoint } = await readCheckpoint(directory);
  const family = findFamily(checkpoint.info.family);
  return {
    checkpoint: { ...checkpoint, info: { ...checkpoint.info, config: family.config.parse(checkpoint.info.config) } },
    measures: measure(codebook),
    family,
    decoders: new Map(),
    projectors: new Map(),
  };
}

async function network(directory: string): Promise<Network> {
  const known = networks.get(directory) ?? openNetwork(directory);
  networks.delete(directory);
  networks.set(directory, known);
  for (const [oldest, old] of [...networks].slice(0, -loadedAtMost)) {
    networks.delete(oldest);
    const { decoders, encoder, projectors, prior } = await old;
    for (const executable of [...decoders.values(), encoder, ...projectors.values(), prior])
      await (await executable)?.release();
  }
  known.catch(() => networks.delete(directory));
  return known;
}

/** The program for the next of so many pictures: the smallest that they nearly fill, else the largest that they fill. */
function bucketFor(count: number): number {
  const nearlyFilled = buckets.find((bucket) => bucket >= count && count >= 0.75 * bucket);
  return nearlyFilled ?? buckets.findLast((bucket) => bucket <= count)!;
}

async function decode(device: Device, request: Extract<PainterRequest, { kind: 'decode' }>): Promise<Uint8Array> {
  const { checkpoint, family, decoders } = await network(request.directory);
  const { config } = checkpoint.info;
  const { size } = family.code(config);
  const styles = family.styles(config).length;
  const picture = family.size(config) ** 2 * 4;
  const count = request.codes.length / size;
  const images = new Uint8Array(count * picture);
  for (let start = 0; start < count; ) {
    const bucket = bucketFor(count - start);
    const painted = Math.min(bucket, count - start);
    const loaded = decoders.get(bucket) ?? loadDecoder(family, config, checkpoint.weights, device, bucket);
    decoders.set(bucket, loaded);
    const code = new Float32Array(bucket * size);
    const style = new Float32Array(bucket * styles);
    code.set(request.codes.subarray(start * size, (start + painted) * size));
    style.set(request.styles.subarray(start * styles, (start + painted) * styles));
    const { image } = await (await loaded).run({ code, style, keep: new Float32Array(bucket).fill(1) });
    for (let i = 0; i < painted * picture; i++) images[start * picture + i] = Math.round(image![i]! * 255);
    start += painted;
  }
  return images;
}

async function encode(device: Device, request: Extract<PainterRequest, { kind: 'encode' }>): Promise<Float32Array> {
  const opened = await network(request.directory);
  const { checkpoint, family } = opened;
  const { config } = checkpoint.info;
  const picture = family.size(config) ** 2 * 4;
  const count = request.images.length / picture;
  if (!family.encode) {
    const known = family.styles(config).length;
    const styles = request.styles ?? new Float32Array(count * known).fill(1 / known);
    return project(device, { ...request, styles });
  }
  opened.encoder ??= loadEncoder(family, config, checkpoint.weights, device, 1);
  const encoder = await opened.encoder;
  const { size } = family.code(config);
  const codes = new Float32Array(count * size);
  for (let index = 0; index < count; index++) {
    const { code } = await encoder.run({ image: inShares(request.images, index * picture, picture) });
    codes.set(code as Float32Array, index * size);
  }
  return codes;
}

type Projection = Pick<Extract<PainterRequest, { kind: 'project' }>, 'directory' | 'images' | 'styles'>;

async function project(device: Device, { directory, images, styles: all }: Projection): Promise<Float32Array> {
  const { checkpoint, measures, family, projectors } = await network(directory);
  const { weights } = checkpoint;
  const { config } = checkpoint.info;
  const { size } = family.code(config);
  const styles = family.styles(config).length;
  const picture = family.size(config) ** 2 * 4;
  const count = images.length / picture;
  const codes = new Float32Array(count * size);
  for (let start = 0; start < count; ) {
    const batch = bucketFor(count - start);
    const done = Math.min(batch, count - start);
    const loaded = projectors.get(batch) ?? loadProjector({ family, config, weights, measures, device, batch });
    projectors.set(batch, loaded);
    const style = new Float32Array(batch * styles);
    style.set(all.subarray(start * styles, (start + done) * styles));
    const image = inShares(images, start * picture, batch * picture);
    const { code } = await (await loaded).run({ image, style });
    codes.set((code as Float32Array).subarray(0, done * size), start * size);
    start += done;
  }
  return codes;
}

/** So many bytes from `start` in [0, 1]; behind the last of them 0. */
function inShares(bytes: Uint8Array, start: number, length: number): Float32Array {
  const shares = new Float32Array(length);
  for (const [i, byte] of bytes.subarray(start, start + length).entries()) shares[i] = byte / 255;
  return shares;
}

async function imagine(device: Device, request: Extract<PainterRequest, { kind: 'imagine' }>): Promise<Float32Array> {
  const opened = await network(request.directory);
  const { info, prior } = opened.checkpoint;
  if (!prior)
    throw new AppError(
      'bad_checkpoint',
      'This model imagines no pictures of its own. An admin chooses another with `/model use`.',
    );
  opened.prior ??= openPrior(prior, info.layout, device);
  const codes = await (await opened.prior).imagine(request.wishes);
  const all = new Float32Array(codes.length * info.layout.size);
  for (const [row, code] of codes.entries()) all.set(code, row * info.layout.size);
  return all;
}

/** Programs by the side of what they enlarge. */
const upscalers = new Map<number, Promise<Executable>>();

async function enlarge(device: Device, { image }: Extract<PainterRequest, { kind: 'enlarge' }>): Promise<Uint8Array> {
  const side = Math.sqrt(image.length / 4);
  const loaded = upscalers.get(side) ?? readUpscaler().then((weights) => loadUpscaler(weights, side, device));
  upscalers.set(side, loaded);
  loaded.catch(() => upscalers.delete(side));
  const { large } = await (await loaded).run({ image: inShares(image, 0, image.length) });
  return Uint8Array.from(large!, (value) => Math.round(value * 255));
}

const opening = openDevice(settings.device, settings.threads, {
  onFailure: async ({ message, cause }) => {
    const { description } = await opening;
    tell({ kind: 'device', description, message, cause: String(cause ?? '') });
  },
});
opening.catch(() => {});

const tell = (message: PainterMessage) => parentPort!.postMessage(message);

async function answer(request: PainterRequest): Promise<PainterAnswer['value']> {
  const device = await opening;
  if (request.kind === 'decode') return decode(device, request);
  if (request.kind === 'encode') return encode(device, request);
  if (request.kind === 'project') return project(device, request);
  if (request.kind === 'imagine') return imagine(device, request);
  if (request.kind === 'enlarge') return enlarge(device, request);
  return device.description;
}

/** One request after the other: while one is carried out, the next may lie here already. */
let last: Promise<void> = Promise.resolve();

async function carryOut({ id, request }: Exclude<PainterOrder, 'end'>): Promise<void> {
  try {
    tell({ kind: 'answer', id, value: await answer(request) });
  } catch (error) {
    const { code, message, cause } = AppError.from(error);
    tell({ kind: 'answer', id, error: { code, message, cause: String(cause ?? '') } });
  }
}

parentPort!.on('message', (order: PainterOrder) => {
  if (order === 'end') process.exit();
  last = last.then(() => carryOut(order));
});
