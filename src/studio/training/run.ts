import { join } from 'node:path';
import { lossChart, tasteChart } from '#images/chart.ts';
import type { DeviceChoice } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import { modelOf, type TrainedModel } from '#sampling/model.ts';
import { openDevice } from '#tensor/device.ts';
import type { DeviceError } from '#tensor/failure.ts';
import { describeModel, readCheckpoint, writeCheckpoint } from '#training/checkpoint.ts';
import { loadDataset } from '#training/data/load.ts';
import type { StepReport } from '#training/loop.ts';
import type { Taste } from '#training/taste/fit.ts';
import type { TrainingProgress } from '../api.ts';
import { combine, type Favorite, gather } from './favorites.ts';
import { judge, type Verdict } from './gate.ts';
import { type Learnt, learnPictures, learnTaste } from './learn.ts';
import { openStudio } from './studio.ts';

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

export interface TrainingResult extends Omit<Verdict, 'tooFar'> {
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

/** How often a favourite stands in the training set. */
const favoriteRepeats = 4;
/** Least share of the time to learn in; what a taste leaves of it to pictures, where there are both. */
const [learningShare, picturesShare] = [0.4, 0.35];
/** Time kept for judging, in sittings of one model: to find how far to go, and to look once more where it was too far. */
const sittings = 3.5;
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
  refuseUnreadable(before);
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
  const minutes = Math.max(learningShare * order.minutes, order.minutes - elapsed() - sittings * sitting);

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
  let candidates: AsyncGenerator<TrainedModel> | undefined;
  const share = taste && before.prior ? picturesShare : 1;
  if (order.favorites.length > 0 || !taste) {
    const extra = gather(base, order.favorites, favoriteRepeats);
    const dataset = combine(base, extra, family.styles(config));
    const until = { minutes: share * minutes };
    add(await learnPictures(before, dataset, base, { ...course, until, onStep: follow(0, share) }));
  }
  if (taste) {
    const from = learnt.steps > 0 ? share : 0;
    const until = { minutes: (1 - from) * minutes };
    const lesson = { taste, pictures: beforeSitting.sights, dataset: base };
    const taught = await learnTaste(learnt.model, lesson, { ...course, until, onStep: follow(from, 1 - from) });
    report({ ratio: 1, phase: 'comparing', step: learnt.steps + taught.steps, chart });
    candidates = studio.leanings(before, learnt.model, taught.model);
    add(taught);
  }

  report({ ratio: 1, phase: 'comparing', step: learnt.steps, chart });
  let verdict: Verdict | undefined;
  for await (const model of candidates ?? [learnt.model]) {
    learnt.model = model;
    verdict = await judge(beforeSitting, await studio.sit(model), studio.eye, taste);
    if (!verdict.tooFar) break;
  }
  await studio.eye.release();
  report({ ratio: 1, phase: 'saving', step: learnt.steps, chart });
  const { tooFar: _tooFar, ...judged } = verdict!;
  const { weights, codebook, prior } = learnt.model;
  const info = {
    ...describeModel(family, config),
    step: parent.info.step + learnt.steps,
    images: parent.info.images + learnt.images,
    dataset: { name: parent.info.dataset.name, hash: base.hash },
    parent: parent.info.id,
    metrics: judged.figures,
    createdAt: new Date().toISOString(),
  };
  const written = await writeCheckpoint({ info, weights, codebook, prior }, (id) =>
    join(order.checkpointDirectory, id),
  );
  const { steps, images, seconds } = learnt;
  const { user, system } = process.cpuUsage();
  const figures = { ...judged.figures, cpu_seconds: (user + system) / 1e6 };
  return { id: written.info.id, ...judged, figures, steps, images, seconds, chart: await draw() };
}

/** Throws `bad_option` for a model of a family that cannot be trained on. */
function refuseUnreadable({ family }: TrainedModel): void {
  if (family.encode && family.decode) return;
  throw new AppError(
    'bad_option',
    `A ${family.name} model cannot be retrained in chat, since it has no encoder. Go on where it was trained: npm run train -- --resume NAME.`,
  );
}
