import { createRandom } from '#lib/random.ts';
import type { Wish } from '#sampling/prior.ts';
import type { Sketch } from '#sampling/sampler.ts';
import type { OpenCheckpoint } from './checkpoints.ts';
import { isPlain, upright } from './depiction.ts';
import type { Material } from './ingredients.ts';
import { imagineCodes, type Plan, type Reader } from './plans.ts';
import { sketchedPlan } from './sketched-plans.ts';
import type { Sketcher } from './sketches.ts';

/** How much of the code half way noise takes the place of, for the prior to make a picture of what lies between. */
const halfWayFreedom = 0.5;

interface WalkOptions {
  checkpoint: OpenCheckpoint;
  painter: Reader;
  sketcher: Sketcher;
  style: string;
}

/** The way from one thing to another. */
export interface Walk {
  /** What lies at these shares of the way, each in [0, 1]; at 0 and 1 the two things themselves. */
  at(shares: readonly number[]): Promise<Sketch[]>;
}

/** A walk between two things. */
export async function planWalk(ends: readonly [Material, Material], options: WalkOptions): Promise<Walk> {
  const plans = await Promise.all(ends.map((material) => planEnd(material, options)));
  const codes = await imagineCodes(plans, options.checkpoint, options.painter);
  return walkBetween(
    codes.map(({ code }) => code),
    options,
  );
}

/** A walk between two codes: their blends, made pictures again by a prior where the checkpoint has one. */
export function walkBetween(
  codes: readonly Float32Array[],
  { checkpoint, painter, style }: Omit<WalkOptions, 'sketcher'>,
): Walk {
  const { latent, directory, imagines } = checkpoint;
  const weights = latent.oneHot(style);
  const between = (share: number) => latent.blend(codes, [1 - share, share]);
  const wishFor = (share: number): Wish => ({
    ...{ seed: 0, style: weights, things: [{ codes }] },
    start: { code: between(share), freedom: halfWayFreedom * 4 * share * (1 - share) },
  });
  return {
    at: async (shares) => {
      const found = imagines ? await painter.imagine(directory, shares.map(wishFor)) : shares.map(between);
      return found.map((code) => ({ code, style: weights }));
    },
  };
}

/** Where a walk begins or ends: the sketch of a scene, or the thing's own drawing or picture. */
async function planEnd(material: Material, { checkpoint, sketcher, style }: WalkOptions): Promise<Plan> {
  const { scenes, label: alt, parents } = material;
  const composed = scenes && parents.length === 0 && !isPlain(scenes);
  const fitted = composed ? await sketcher.fit(scenes, style) : undefined;
  if (!fitted) return { code: material.code(style, createRandom(0), true), alt };
  const depiction = { scenes: fitted.scenes, seed: 0, pose: upright };
  return sketchedPlan(depiction, fitted, { checkpoint, sketcher, style, freedom: 0, alt });
}
