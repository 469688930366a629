import { setPriority } from 'node:os';
import { join } from 'node:path';
import { lossChart } from '#images/chart.ts';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { findFamily } from '#models/families.ts';
import { openDevice } from '#tensor/device.ts';
import { describeModel, readCheckpoint, writeCheckpoint } from '#training/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import { encodeDataset } from '#training/encoder.ts';
import { reconstructionError } from '#training/evaluation/reconstruction.ts';
import { createRun, emaWeights, train } from '#training/loop.ts';
import type { TrainingOutcome, TrainingProgress } from './api.ts';

/** A picture that people like: it is trained on as its own concept. */
export interface Favorite {
  id: string;
  style: string;
  /** Premultiplied RGBA, `[size, size, 4]`. */
  pixels: Uint8Array;
}

export interface TrainingOrder {
  checkpointDirectory: string;
  /** The folder of the checkpoint to go on from. */
  from: string;
  cacheDirectory: string;
  minutes: number;
  seed: number;
  device: DeviceChoice;
  threads: number;
  favorites: Favorite[];
}

export interface TrainingResult extends Omit<TrainingOutcome, 'model' | 'beforeAfter'> {
  /** The new checkpoint's. */
  id: string;
}

export type TrainingMessage =
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'device'; message: string; cause: string }
  | { kind: 'done'; result: TrainingResult }
  | { kind: 'failed'; code: ErrorCode; message: string; cause: string };

const batchSize = 16;
const learningRate = 1e-4;
const evaluatedPictures = 128;
/** How often a favourite stands in the training set. */
const favoriteRepeats = 4;
/** Milliseconds between two reports; the chart is drawn anew with each tenth. */
const reportEvery = 1000;

const tell = (message: TrainingMessage) => process.send!(message);

/** The base data and the favourites in one set; pictures of styles that the model does not have are left out. */
function combine(base: Dataset, favorites: Favorite[], styles: readonly string[]): Dataset {
  const known = [...base.pictures.keys()].filter((index) => styles.includes(base.pictures[index]!.style));
  const values = base.size * base.size * 4;
  const extra = favorites.flatMap((favorite) => Array<Favorite>(favoriteRepeats).fill(favorite));
  const pixels = new Uint8Array((known.length + extra.length) * values);
  for (const [row, index] of known.entries())
    pixels.set(base.pixels.subarray(index * values, (index + 1) * values), row * values);
  for (const [row, favorite] of extra.entries()) pixels.set(favorite.pixels, (known.length + row) * values);
  const pictures = extra.map(({ id, style }) => {
    return { concept: `favorite-${id}`, style, group: 'favorites', label: 'a favourite', heldOut: false };
  });
  return { ...base, pixels, pictures: [...known.map((index) => base.pictures[index]!), ...pictures] };
}

async function carryOut(order: TrainingOrder): Promise<TrainingResult> {
  let note: string | undefined;
  const report = (progress: TrainingProgress) => tell({ kind: 'progress', progress: { ...progress, note } });
  report({ ratio: 0, phase: 'preparing', step: 0, remainingMs: order.minutes * 60_000 });
  const parent = await readCheckpoint(order.from);
  const family = findFamily(parent.info.family);
  if (!family.encode) {
    throw new AppError(
      'bad_option',
      `A ${family.name} model cannot be retrained in chat, since its checkpoint is without its discriminator. Go on where it was trained: npm run train -- --resume NAME.`,
    );
  }
  const config = family.config.parse(parent.info.config);
  const size = family.size(config);
  const base = await loadDataset(parent.info.dataset.name, { size, cacheDir: order.cacheDirectory });
  const dataset = combine(base, order.favorites, family.styles(config));
  const device = await openDevice(order.device, order.threads, {
    cacheDirectory: join(order.cacheDirectory, 'programs'),
    onFailure: ({ what, message, cause }) => {
      note = `I go on on the CPU, since ${what}.`;
      tell({ kind: 'device', message, cause: String(cause ?? '') });
    },
  });
  const evaluate = (weights: typeof parent.weights) =>
    reconstructionError({ family, config, weights, device, dataset, limit: evaluatedPictures });
  const lossBefore = await evaluate(parent.weights);

  /** What codes mean stays as it is, so that the prior goes on imagining them. */
  const frozen = family.players.filter(({ prefix }) => prefix === 'encoder/').map(({ prefix }) => prefix);
  const run = createRun({ family, config, seed: order.seed, from: parent.weights });
  const points: [number, number][] = [];
  let reports = 0;
  let last = 0;
  let chart: Uint8Array | undefined;
  const until = { minutes: order.minutes };
  await train(
    {
      family,
      config,
      dataset,
      device,
      threads: order.threads,
      batchSize,
      learningRate,
      seed: order.seed,
      frozen,
      until,
      onStep: async ({ step, progress, losses, seconds }) => {
        points.push([step, losses.loss!]);
        if (performance.now() - last < reportEvery) return;
        last = performance.now();
        if (reports++ % 10 === 0) chart = await lossChart(points);
        const remainingMs = Math.max(0, order.minutes * 60 - seconds) * 1000;
        report({ ratio: progress, phase: 'training', step, loss: losses.loss, remainingMs, chart });
      },
    },
    run,
  );

  report({ ratio: 1, phase: 'saving', step: run.step, chart });
  const weights = emaWeights(run);
  const codebook = await encodeDataset(family, config, weights, device, base);
  const lossAfter = await evaluate(weights);
  const info = {
    ...describeModel(family, config),
    step: parent.info.step + run.step,
    images: parent.info.images + run.step * batchSize,
    dataset: { name: parent.info.dataset.name, hash: base.hash },
    parent: parent.info.id,
    metrics: { heldout_mae: lossAfter },
    createdAt: new Date().toISOString(),
  };
  const written = await writeCheckpoint({ info, weights, codebook, prior: parent.prior }, (id) =>
    join(order.checkpointDirectory, id),
  );
  const { step: steps, seconds } = run;
  const images = steps * batchSize;
  return { id: written.info.id, steps, images, seconds, lossBefore, lossAfter, chart: await lossChart(points) };
}

setPriority(19);
process.once('message', async (order: TrainingOrder) => {
  try {
    tell({ kind: 'done', result: await carryOut(order) });
  } catch (error) {
    const { code, message, cause } = AppError.from(error);
    tell({ kind: 'failed', code, message, cause: String(cause ?? '') });
  }
  process.disconnect();
});
/** An orphan stops: the process that would take its result is gone. */
process.once('disconnect', () => process.exit());
