import { anySeed, createRandom } from '#lib/random.ts';
import { drawSamples } from '#sampling/free-samples.ts';
import type { Job } from './api.ts';
import type { OpenCheckpoint } from './checkpoints.ts';
import { poseAt } from './depiction.ts';
import { isFine } from './plans.ts';
import type { PlanContext, Recipe } from './recipe.ts';
import { sketchedPlan, sketchFreedom } from './sketched-plans.ts';
import { chooseStyle } from './styles.ts';

const alt = 'a free sample';

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
 * community likes, else `planSamples`.
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
    const random = createRandom(seed, index);
    const fitted = await sketcher.imagine(latent.anchor(style, random).concept, style, random);
    if (!fitted) return plan;
    const depiction = { scenes: fitted.scenes, seed: random.integer(2 ** 32), pose: poseAt(index, random) };
    return sketchedPlan(depiction, fitted, { checkpoint, sketcher, style, freedom: sketchFreedom(job.spread), alt });
  });
  return { ...recipe, plans: await Promise.all(plans) };
}
