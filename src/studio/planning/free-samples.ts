import { anySeed, createRandom, drawWeighted, type Random } from '#lib/random.ts';
import { drawSamples } from '#sampling/free-samples.ts';
import type { LatentSpace } from '#sampling/latent.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { Job } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { poseAt } from '../sketches/depiction.ts';
import { isFine, type Plan } from './plans.ts';
import type { PlanContext, Recipe } from './recipe.ts';
import { sketchedPlan, sketchFreedom } from './sketched-plans.ts';
import { chooseStyle } from './styles.ts';

const alt = 'a free sample';
/** Where it is known what a community likes, each sample is one of so many scenes. */
const scenesToChoose = 4;
/** More than are asked for at a time, and a step between the streams of random numbers. */
const samplesAtMost = 1000;

type Generate = Extract<Job, { kind: 'generate' }>;

/** Pictures of nothing in particular. */
export function planSamples(
  job: Generate,
  { checkpoint, preferred }: { checkpoint: Pick<OpenCheckpoint, 'latent'>; preferred?: string },
): Recipe {
  const { latent } = checkpoint;
  const style = chooseStyle(job.style, checkpoint, [], preferred);
  const seed = job.seed ?? anySeed();
  const { count, spread } = job;
  const plans = drawSamples(latent, { style, count, spread, seed }).map((sample) => ({ ...sample, alt }));
  return { subject: '', style, seed, spread, plans, parents: [] };
}

/**
 * Pictures of nothing in particular as people get them: of a model that knows scenes, scenes by chance of what its
 * community likes, those more often that look as it likes, else `planSamples`.
 */
export async function planScenes(
  job: Generate,
  context: Pick<PlanContext, 'sketcher' | 'preferred'> & { checkpoint: Pick<OpenCheckpoint, 'latent' | 'size'> },
) {
  const { checkpoint, sketcher } = context;
  const { latent } = checkpoint;
  const recipe = planSamples(job, context);
  if (!isFine(latent.layout)) return recipe;
  const { style, seed } = recipe;
  const plans = recipe.plans.map(async (plan, index) => {
    const tries = Array.from({ length: latent.inclination ? scenesToChoose : 1 }, async (_, turn) => {
      const random = createRandom(seed, index + turn * samplesAtMost);
      const fitted = await sketcher.imagine(latent.anchor(style, random).concept, style, random);
      if (!fitted) return [];
      const depiction = { scenes: fitted.scenes, seed: random.integer(2 ** 32), pose: poseAt(index, random) };
      const freedom = sketchFreedom(job.spread);
      return [await sketchedPlan(depiction, fitted, { checkpoint, sketcher, style, freedom, alt })];
    });
    const sketched = (await Promise.all(tries)).flat();
    return chooseByLook(sketched, checkpoint, createRandom(seed, index - samplesAtMost)) ?? plan;
  });
  return { ...recipe, plans: await Promise.all(plans) };
}

/** One of several sketches, those whose look a community likes more often; undefined of none. */
function chooseByLook(
  plans: readonly Plan[],
  { latent: { inclination }, size }: { latent: Pick<LatentSpace, 'inclination'>; size: number },
  random: Random,
): Plan | undefined {
  if (!inclination || plans.length < 2) return plans[0];
  const liked = plans.map((plan) => ({
    plan,
    liking: measureLook(plan.sketch!.pixels, size).reduce((sum, value, i) => sum + value * inclination[i]!, 0),
  }));
  const most = Math.max(...liked.map(({ liking }) => liking));
  return drawWeighted(liked, ({ liking }) => Math.exp(liking - most), random).plan;
}
