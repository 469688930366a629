import { createRandom, type Random } from '#lib/random.ts';
import { wearables } from '#training/data/composite.ts';
import { thingsAtMost } from '#training/flow/things.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Material } from './ingredients.ts';
import type { Actor, Collage, Plan } from './plans.ts';

/** The shares of the last ingredient that the four pictures of a mix have, around the balance asked for. */
const offsets = [-0.18, -0.06, 0.06, 0.18];
/** How often a later picture starts at the style's own drawing of a thing, and not at another set's. */
export const ownShare = 0.65;
/** How far a checkpoint that imagines goes from the mean of codes, in shares of noise. */
const blendFreedom = 0.42;
/** The first thing's colours go over whole where the second has this share of a mix. */
const wholeShare = 0.3;

interface MixOptions {
  /** The share of the last of two ingredients, in [0, 1]. */
  balance: number;
  style: string;
  seed: number;
}

/**
 * Four ways to be several things at once: one in the colours of the other, one with the other, and the same the other
 * way round. The heavier one is what the picture shows; of three or more all are together. Where the checkpoint cannot
 * imagine, codes are blended.
 */
export function mixedPlans(
  checkpoint: OpenCheckpoint,
  materials: readonly Material[],
  { balance, style, seed }: MixOptions,
): Plan[] {
  return offsets.map((offset, index) => {
    const random = createRandom(seed, index);
    const weights = shares(materials.length, balance, offset, random);
    const own = index < 2 || random.uniform() < ownShare;
    if (!checkpoint.imagines) return blendedPlan(checkpoint, materials, weights, style, random, own);
    const order = [...materials.keys()].sort((left, right) => weights[right]! - weights[left]!);
    const heaviestFirst = order.map((place) => materials[place]!);
    const context = { checkpoint, style, random, own };
    const outer = materials.length === 2 && (index === 0 || index === offsets.length - 1);
    return sketchedPlan(heaviestFirst, outer ? weights[order[1]!] : undefined, context);
  });
}

interface PlanContext {
  checkpoint: OpenCheckpoint;
  style: string;
  random: Random;
  /** Whether to start at the style's own drawings. */
  own: boolean;
}

/** Things together, or the first in the colours of the second, which has this `share` of the mix. */
function sketchedPlan(
  materials: readonly Material[],
  share: number | undefined,
  { checkpoint: { latent }, style, random, own }: PlanContext,
): Plan {
  const actors = materials.map((material) => actorOf(material, style, random, own));
  const collage: Collage =
    share === undefined
      ? { way: 'together', actors: wornLast(actors).slice(0, thingsAtMost) }
      : { way: 'recoloured', actors: [actors[0]!, actors[1]!], share: Math.min(1, share / wholeShare) };
  const labels = collage.actors.map((actor) => materials[actors.indexOf(actor)]!.label);
  const things = collage.actors.map(({ drawings }) => ({ codes: drawings }));
  const request = { seed: random.integer(2 ** 32), style: latent.oneHot(style), things };
  const alt = labels.join(collage.way === 'recoloured' ? ' in the colours of ' : ' with ');
  return { code: collage.actors[0]!.code, alt, request, collage };
}

/** An ingredient as one thing, whatever it is made of. */
function actorOf(material: Material, style: string, random: Random, own: boolean): Actor {
  const actors = material.actors(style, random, own);
  const code = material.code(style, random, own);
  const [first] = actors;
  return actors.length === 1 ? { ...first!, code } : { concept: '', code, drawings: [code] };
}

/** What is worn comes after what wears it. */
const wornLast = (actors: readonly Actor[]): Actor[] =>
  actors.toSorted((left, right) => Number(wearables.has(left.concept)) - Number(wearables.has(right.concept)));

/** Codes between several things'; the weights add up to 1. */
function blendedPlan(
  { latent }: OpenCheckpoint,
  materials: readonly Material[],
  weights: readonly number[],
  style: string,
  random: Random,
  own = true,
): Plan {
  const codes = materials.map((material) => material.code(style, random, own));
  const code = latent.blend(codes, weights);
  const most = Math.max(...weights);
  const start = { code, freedom: blendFreedom * Math.min(1, 2 * (1 - most)) };
  const request = { seed: random.integer(2 ** 32), style: latent.oneHot(style), things: [{ codes }], start };
  const parts = materials.map(({ label }, part) => `${label} ${Math.round(weights[part]! * 100)} %`);
  return { code, alt: parts.join(' + '), request };
}

/** Two ingredients share by balance, moved by the offset; more of them about evenly, each picture a little different. */
function shares(count: number, balance: number, offset: number, random: Random): number[] {
  if (count === 2) {
    const second = Math.min(1, Math.max(0, balance + offset * 4 * balance * (1 - balance)));
    return [1 - second, second];
  }
  const raw = Array.from({ length: count }, () => 1 + (random.uniform() - 0.5));
  const sum = raw.reduce((total, share) => total + share, 0);
  return raw.map((share) => share / sum);
}
