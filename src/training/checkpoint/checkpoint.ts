import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { AppError } from '#lib/errors.ts';
import { makeWhole } from '#lib/whole.ts';
import type { CodeLayout, Family } from '../family.ts';
import { decodeSafetensors, encodeSafetensors, type NamedTensor, type Precision, units } from './safetensors.ts';

/** What a checkpoint says about itself. */
export interface CheckpointInfo {
  /** SHA-256 over the hashes of its weights, its codes and its prior, in hex: the checkpoint's name for ever. */
  id: string;
  family: string;
  config: unknown;
  layout: CodeLayout;
  styles: readonly string[];
  /** Width and height of its pictures in pixels. */
  size: number;
  step: number;
  /** Training pictures seen, parents' included. */
  images: number;
  dataset: { name: string; hash: string };
  /** The checkpoint that training started from. */
  parent?: string;
  metrics: Record<string, number>;
  createdAt: string;
}

/** The code of every picture of the training set, as the checkpoint's encoder sees it. */
export interface CodeTable {
  /** `[pictures, code]`. */
  codes: Float32Array;
  size: number;
  pictures: { concept: string; style: string }[];
  /**
   * Of each picture, the logarithm of how many times as often as another of its style free samples start at it
   * `[pictures]`, where a community's taste was learnt; see `appealOf`.
   */
  appeal?: Float32Array;
  /** How fast that logarithm grows with each number of the look of what is sampled `[look]`; see `inclinationOf`. */
  inclination?: Float32Array;
}

/** Everything that sampling needs: the EMA weights and the table of codes. Never changed once written. */
export interface Checkpoint {
  info: CheckpointInfo;
  weights: Record<string, NamedTensor>;
  codeTable: CodeTable;
  /** What imagines codes of this model (see `flow/prior.ts`), where one was trained. */
  prior?: Record<string, NamedTensor>;
}

export type NewCheckpoint = Omit<Checkpoint, 'info'> & { info: Omit<CheckpointInfo, 'id'> };

/** What every checkpoint of a model says of it. */
export function describeModel<Config>(family: Family<Config>, config: Config) {
  const [layout, styles, size] = [family.code(config), family.styles(config), family.size(config)];
  return { family: family.name, config, layout, styles, size };
}

const files = {
  info: 'checkpoint.json',
  weights: 'weights.safetensors',
  codes: 'codes.safetensors',
  prior: 'prior.safetensors',
};

/**
 * Writes a checkpoint into a folder, whole or not at all, and returns it as it reads back: its weights in `precision`,
 * its prior in bytes, its codes in coarse ones and compressed: they were learnt under more noise than that rounding.
 * `directory` is asked for its place once the id is known.
 */
export async function writeCheckpoint(
  checkpoint: NewCheckpoint,
  directory: (id: string) => string,
  precision: Precision = 'F16',
): Promise<Checkpoint & { directory: string }> {
  const { info, weights, codeTable, prior } = checkpoint;
  const identity = { family: info.family, config: JSON.stringify(info.config), parent: info.parent ?? '' };
  const weightBytes = encodeSafetensors(weights, identity, precision);
  const shape = [codeTable.pictures.length, codeTable.size];
  const pictures = JSON.stringify(codeTable.pictures.map(({ concept, style }) => [concept, style]));
  const { codes, appeal, inclination } = codeTable;
  const numbers = {
    codes: { shape, data: codes },
    ...(appeal && { appeal: { shape: [appeal.length], data: appeal } }),
    ...(inclination && { inclination: { shape: [inclination.length], data: inclination } }),
  };
  const codeBytes = gzipSync(encodeSafetensors(numbers, { pictures }, 'I8', units.coarse));
  const priorBytes = prior && encodeSafetensors(prior, {}, 'I8');
  const id = identify(weightBytes, codeBytes, ...(priorBytes ? [priorBytes] : []));

  const place = directory(id);
  await makeWhole(place, async (unfinished) => {
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, files.weights), weightBytes);
    await writeFile(join(unfinished, files.codes), codeBytes);
    if (priorBytes) await writeFile(join(unfinished, files.prior), priorBytes);
    await writeFile(join(unfinished, files.info), `${JSON.stringify({ id, ...info }, null, 2)}\n`);
  }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    throw new AppError('bad_checkpoint', `There is already a checkpoint in ${place}. Choose another name.`, error);
  });
  return { ...(await readCheckpoint(place)), directory: place };
}

/** Whether a folder could not take its place, since something is there. */
function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code));
}

