import { createRandom } from '#lib/random.ts';
import { compose } from '#training/data/composite.ts';
import type { Wish } from '#training/flow/prior.ts';
import type { OpenCheckpoint } from './checkpoints.ts';
import type { Painter } from './painter.ts';

/** One picture that a recipe asks for. */
export interface Plan {
  code: Float32Array;
  alt: string;
  /** What a checkpoint that imagines makes of it in place of the code. */
  wish?: Wish;
  /** Things to lay out in one picture first, the subject before what is with it; the wish starts at its code. */
  scene?: readonly Actor[];
}

/** One thing in a scene. */
export interface Actor {
  concept: string;
  code: Float32Array;
  /** Codes of other drawings of it, this one included. */
  drawings: readonly Float32Array[];
}

/** The share of a scene's code that noise takes the place of, for its things to become one picture. */
const sceneFreedom = 0.25;

/** Plans with their codes, imagined where the checkpoint can. */
export async function imagineCodes(
  plans: readonly Plan[],
  checkpoint: OpenCheckpoint,
  painter: Pick<Painter, 'decode' | 'encode' | 'imagine'>,
): Promise<Plan[]> {
  if (!checkpoint.imagines) return [...plans];
  const { directory } = checkpoint;
  const layouts = plans.filter(({ scene }) => scene);
  const scenes = await painter.encode(directory, await layOut(layouts, checkpoint, painter));
  const wished = plans.filter(({ wish }) => wish);
  const wishes = wished.map((plan) => {
    const code = scenes[layouts.indexOf(plan)];
    return code ? { ...plan.wish!, start: { code, freedom: sceneFreedom } } : plan.wish!;
  });
  const codes = await painter.imagine(directory, wishes);
  return plans.map((plan) => ({ ...plan, code: codes[wished.indexOf(plan)] ?? plan.code }));
}

/** The pictures of scenes: each thing is painted, then they are put together. */
async function layOut(plans: readonly Plan[], { directory, size }: OpenCheckpoint, painter: Pick<Painter, 'decode'>) {
  const sketches = plans.flatMap(({ scene, wish }) => scene!.map(({ code }) => ({ code, style: wish!.style })));
  const painted = await painter.decode(directory, sketches);
  return plans.map(({ scene, wish }) => {
    const [main, ...others] = scene!.map(({ concept }) => ({ concept, pixels: painted.shift()! }));
    const picture = new Float32Array(size * size * 4);
    compose(size, main!, others, createRandom(wish!.seed), picture);
    return Uint8Array.from(picture, (value) => Math.round(value * 255));
  });
}
