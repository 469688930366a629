import { createRandom, type Random } from '#lib/random.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import { drawSamples } from '#sampling/free-samples.ts';
import { LatentSpace } from '#sampling/latent.ts';
import type { TrainedModel } from '#sampling/model.ts';
import { paintingOf } from '#sampling/programs.ts';
import { openSampler } from '#sampling/sampler.ts';
import type { Device } from '#tensor/device.ts';
import type { CodeTable } from '#training/checkpoint/checkpoint.ts';
import { measuresOf } from '#training/code-measures.ts';
import { measureColours } from '#training/colours.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import type { Features } from '#training/evaluation/features.ts';
import { loadEmbedder } from '#training/flow/embedder.ts';
import { shapeOf } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { type StepReport, type TrainingOptions, train } from '#training/loop/loop.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import type { Weights } from '#training/networks/networks.ts';
import { appealOf, inclinationOf } from '#training/taste/appeal.ts';
import { describeSights, type Frame } from '#training/taste/features.ts';
import type { Taste } from '#training/taste/fit.ts';
import { lookNames, measureLook } from '#training/taste/looks.ts';
import { directionOf } from '#training/taste/reward.ts';
import { type TasteLesson, tasteLearner } from '#training/taste/tune.ts';

/** What both kinds of learning need. */
export interface Course extends Pick<TrainingOptions<unknown>, 'seed' | 'threads' | 'signal' | 'until'> {
  device: Device;
  onStep(report: StepReport): Promise<void> | void;
}

const batchSize = 16;
const rates = { pictures: 1e-4, taste: 5e-4 };
const warmUpSteps = 20;
/** Requests that the prior learns from. */
const lessons = 800;
/** Real pictures that the painted ones are to look like. */
const lookedAt = 600;
/** How much of a code is imagined anew when something is asked for, as `/generate` with words does at spread 1. */
const askedFreedom = 0.45;

export interface Learnt {
  model: TrainedModel;
  steps: number;
  /** Pictures seen. */
  images: number;
  seconds: number;
}

/**
 * The model fine-tuned on pictures: the base data replayed, among it what people like. The encoder stands still: what
 * codes mean stays as it is, so that the prior goes on imagining them.
 */
export async function learnPictures(
  model: TrainedModel,
  dataset: Dataset,
  base: Dataset,
  { device, ...course }: Course,
): Promise<Learnt> {
  const { family, config } = model;
  const frozen = family
    .groups(config)
    .filter(({ role }) => role === 'reads')
    .map(({ name }) => name);
  const run = createRun({ family, config, seed: course.seed, from: model.weights });
  const learningRate = rates.pictures;
  await train({ family, config, dataset, device, batchSize, learningRate, frozen, ...course }, run);
  const colours = family.graded?.(config) ? await measureColours(dataset, family.styles(config)) : {};
  const weights = { ...emaWeights(run), ...colours };
  const sampler = openSampler({ family, config, weights }, device);
  const codeTable = await createCodeTable(sampler, base);
  await sampler.release();
  const { step: steps, seconds } = run;
  const { appeal, inclination } = model.codeTable;
  return {
    model: { ...model, weights, codeTable: { ...codeTable, appeal, inclination } },
    steps,
    images: steps * batchSize,
    seconds,
  };
}

/**
 * The model whose free samples start where people like it, and whose prior was taught a taste, where it has one;
 * `pictures` are some that it paints now, see `describeSights`.
 */
export async function learnTaste(
  model: TrainedModel,
  { taste, pictures, dataset }: { taste: Taste; pictures: Features; dataset: Dataset },
  { device, ...course }: Course,
): Promise<Learnt> {
  const { family, config, weights } = model;
  const layout = family.code(config);
  const styles = family.styles(config);
  const frame = { axes: new LatentSpace(model.codeTable, layout, styles).axes, styles };
  const codeTable = { ...model.codeTable, ...inclineTo(taste, model.codeTable, dataset, frame) };
  const inclined = { ...model, codeTable };
  const { prior } = model;
  if (!prior) return { model: inclined, steps: 0, images: 0, seconds: 0 };
  const latent = new LatentSpace(codeTable, layout, styles);
  const material = await createTasteLessons({ ...model, prior }, latent, device, createRandom(course.seed, 1));
  const learner = tasteLearner({
    ...{ decode: paintingOf(model), weights, prior, layout, axes: frame.axes },
    direction: directionOf(taste, { painted: pictures, real: lookAt(dataset), frame }),
    next: (random) => material[random.integer(material.length)]!,
  });
  const shape = shapeOf(prior, patchesOf(layout));
  const run = createRun({ family: learner, config: shape, seed: course.seed, from: prior });
  const learningRate = rates.taste;
  await train(
    { family: learner, config: shape, dataset, device, batchSize, learningRate, warmUpSteps, ...course },
    run,
  );
  const { step: steps, seconds } = run;
  return {
    model: { ...inclined, prior: { ...prior, ...emaWeights(run) } },
    steps,
    images: steps * batchSize,
    seconds,
  };
}