/** Reads a checkpoint and proves it against its hash. Throws `bad_checkpoint`. */
export async function readCheckpoint(directory: string): Promise<Checkpoint> {
  const { info, weightBytes, codeBytes, priorBytes } = await readFiles(directory);
  const prior = priorBytes && decodeSafetensors(priorBytes).tensors;
  return { info, weights: decodeSafetensors(weightBytes).tensors, codeTable: decodeCodeTable(codeBytes), prior };
}

/** The same without the codes, for those who paint: they are as large in memory as all else. */
export async function readNetworks(directory: string): Promise<Omit<Checkpoint, 'codeTable'>> {
  const { info, weightBytes, priorBytes } = await readFiles(directory);
  const prior = priorBytes && decodeSafetensors(priorBytes).tensors;
  return { info, weights: decodeSafetensors(weightBytes).tensors, prior };
}

/** The same without the weights, for those who mix codes but do not paint, and whether it imagines codes. */
export async function readCodeTable(
  directory: string,
): Promise<Pick<Checkpoint, 'info' | 'codeTable'> & { imagines: boolean }> {
  const { info, codeBytes, priorBytes } = await readFiles(directory);
  return { info, codeTable: decodeCodeTable(codeBytes), imagines: priorBytes !== undefined };
}

async function readFiles(directory: string) {
  const read = async (name: string) => {
    try {
      return await readFile(join(directory, name));
    } catch (error) {
      throw new AppError('bad_checkpoint', `The checkpoint has no ${name}.`, error);
    }
  };
  const info = await readInfo(directory);
  const [weightBytes, codeBytes] = [await read(files.weights), await read(files.codes)];
  const priorBytes = existsSync(join(directory, files.prior)) ? await read(files.prior) : undefined;
  if (identify(weightBytes, codeBytes, ...(priorBytes ? [priorBytes] : [])) !== info.id) {
    throw new AppError('bad_checkpoint', `The files of checkpoint ${info.id.slice(0, 8)} do not match their hash.`);
  }
  return { info, weightBytes, codeBytes, priorBytes };
}

function identify(...parts: Uint8Array[]): string {
  const whole = createHash('sha256');
  for (const part of parts) whole.update(createHash('sha256').update(part).digest());
  return whole.digest('hex');
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new AppError('bad_checkpoint', `The checkpoint's ${files.codes} is damaged.`, error);
  }
}

function decodeCodeTable(bytes: Uint8Array): CodeTable {
  const { tensors, metadata } = decodeSafetensors(isGzip(bytes) ? unzip(bytes) : bytes);
  const { codes, appeal, inclination } = tensors;
  if (!codes || !metadata.pictures) throw new AppError('bad_checkpoint', `The checkpoint's ${files.codes} is damaged.`);
  const pictures = (JSON.parse(metadata.pictures) as [string, string][]).map(([concept, style]) => ({
    concept,
    style,
  }));
  return { codes: codes.data, size: codes.shape[1]!, pictures, appeal: appeal?.data, inclination: inclination?.data };
}

/**
 * The folder of a checkpoint that a person names: `easel` is the one that Easel paints with at first, else a run of
 * `npm run train`, else another of those that came with Easel, `shipped` by name, else the first characters of an id.
 * Throws `not_found`.
 */
export async function findCheckpoint(
  name: string,
  dataDir: string,
  shipped: Record<string, string> & { easel: string },
): Promise<string> {
  if (name === 'easel') return shipped.easel;
  const run = join(dataDir, 'runs', name, 'checkpoint');
  if (isCheckpoint(run)) return run;
  if (Object.hasOwn(shipped, name)) return shipped[name]!;
  const kept = join(dataDir, 'checkpoints');
  const ids = await readdir(kept).catch(() => []);
  const match = ids.find((id) => id.startsWith(name) && isCheckpoint(join(kept, id)));
  if (match) return join(kept, match);
  throw new AppError(
    'not_found',
    `There is no model "${name}". Name a run of npm run train, a checkpoint's id, or ${Object.keys(shipped).join(' or ')}.`,
  );
}

/** Whether a folder holds a checkpoint, as far as its names tell. */
export const isCheckpoint = (directory: string): boolean => existsSync(join(directory, files.info));

/** What the checkpoint in a folder says about itself, unproven. Throws `bad_checkpoint`. */
export async function readInfo(directory: string): Promise<CheckpointInfo> {
  try {
    return JSON.parse(await readFile(join(directory, files.info), 'utf8')) as CheckpointInfo;
  } catch (error) {
    throw new AppError('bad_checkpoint', `The checkpoint's ${files.info} is missing or damaged.`, error);
  }
}
