import { join } from 'node:path';
import { lossChart, tasteChart } from '#images/chart.ts';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { findFamily } from '#models/families.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import type { DeviceError } from '#tensor/failure.ts';
import { type Checkpoint, describeModel, readCheckpoint, writeCheckpoint } from '#training/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { reconstructionErrors } from '#training/evaluation/reconstruction.ts';
import type { StepReport } from '#training/loop.ts';
import { describeSights } from '#training/taste/features.ts';
import type { Taste } from '#training/taste/fit.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { TrainingProgress } from '../api.ts';
import { LatentSpace } from '../latent.ts';
import { planSamples } from '../recipes.ts';
import { type Brush, type Model, openBrush } from './brush.ts';
import { type Eye, openEye } from './eye.ts';
import { judge, measureQuality, type Sitting, strain, type Verdict } from './gate.ts';
import { type Learnt, leanTowards, learnPictures, learnTaste } from './learn.ts';

/** A picture that people like or gave: it is trained on as its own concept. */
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
  /** For everything, from reading to judging. */
  minutes: number;
  seed: number;
  device: DeviceChoice;
  threads: number;
  /** Of the process, as `nice` counts. */
  priority: number;
  favorites: Favorite[];
  /** What people like, where that is known. */
  taste?: Taste;
}

export interface TrainingResult extends Verdict {
  /** The candidate's. */
  id: string;
  steps: number;
  images: number;
  seconds: number;
  chart: Uint8Array;
}

export interface Watcher {
  report(progress: TrainingProgress): void;
  /** The device failed and the CPU took over. */
  onFailure(failure: DeviceError): void;
}

/** Pictures that each model paints to be judged by, for each minute of the run, at least and at most. */
const judged = { perMinute: 24, least: 24, most: 240 };
/** So many of them, of other seeds, measure a step toward taste. */
const triedShare = 0.4;
/** Held-out pictures, and those that people like, that are painted again. */
const repainted = 128;
/** How often a favourite stands in the training set. */
const favoriteRepeats = 4;
/** Least share of the time to learn in; what a taste leaves of it to pictures, where there are both. */
const [learningShare, picturesShare] = [0.4, 0.35];
/** How far to go toward what was learnt: the farthest that stays this far within the gate's bounds. */
const shares = [1, 0.7, 0.5, 0.35, 0.2];
const calm = 0.7;
/** Milliseconds between two reports; the chart is drawn anew with each tenth. */
const reportEvery = 1000;

/**
 * One run of learning: the model of a checkpoint learns from what people like and give, is judged beside the one that it
 * comes from, and becomes a checkpoint, whatever the verdict. Throws `bad_option` for a model that cannot be trained on.
 */
export async function carryOut(order: TrainingOrder, watcher: Watcher): Promise<TrainingResult> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 60_000;
  const { report } = watcher;
  const remaining = () => Math.max(0, order.minutes - elapsed()) * 60_000;
  report({ ratio: 0, phase: 'preparing', step: 0, remainingMs: remaining() });
  const parent = await readCheckpoint(order.from);
  const before = modelOf(parent);
  const { family, config } = before;
  const size = family.size(config);
  const base = await loadDataset(parent.info.dataset.name, { size, cacheDir: order.cacheDirectory });
  const device = await openDevice(order.device, order.threads, {
    cacheDirectory: join(order.cacheDirectory, 'programs'),
    onFailure: watcher.onFailure,
  });
  const { seed, taste } = order;
  const studio = await openStudio(before, base, order, device);
  const measured = elapsed();
  const beforeSitting = await studio.sit(before);
  const sitting = elapsed() - measured;
  const minutes = Math.max(learningShare * order.minutes, order.minutes - elapsed() - 2.5 * sitting);

  const curves: { loss: [number, number][]; taste: [number, number][] } = { loss: [], taste: [] };
  let last = 0;
  let reports = 0;
  let chart: Uint8Array | undefined;
  const draw = () => (curves.taste.length > 1 ? tasteChart(curves.taste) : lossChart(curves.loss));
  const follow =
    (from: number, share: number) =>
    async ({ step, losses, progress }: StepReport) => {
      if (losses.reward !== undefined) curves.taste.push([step, losses.reward]);
      else curves.loss.push([step, losses.loss!]);
      if (performance.now() - last < reportEvery) return;
      last = performance.now();
      if (reports++ % 10 === 0) chart = await draw();
      const ratio = from + share * progress;
      report({ ratio, phase: 'training', step, loss: losses.loss, remainingMs: remaining(), chart });
    };

  let learnt: Learnt = { model: before, steps: 0, images: 0, seconds: 0 };
  const add = ({ model, steps, images, seconds }: Learnt) => {
    const so = { steps: learnt.steps + steps, images: learnt.images + images, seconds: learnt.seconds + seconds };
    learnt = { model, ...so };
  };
  const course = { seed, threads: order.threads, device };
  const followsTaste = taste !== undefined && before.prior !== undefined;
  if (order.favorites.length > 0 || !followsTaste) {
    const share = followsTaste ? picturesShare : 1;
    const extra = gather(base, order.favorites, favoriteRepeats);
    const dataset = combine(base, extra, family.styles(config));
    const until = { minutes: share * minutes };
    add(await learnPictures(before, dataset, base, { ...course, until, onStep: follow(0, share) }));
  }
  if (followsTaste) {
    const from = learnt.steps > 0 ? picturesShare : 0;
    const until = { minutes: (1 - from) * minutes };
    const model = { ...learnt.model, prior: before.prior! };
    const lesson = { taste, pictures: beforeSitting.sights, dataset: base };
    const taught = await learnTaste(model, lesson, { ...course, until, onStep: follow(from, 1 - from) });
    report({ ratio: 1, phase: 'comparing', step: learnt.steps + taught.steps, chart });
    add({ ...taught, model: await studio.temper(before, learnt.model, taught.model) });
  }

  report({ ratio: 1, phase: 'comparing', step: learnt.steps, chart });
  const verdict = await judge(beforeSitting, await studio.sit(learnt.model), studio.eye, taste);
  await studio.eye.release();
  report({ ratio: 1, phase: 'saving', step: learnt.steps, chart });
  const { weights, codebook, prior } = learnt.model;
  const info = {
    ...describeModel(family, config),
    step: parent.info.step + learnt.steps,
    images: parent.info.images + learnt.images,
    dataset: { name: parent.info.dataset.name, hash: base.hash },
    parent: parent.info.id,
    metrics: verdict.figures,
    createdAt: new Date().toISOString(),
  };
  const written = await writeCheckpoint({ info, weights, codebook, prior }, (id) =>
    join(order.checkpointDirectory, id),
  );
  const { steps, images, seconds } = learnt;
  const { user, system } = process.cpuUsage();
  const figures = { ...verdict.figures, cpu_seconds: (user + system) / 1e6 };
  return { id: written.info.id, ...verdict, figures, steps, images, seconds, chart: await draw() };
}

