import { createRandom } from '#lib/random.ts';
import { LatentSpace } from '#sampling/latent.ts';
import type { TrainedModel } from '#sampling/model.ts';
import { reconstructionErrors } from '#sampling/reconstruction.ts';
import { openSampler, type Sampler } from '#sampling/sampler.ts';
import type { Device } from '#tensor/device.ts';
import { loadCompositions } from '#training/data/compositions/compositions.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { describeSights } from '#training/taste/features.ts';
import { measureLook } from '#training/taste/looks.ts';
import { createSketcher } from '../sketches/sketches.ts';
import { gather } from './favorites.ts';
import { paintFree } from './free-pictures.ts';
import { lostShare, measureQuality, type Sampled } from './gate.ts';
import { partWay, type Way } from './learn.ts';
import type { TrainingOrder } from './order.ts';
import { openReference, type Reference } from './reference.ts';

/** Pictures that each model paints to be judged by, for each minute of the run, at least and at most. */
const judged = { perMinute: 24, least: 24, most: 240 };
/** The share of that number, with other seeds, that measures each step toward what was learnt. */
const triedShare = 0.4;
/** Held-out pictures, and those that people like, that are painted again. */
const repainted = 128;
/**
 * Shares of what was learnt, largest first; the search begins at the first that is well within the gate's bounds. A new
 * choice of things (`appeal`) costs little quality. A new choice of scenes (`inclination`) and a new prior cost more, so
 * these two are lowered first.
 */
const ways: readonly Way[] = [
  { prior: 1, appeal: 1, inclination: 1 },
  { prior: 1, appeal: 1, inclination: 0.3 },
  { prior: 1, appeal: 1, inclination: 0 },
  { prior: 0.5, appeal: 0.7, inclination: 0 },
  { prior: 0, appeal: 0.7, inclination: 0 },
  { prior: 0, appeal: 0.4, inclination: 0 },
  { prior: 0, appeal: 0.15, inclination: 0 },
];
/** The share of what the gate lets a candidate lose that the first step may lose. */
const usableShare = 0.7;

/** What the models of a run are judged by: each paints the same seeds. */
export interface Candidates {
  reference: Reference;
  /** Paints and repaints with a model what every model is judged by. */
  sample(model: TrainedModel): Promise<Sampled>;
  /**
   * Models between `from` and `to`, the nearest to `to` first: begins with one that, on fewer pictures than the gate uses,
   * is well within the gate's bounds beside `parent`, and goes on toward `from`.
   */
  towards(parent: TrainedModel, from: TrainedModel, to: TrainedModel): AsyncGenerator<TrainedModel>;
}

export async function openCandidates(
  parent: TrainedModel,
  base: Dataset,
  order: TrainingOrder,
  device: Device,
): Promise<Candidates> {
  const { family, config } = parent;
  const { seed, cacheDirectory: cacheDir } = order;
  const latent = new LatentSpace(parent.codeTable, family.code(config), family.styles(config));
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
  const reference = await openReference({ dataset: base, device, cacheDir, seed, count, sightsOf });
  const liked = gather(base, order.favorites, 1);
  let compositions: ReturnType<typeof loadCompositions> | undefined;
  const sketcher = createSketcher(() => {
    compositions ??= loadCompositions({ cacheDir });
    return compositions;
  });

  /** Free samples as chat paints them, as many of every style. */
  async function paint(sampler: Sampler, { codeTable }: TrainedModel, count: number, from: number) {
    const { appeal, inclination } = codeTable;
    const its = new LatentSpace({ ...parent.codeTable, appeal, inclination }, sampler.layout, sampler.styles);
    const painted = [];
    for (const [index, style] of latent.styles.entries()) {
      const share = Math.ceil(count / latent.styles.length);
      const pictures = await paintFree(sampler, { latent: its, sketcher, style, count: share, seed: from + index });
      painted.push(...pictures.map((picture) => ({ ...picture, style })));
    }
    return { pictures: painted.map(({ pixels }) => pixels), sights: describe(painted) };
  }

  return {
    reference,
    sample: async (model) => {
      const sampler = openSampler(model, device);
      const sampled = {
        ...(await paint(sampler, model, count, seed)),
        unseen: await reconstructionErrors(sampler, base, repainted),
        liked: order.favorites.length > 0 ? await reconstructionErrors(sampler, liked, repainted) : [],
      };
      await sampler.release();
      return sampled;
    },
    towards: async function* (parent, from, to) {
      const look = async (model: TrainedModel) => {
        const sampler = openSampler(model, device);
        const seen = await paint(sampler, model, triedShare * count, seed + 1000);
        await sampler.release();
        return seen;
      };
      const was = await look(parent);
      let within = false;
      const possible = to.prior ? ways : ways.filter(({ prior }) => prior === 0);
      for (const way of possible) {
        const candidate = partWay(from, to, way);
        within ||=
          way === possible.at(-1) ||
          lostShare(await measureQuality(was, await look(candidate), reference, order.taste)) < usableShare;
        if (within) yield candidate;
      }
    },
  };
}
