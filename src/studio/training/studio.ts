import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { reconstructionErrors } from '#training/evaluation/reconstruction.ts';
import { describeSights } from '#training/taste/features.ts';
import { measureLook } from '#training/taste/looks.ts';
import { planSamples } from '../free-samples.ts';
import { LatentSpace } from '../latent.ts';
import { type Brush, type Model, openBrush } from './brush.ts';
import { type Eye, openEye } from './eye.ts';
import { gather } from './favorites.ts';
import { measureQuality, type Sitting, strain } from './gate.ts';
import { leanTowards, type Way } from './learn.ts';
import type { TrainingOrder } from './run.ts';

/** Pictures that each model paints to be judged by, for each minute of the run, at least and at most. */
const judged = { perMinute: 24, least: 24, most: 240 };
/** So many of them, of other seeds, measure a step toward taste. */
const triedShare = 0.4;
/** Held-out pictures, and those that people like, that are painted again. */
const repainted = 128;
/**
 * How far to go toward what was learnt: first the farthest that stays this far within the gate's bounds. Which pictures are
 * made costs little of their quality, how they are made costs more, so that is given up first.
 */
const ways: readonly Way[] = [
  { prior: 1, appeal: 1 },
  { prior: 1, appeal: 0.7 },
  { prior: 0.5, appeal: 0.7 },
  { prior: 0, appeal: 0.7 },
  { prior: 0, appeal: 0.5 },
  { prior: 0, appeal: 0.3 },
  { prior: 0, appeal: 0.15 },
];
const calm = 0.7;

/** Where models sit to be judged: each paints the same seeds. */
export interface Studio {
  eye: Eye;
  /** Lets a model paint and repaint what every model is judged by. */
  sit(model: Model): Promise<Sitting>;
  /**
   * Models on the way from one to another, the farthest first: as far as the gate's bounds allow with room to spare, by
   * fewer pictures than the gate looks at, then ever nearer.
   */
  leanings(parent: Model, from: Model, to: Model): AsyncGenerator<Model>;
}

export async function openStudio(parent: Model, base: Dataset, order: TrainingOrder, device: Device): Promise<Studio> {
  const { family, config } = parent;
  const { seed, cacheDirectory: cacheDir } = order;
  const latent = new LatentSpace(parent.codebook, family.code(config), family.styles(config));
  const count = Math.min(judged.most, Math.max(judged.least, Math.round(judged.perMinute * order.minutes)));
  const frame = { axes: latent.axes, styles: latent.styles };
  const describe = (pictures: readonly { pixels: Uint8Array; style: string; code?: Float32Array }[]) =>
    describeSights(
      pictures.map(({ pixels, style, code }) => ({ style, code, look: measureLook(pixels, base.size) })),
      frame,
    );
  const sightsOf = (places: readonly number[]) =>
    describe(
      places.map((place) => {
        const { concept, style } = base.pictures[place]!;
        const code = latent.concept(concept, style, createRandom(seed, place), true);
        return { pixels: pictureOf(base, place), style, code };
      }),
    );
  const eye = await openEye({ dataset: base, device, cacheDir, seed, count, sightsOf });
  const liked = gather(base, order.favorites, 1);

  /** Free samples as chat paints them, as many of every style. */
  async function paint(model: Model, count: number, from: number) {
    const brush: Brush = await openBrush(model, device);
    const codebook = { ...parent.codebook, appeal: model.codebook.appeal };
    const its = new LatentSpace(codebook, family.code(config), family.styles(config));
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

  async function show(model: Model, count: number, from: number) {
    const painted = await paint(model, count, from);
    return { pictures: painted.map(({ pixels }) => pixels), sights: describe(painted) };
  }

  return {
    eye,
    sit: async (model) => {
      const { weights } = model;
      const repaint = (dataset: Dataset) =>
        reconstructionErrors({ family, config, weights, device, dataset, limit: repainted });
      return {
        ...(await show(model, count, seed)),
        unseen: await repaint(base),
        liked: order.favorites.length > 0 ? await repaint(liked) : [],
      };
    },
    leanings: async function* (parent, from, to) {
      const look = (model: Model) => show(model, triedShare * count, seed + 1000);
      const was = await look(parent);
      let within = false;
      const possible = to.prior ? ways : ways.filter(({ prior }) => prior === 0);
      for (const way of possible) {
        const leant = leanTowards(from, to, way);
        within ||=
          way === possible.at(-1) || strain(await measureQuality(was, await look(leant), eye, order.taste)) < calm;
        if (within) yield leant;
      }
    },
  };
}
