import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { modelOf, type TrainedModel } from '#sampling/model.ts';
import { openDevice } from '#tensor/device.ts';
import {
  type CheckpointInfo,
  describeModel,
  readCheckpoint,
  writeCheckpoint,
} from '#training/checkpoint/checkpoint.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { loadDataset } from '#training/data/load.ts';
import { type Candidates, openCandidates } from './candidates.ts';
import { combine, gather } from './favorites.ts';
import { judge, type Sampled, type Verdict } from './gate.ts';
import { type Course, type Learnt, learnPictures, learnTaste } from './learn.ts';
import type { TrainingOrder, TrainingResult, Watcher } from './order.ts';
import { openReporter, type Reporter } from './reporter.ts';

/** How often a favourite stands in the training set. */
const favoriteRepeats = 4;
/** Least share of the time to learn in; what a taste leaves of it to pictures, where there are both. */
const [learningShare, picturesShare] = [0.4, 0.35];
/** Time kept for judging, in looks of one model: to find how far to go, and to look once more where it was too far. */
const looks = 3.5;

/**
 * One run of learning: the model of a checkpoint learns from what people like and give, is judged beside the one that it
 * comes from, and becomes a checkpoint, whatever the verdict. Throws `bad_option` for a model that cannot be trained on.
 */
export async function carryOut(order: TrainingOrder, watcher: Watcher): Promise<TrainingResult> {
  const reporter = openReporter(order.minutes, watcher.report);
  reporter.say('preparing', 0, 0);
  const prepared = await prepare(order, reporter, watcher);
  const lessons = await learn(order, prepared, reporter);
  reporter.say('comparing', 1, lessons.steps);
  const chosen = await choose(order, prepared, lessons);
  reporter.say('saving', 1, lessons.steps);
  return save(order, prepared, lessons, chosen, await reporter.draw());
}

/** What a run works with. */
interface Prepared {
  parent: CheckpointInfo;
  before: TrainedModel;
  /** How the model that it begins with does. */
  sampled: Sampled;
  /** The pictures that the model was trained on. */
  base: Dataset;
  candidates: Candidates;
  device: Course['device'];
  /** To learn in. */
  minutes: number;
}

async function prepare(order: TrainingOrder, reporter: Reporter, { onFailure }: Watcher): Promise<Prepared> {
  const checkpoint = await readCheckpoint(order.from);
  const before = modelOf(checkpoint);
  refuseUnreadable(before);
  const { dataset, size } = checkpoint.info;
  const base = await loadDataset(dataset.name, { size, cacheDir: order.cacheDirectory });
  const cacheDirectory = join(order.cacheDirectory, 'programs');
  const device = await openDevice(order.device, order.threads, { cacheDirectory, onFailure });
  const candidates = await openCandidates(before, base, order, device);
  const left = reporter.remaining();
  const sampled = await candidates.sample(before);
  const took = left - reporter.remaining();
  const minutes = Math.max(learningShare * order.minutes, reporter.remaining() - looks * took);
  return { parent: checkpoint.info, before, sampled, base, candidates, device, minutes };
}

/** Throws `bad_option` for a model of a family that cannot be trained on. */
function refuseUnreadable({ family }: TrainedModel): void {
  if (family.encode && family.decode) return;
  throw new AppError('bad_option', message('error.no-encoder', { family: family.name }));
}

/** What was learnt, from pictures and then from taste, where there is one. */
interface Lessons extends Omit<Learnt, 'model'> {
  pictures: TrainedModel;
  taste?: TrainedModel;
}

async function learn(
  order: TrainingOrder,
  { before, sampled, base, device, minutes }: Prepared,
  reporter: Reporter,
): Promise<Lessons> {
  const { favorites, taste, seed, threads } = order;
  const course = { seed, threads, device };
  const nothing: Learnt = { model: before, steps: 0, images: 0, seconds: 0 };
  const ofPictures = favorites.length > 0 || !taste;
  const share = !ofPictures ? 0 : taste && before.prior ? picturesShare : 1;
  const learnt = ofPictures
    ? await learnPictures(before, combine(base, gather(base, favorites, favoriteRepeats), styleNames(before)), base, {
        ...{ ...course, until: { minutes: share * minutes }, onStep: reporter.follow(0, share) },
      })
    : nothing;
  const from = learnt.steps > 0 ? share : 0;
  const taught = taste
    ? await learnTaste(
        learnt.model,
        { taste, pictures: sampled.sights, dataset: base },
        { ...course, until: { minutes: (1 - from) * minutes }, onStep: reporter.follow(from, 1 - from) },
      )
    : undefined;
  const sum = (of: 'steps' | 'images' | 'seconds') => learnt[of] + (taught?.[of] ?? 0);
  return {
    ...{ pictures: learnt.model, taste: taught?.model },
    ...{ steps: sum('steps'), images: sum('images'), seconds: sum('seconds') },
  };
}

const styleNames = ({ family, config }: TrainedModel): readonly string[] => family.styles(config);

/** The model to keep: of those on the way to a taste the farthest that the gate lets pass, else the last of them. */
interface Chosen {
  model: TrainedModel;
  verdict: Verdict;
}

async function choose(
  order: TrainingOrder,
  { before, sampled, candidates }: Prepared,
  lessons: Lessons,
): Promise<Chosen> {
  const { pictures, taste } = lessons;
  let chosen: Chosen | undefined;
  for await (const model of taste ? candidates.towards(before, pictures, taste) : [pictures]) {
    const verdict = await judge(sampled, await candidates.sample(model), candidates.reference, order.taste);
    chosen = { model, verdict };
    if (!verdict.tooFar) break;
  }
  await candidates.reference.release();
  return chosen!;
}

/** Writes the checkpoint of what was chosen. */
async function save(
  order: TrainingOrder,
  { parent, base }: Prepared,
  { steps, images, seconds }: Lessons,
  { model, verdict: { tooFar: _tooFar, ...judged } }: Chosen,
  chart: Uint8Array,
): Promise<TrainingResult> {
  const { weights, codeTable, prior } = model;
  const info = {
    ...describeModel(model.family, model.config),
    step: parent.step + steps,
    images: parent.images + images,
    dataset: { name: parent.dataset.name, hash: base.hash },
    parent: parent.id,
    metrics: judged.figures,
    createdAt: new Date().toISOString(),
  };
  const place = (id: string) => join(order.checkpointDirectory, id);
  const written = await writeCheckpoint({ info, weights, codeTable, prior }, place);
  const { user, system } = process.cpuUsage();
  const figures = { ...judged.figures, cpu_seconds: (user + system) / 1e6 };
  return { id: written.info.id, ...judged, figures, steps, images, seconds, chart };
}
