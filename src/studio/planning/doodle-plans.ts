import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { anySeed, createRandom } from '#lib/random.ts';
import type { LatentSpace } from '#sampling/latent.ts';
import type { Job } from '../api.ts';
import type { Translated } from '../sketches/doodles.ts';
import type { Material } from './ingredients.ts';
import type { Plan } from './plans.ts';
import type { PlanContext, Recipe } from './recipe.ts';
import { partsFor } from './sketched-plans.ts';
import { chooseStyle } from './styles.ts';

/** For each picture, whether it keeps the lines, and the share of its code that noise takes the place of. */
const ways = [
  { lines: true, freedom: 0.1 },
  { lines: true, freedom: 0.35 },
  { lines: false, freedom: 0.1 },
  { lines: false, freedom: 0.4 },
];

/** Four emoji of a drawing: what the model of doodles makes of it, made new by the prior, nearer to it or further. */
export async function planDoodle(job: Extract<Job, { kind: 'sketch' }>, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, doodles, preferred, caller } = context;
  const { picture, words } = job;
  if (!('upload' in picture)) {
    throw new AppError('bad_option', message('doodle.attach'));
  }
  const { latent, size } = checkpoint;
  const style = chooseStyle(job.style, checkpoint, [], preferred);
  const { language } = caller;
  const material = words === undefined ? undefined : await finder.words(words, checkpoint, { language });
  const sketch = await doodles.translate(picture.upload, style, size);
  const seed = job.seed ?? anySeed();
  const plans = planSketch(sketch, { latent, style, seed, material });
  return { subject: plans[0]!.alt, note: material?.note, style, seed, spread: 0, plans, parents: [] };
}

/** The four pictures of a doodle's translation; `material` is what it is said to show. */
export function planSketch(
  { pixels, lined, known }: Translated,
  { latent, style, seed, material }: { latent: LatentSpace; style: string; seed: number; material?: Material },
): Plan[] {
  const parts = material?.scenes && partsFor(material.scenes, latent, style);
  const alt = material?.label ?? 'your drawing';
  return ways.map(({ lines, freedom }, index) => ({
    code: new Float32Array(latent.layout.size),
    alt,
    request: { seed: createRandom(seed, index).integer(2 ** 32), style: latent.oneHot(style), things: [], parts },
    sketch: { pixels: lines ? lined : pixels, borrowed: !known, freedom },
  }));
}