/** Requests as chat makes them, in every style: half of them for nothing in particular, half for some drawing's thing. */
async function createTasteLessons(
  { prior, family, config }: TrainedModel & { prior: Weights },
  latent: LatentSpace,
  device: Device,
  random: Random,
): Promise<TasteLesson[]> {
  const layout = family.code(config);
  const patches = patchesOf(layout);
  const measures = measuresOf(prior);
  const embedder = await loadEmbedder(prior, layout.size, device);
  const all: TasteLesson[] = [];
  while (all.length < lessons) {
    const style = latent.styles[all.length % latent.styles.length]!;
    const weights = latent.oneHot(style);
    const { code: real } = latent.anchor(style, random);
    const seed = random.integer(2 ** 32);
    const [sample] = drawSamples(latent, { style, count: 1, spread: 1, seed });
    all.push({ start: sample!.request.start!, real, style: weights, things: [] });
    const things = [await embedder.run(patches.normalise(real, measures))];
    all.push({ start: { code: real, freedom: askedFreedom }, real, style: weights, things });
  }
  await embedder.release();
  return all;
}

/**
 * How much people like each drawing of a table of codes, by the pictures of its data set, 0 where that no longer has it; and
 * how they like looks.
 */
function inclineTo(taste: Taste, { codes, size, pictures }: CodeTable, dataset: Dataset, frame: Frame) {
  const key = ({ concept, style }: { concept: string; style: string }) => `${style} ${concept}`;
  const places = new Map(dataset.pictures.map((picture, index) => [key(picture), index]));
  const known = [...pictures.keys()].filter((row) => places.has(key(pictures[row]!)));
  const sights = describeSights(
    known.map((row) => ({
      look: measureLook(pictureOf(dataset, places.get(key(pictures[row]!))!), dataset.size),
      code: codes.subarray(row * size, (row + 1) * size),
      style: pictures[row]!.style,
    })),
    frame,
  );
  const styles = known.map((row) => pictures[row]!.style);
  const found = appealOf(taste, sights, styles);
  const appeal = new Float32Array(pictures.length);
  for (const [place, row] of known.entries()) appeal[row] = found[place]!;
  return { appeal, inclination: inclinationOf(taste, sights, styles) };
}

/** Looks of training pictures, taken evenly. */
function lookAt(dataset: Dataset): Features {
  const places = trainingPictures(dataset);
  const taken = Math.min(places.length, lookedAt);
  const looks = Array.from({ length: taken }, (_, index) =>
    measureLook(pictureOf(dataset, places[Math.floor((index * places.length) / taken)]!), dataset.size),
  );
  return { size: lookNames.length, values: Float32Array.from(looks.flatMap((look) => [...look])) };
}

/** How far to go from one model toward another: 0 is the one and 1 the other. */
export interface Way {
  /** Of the weights of its prior (interpolated, Wortsman et al. 2022): how pictures are made. */
  prior: number;
  /** Of how much more often free samples are of things that people like: which things are shown. */
  appeal: number;
  /** Of how much more often they are scenes that look as people like it: in which colours, with what on them. */
  inclination: number;
}

/** The model on the way `from` one `to` another that learnt a taste. */
export function partWay(from: TrainedModel, to: TrainedModel, way: Way): TrainedModel {
  const part = (share: number, start: Float32Array | undefined, end: Float32Array) =>
    end.map((value, i) => (start?.[i] ?? 0) + share * (value - (start?.[i] ?? 0)));
  const prior = Object.entries(to.prior ?? {}).map(([name, { shape, data }]) => [
    name,
    { shape, data: part(way.prior, from.prior![name]!.data, data) },
  ]);
  const { appeal, inclination } = to.codeTable;
  return {
    ...to,
    ...(to.prior && { prior: Object.fromEntries(prior) }),
    codeTable: {
      ...to.codeTable,
      ...(appeal && { appeal: part(way.appeal, from.codeTable.appeal, appeal) }),
      ...(inclination && { inclination: part(way.inclination, from.codeTable.inclination, inclination) }),
    },
  };
}
