import { recolour } from '#images/recolour.ts';
import { createRandom } from '#lib/random.ts';
import { compose, type Layer } from '#training/data/composite.ts';
import type { Wish } from '#training/flow/prior.ts';
import type { OpenCheckpoint } from './checkpoints.ts';
import type { Likeness, Painter } from './painter.ts';

/** One picture that a recipe asks for. */
export interface Plan {
  code: Float32Array;
  alt: string;
  /** What a checkpoint that imagines makes of it in place of the code. */
  wish?: Wish;
  /** A picture to sketch first, of things that are painted: the wish starts at its code, or that is the plan's. */
  scene?: Scene;
}

/** Things in one picture, the subject before what is with it; or the first, a `share` of the way to the second's colours. */
export type Scene =
  | { way: 'together'; actors: readonly Actor[] }
  | { way: 'recoloured'; actors: readonly [Actor, Actor]; share: number };

/** One thing in a scene. */
export interface Actor {
  concept: string;
  code: Float32Array;
  /** Codes of other drawings of it, this one included. */
  drawings: readonly Float32Array[];
}

/** The share of a scene's code that noise takes the place of, for its things to become one picture. */
const sceneFreedom = 0.1;

/** Plans with their codes: those of scenes found by descent, and imagined where the checkpoint can. */
export async function imagineCodes(
  plans: readonly Plan[],
  checkpoint: OpenCheckpoint,
  painter: Pick<Painter, 'decode' | 'project' | 'imagine'>,
): Promise<Plan[]> {
  const { directory } = checkpoint;
  const drawn = plans.filter(({ scene }) => scene);
  const starts = await painter.project(directory, await sketch(drawn, checkpoint, painter));
  if (!checkpoint.imagines) return plans.map((plan) => ({ ...plan, code: starts[drawn.indexOf(plan)] ?? plan.code }));
  const wished = plans.filter(({ wish }) => wish);
  const wishes = wished.map((plan) => {
    const code = starts[drawn.indexOf(plan)];
    return code ? { ...plan.wish!, start: { code, freedom: sceneFreedom } } : plan.wish!;
  });
  const codes = await painter.imagine(directory, wishes);
  return plans.map((plan) => ({ ...plan, code: codes[wished.indexOf(plan)] ?? plan.code }));
}

/** Pictures of scenes: each thing is painted, then they are put together. */
async function sketch(
  plans: readonly Plan[],
  { directory, size }: OpenCheckpoint,
  painter: Pick<Painter, 'decode'>,
): Promise<Likeness[]> {
  const sketches = plans.flatMap(({ scene, wish }) => scene!.actors.map(({ code }) => ({ code, style: wish!.style })));
  const painted = await painter.decode(directory, sketches);
  return plans.map(({ scene, wish }) => {
    const layers = scene!.actors.map(({ concept }) => ({ concept, pixels: painted.shift()! }));
    const [main, ...others] = layers as [Layer, ...Layer[]];
    const { style, seed } = wish!;
    if (scene!.way === 'recoloured') return { pixels: recolour(main.pixels, others[0]!.pixels, scene!.share), style };
    const picture = new Float32Array(size * size * 4);
    compose(size, main, others, createRandom(seed), picture);
    return { pixels: Uint8Array.from(picture, (value) => Math.round(value * 255)), style };
  });
}
