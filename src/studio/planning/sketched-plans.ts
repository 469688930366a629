import { createRandom } from '#lib/random.ts';
import type { LatentSpace } from '#sampling/latent.ts';
import type { Thing } from '#sampling/prior.ts';
import { pictureConcept } from '#training/data/compositions/library.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { partsOf } from '#training/flow/things.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { type Depiction, poseAt } from '../sketches/depiction.ts';
import type { Fitted, Sketcher } from '../sketches/sketches.ts';
import { type Combination, combineMany, combineTwo } from './combinations.ts';
import type { Material } from './ingredients.ts';
import type { Plan } from './plans.ts';

/** The share of a sketch's code that noise takes the place of: at spread 0, and for each unit of it. */
const freedom = { least: 0.05, spread: 0.07 };

export const sketchFreedom = (spread: number): number => freedom.least + freedom.spread * spread;

interface SketchOptions {
  checkpoint: Pick<OpenCheckpoint, 'latent' | 'size'>;
  sketcher: Sketcher;
  style: string;
  /** As of `PlanSketch`. */
  freedom: number;
  alt: string;
}

/** A picture from the sketch of scenes that fit; the same depiction in the same style gives the same plan. */
export async function sketchedPlan(
  depiction: Depiction,
  fitted: Fitted,
  { checkpoint: { latent, size }, sketcher, style, freedom, alt }: SketchOptions,
): Promise<Plan> {
  const pixels = await sketcher.draw(fitted, size, depiction);
  return {
    // The code that the encoder reads from the sketch takes its place.
    code: new Float32Array(latent.layout.size),
    alt,
    request: {
      seed: depiction.seed,
      style: latent.oneHot(style),
      things: [],
      parts: partsFor(fitted.scenes, latent, style),
    },
    sketch: { pixels, borrowed: fitted.style !== style, freedom },
    depiction,
  };
}

/**
 * The parts of one scene, as input of a prior that was trained on scenes: words, and codes of drawings. Undefined where
 * there are several scenes, or the checkpoint has no drawing of the subject.
 */
export function partsFor(
  [scene, ...others]: readonly Scene[],
  latent: LatentSpace,
  style: string,
): Thing[] | undefined {
  if (!scene || others.length > 0 || !latent.concepts.has(scene.subject)) return undefined;
  return partsOf(scene).flatMap((part): Thing[] => {
    if ('word' in part) return [part];
    const code = latent.concept(part.concept, style, createRandom(0), true);
    return code ? [{ codes: [code], role: part.role }] : [];
  });
}

interface CombineOptions extends Omit<SketchOptions, 'freedom' | 'alt'> {
  /** The share of the last of two ingredients, in [0, 1]. */
  balance: number;
  seed: number;
}

const combined = 4;

/**
 * Several things in one picture, four ways. One thing may lack a single scene of its own: its picture is used as it is.
 * Undefined where two things lack one, where that thing has no picture, or where the sketcher can draw none of the ways.
 */
export async function combinedPlans(
  materials: readonly Material[],
  { balance, seed, ...options }: CombineOptions,
): Promise<Plan[] | undefined> {
  const [unknown, ...others] = materials.filter((material) => !hasOneScene(material));
  if (others.length > 0 || (unknown && !unknown.pixels)) return undefined;
  const sketcher = unknown
    ? options.sketcher.withPicture(await unknown.pixels!(), options.checkpoint.size)
    : options.sketcher;
  const scenes = materials.map((material) =>
    hasOneScene(material) ? material.scenes[0]! : { subject: pictureConcept },
  );
  const ways = scenes.length === 2 ? combineTwo(scenes[0]!, scenes[1]!, balance) : combineMany(scenes);
  const chosen: { way: Combination; fitted: Fitted }[] = [];
  for (const way of ways) {
    const fitted = await sketcher.fit(way.scenes, options.style);
    if (fitted && fitted.apart.length === 0) chosen.push({ way, fitted });
    if (chosen.length === combined) break;
  }
  if (chosen.length === 0) return undefined;
  const plans = Array.from({ length: combined }, async (_, index) => {
    const { way, fitted } = chosen[index % chosen.length]!;
    const random = createRandom(seed, index);
    const depiction = { scenes: fitted.scenes, seed: random.integer(2 ** 32), pose: poseAt(index, random) };
    const alt = way.order.map((place) => materials[place]!.label).join(` ${way.words} `);
    const plan = await sketchedPlan(depiction, fitted, { ...options, sketcher, freedom: sketchFreedom(1), alt });
    return unknown ? { ...plan, depiction: undefined } : plan;
  });
  return Promise.all(plans);
}

const hasOneScene = (material: Material): material is Material & { scenes: readonly Scene[] } =>
  material.scenes?.length === 1;