/** Throws `bad_option` for a model of a family that cannot be trained on. */
function modelOf({ info, weights, codebook, prior }: Checkpoint): Model {
  const family = findFamily(info.family);
  if (family.encode) return { family, config: family.config.parse(info.config), weights, codebook, prior };
  throw new AppError(
    'bad_option',
    `A ${family.name} model cannot be retrained in chat, since its checkpoint is without its discriminator. Go on where it was trained: npm run train -- --resume NAME.`,
  );
}

interface Studio {
  eye: Eye;
  /** Lets a model paint and repaint what every model is judged by. */
  sit(model: Model): Promise<Sitting>;
  /** As far from one model toward another as the gate's bounds allow with room to spare. */
  temper(parent: Model, from: Model, to: Model): Promise<Model>;
}

async function openStudio(parent: Model, base: Dataset, order: TrainingOrder, device: Device): Promise<Studio> {
  const { family, config } = parent;
  const { seed, cacheDirectory: cacheDir } = order;
  const latent = new LatentSpace(parent.codebook, family.code(config), family.styles(config));
  const count = Math.min(judged.most, Math.max(judged.least, Math.round(judged.perMinute * order.minutes)));
  const eye = await openEye({ dataset: base, device, cacheDir, seed, count });
  const liked = gather(base, order.favorites, 1);

  /** Free samples as chat paints them, as many of every style. */
  async function paint(model: Model, count: number, from: number) {
    const brush: Brush = await openBrush(model, device);
    const its = new LatentSpace(model.codebook, family.code(config), family.styles(config));
    const painted = [];
    for (const [index, style] of latent.styles.entries()) {
      const job = { kind: 'generate', style, spread: 1, seed: from + index } as const;
      const { plans } = planSamples(
        { ...job, count: Math.ceil(count / latent.styles.length) },
        { checkpoint: { latent: its } },
      );
      const pictures = await brush.paint(plans, latent.oneHot(style));
      painted.push(...pictures.map((picture) => ({ ...picture, style })));
    }
    await brush.release();
    return painted;
  }

  const pixelsOf = (painted: readonly { pixels: Uint8Array }[]) => painted.map(({ pixels }) => pixels);

  return {
    eye,
    sit: async (model) => {
      const painted = await paint(model, count, seed);
      const { weights } = model;
      const repaint = (dataset: Dataset) =>
        reconstructionErrors({ family, config, weights, device, dataset, limit: repainted });
      return {
        pictures: pixelsOf(painted),
        sights: describeSights(
          painted.map(({ code, pixels, style }) => ({ code, style, look: measureLook(pixels, base.size) })),
          { axes: latent.axes, styles: latent.styles },
        ),
        unseen: await repaint(base),
        liked: order.favorites.length > 0 ? await repaint(liked) : [],
      };
    },
    temper: async (parent, from, to) => {
      const measure = async (model: Model) =>
        measureQuality(pixelsOf(await paint(model, triedShare * count, seed + 1000)), eye);
      const was = await measure(parent);
      for (const share of shares.slice(0, -1)) {
        const leant = leanTowards(from, to, share);
        if (strain(was, await measure(leant)) < calm) return leant;
      }
      return leanTowards(from, to, shares.at(-1)!);
    },
  };
}

/** What people like and give as a set of its own, each picture a thing of its own and so often. */
function gather(base: Dataset, favorites: Favorite[], repeats: number): Dataset {
  const extra = favorites.flatMap((favorite) => Array<Favorite>(repeats).fill(favorite));
  const values = base.size * base.size * 4;
  const pixels = new Uint8Array(extra.length * values);
  for (const [row, favorite] of extra.entries()) pixels.set(favorite.pixels, row * values);
  const pictures = extra.map(({ id, style }) => {
    return { concept: `favorite-${id}`, style, group: 'favorites', label: 'a favourite', heldOut: false };
  });
  return { ...base, pixels, pictures };
}

/** Both sets in one; pictures of styles that the model does not have are left out. */
function combine(base: Dataset, extra: Dataset, styles: readonly string[]): Dataset {
  const known = [...base.pictures.keys()].filter((index) => styles.includes(base.pictures[index]!.style));
  const values = base.size * base.size * 4;
  const pixels = new Uint8Array(known.length * values + extra.pixels.length);
  for (const [row, index] of known.entries()) pixels.set(pictureOf(base, index), row * values);
  pixels.set(extra.pixels, known.length * values);
  return { ...base, pixels, pictures: [...known.map((index) => base.pictures[index]!), ...extra.pictures] };
}
