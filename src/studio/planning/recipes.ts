import { AppError } from '#lib/errors.ts';
import { message, term } from '#lib/i18n.ts';
import { anySeed, createRandom } from '#lib/random.ts';
import type { Caller, Ingredient, Job } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { planPack } from '../making/packs.ts';
import { isPlain, poseAt, upright } from '../sketches/depiction.ts';
import type { Fitted, Sketcher } from '../sketches/sketches.ts';
import { directionsOf, steer } from './directions.ts';
import { planDoodle } from './doodle-plans.ts';
import { planEdit, planRestyle } from './edits.ts';
import { planScenes } from './free-samples.ts';
import type { Finder, Material } from './ingredients.ts';
import { mixedPlans, ownShare } from './mixing.ts';
import { joinNotes, noteOnParts } from './notes.ts';
import type { Collage, Plan } from './plans.ts';
import type { PaintJob, PlanContext, Recipe } from './recipe.ts';
import { combinedPlans, sketchedPlan, sketchFreedom } from './sketched-plans.ts';
import { chooseStyle } from './styles.ts';
import { variantAt } from './variants.ts';

/** The first picture of a grid has this share of the spread, so it stays nearer to the prompt. */
const firstPictureCalm = 0.3;
const variations = 4;
/**
 * The share of a start code that noise replaces, for checkpoints with a prior: `least` at spread 0, and `spread` more for
 * each unit of spread.
 */
const freedom = { least: 0.15, spread: 0.3 };

const freedomOf = (spread: number): number => Math.min(1, freedom.least + freedom.spread * spread);

/** Plans a job's pictures. Job, seed and checkpoint decide the codes. The queue sets the seed; without one, it is random. */
export async function planJob(job: PaintJob, context: PlanContext): Promise<Recipe> {
  switch (job.kind) {
    case 'generate':
      return job.prompt || job.wishes ? planPrompt(job, job.prompt ?? '', context) : planScenes(job, context);
    case 'mix':
      return planMix(job, context);
    case 'restyle':
      return planRestyle(job, context);
    case 'edit':
      return planEdit(job, context);
    case 'sketch':
      return planDoodle(job, context);
    case 'vary':
      return planVariations(job, context);
    case 'explore':
      return planExploration(job, context);
    case 'pack':
      return planPack(job, context);
  }
}

type Generate = Extract<Job, { kind: 'generate' }>;

type PromptContext = Omit<PlanContext, 'caller' | 'finder' | 'doodles'> & {
  finder: Pick<Finder, 'words'>;
  caller?: Pick<Caller, 'language'>;
};

/** Pictures of what words say: from sketches of the scene, or from the drawings of a thing that is shown as it is. */
export async function planPrompt(job: Generate, prompt: string, context: PromptContext): Promise<Recipe> {
  const { checkpoint, finder, sketcher, preferred, caller } = context;
  const { wishes } = job;
  const material = await finder.words(prompt, checkpoint, { wishes, language: caller?.language });
  const style = chooseStyle(job.style, checkpoint, [], preferred);
  const seed = job.seed ?? anySeed();
  const recipe = { subject: material.label, note: material.note, style, seed, spread: job.spread, parents: [] };
  const { scenes } = material;
  const fitted = scenes && !isPlain(scenes) ? await sketcher.fit(scenes, style) : undefined;
  if (!fitted) return { ...recipe, plans: drawnPlans(job, material, { checkpoint, style, seed }) };
  const nameOf = (concept: string) => material.names?.get(concept);
  const faceMayVary = !material.typed?.has(scenes![0]!.mood ?? '');
  const plans = Array.from({ length: job.count }, async (_, index) => {
    const random = createRandom(seed, index);
    const variant = faceMayVary ? await fitVariant(index, fitted, style, sketcher) : fitted;
    const depiction = { scenes: variant.scenes, seed: random.integer(2 ** 32), pose: poseAt(index, random) };
    const freedom = sketchFreedom(index === 0 ? job.spread * firstPictureCalm : job.spread);
    return sketchedPlan(depiction, variant, { checkpoint, sketcher, style, freedom, alt: material.label });
  });
  return { ...recipe, note: joinNotes(material.note, noteOnParts(fitted, nameOf)), plans: await Promise.all(plans) };
}

/** The fitted scenes, with another face for the same mood where the style can draw it. */
async function fitVariant(index: number, fitted: Fitted, style: string, sketcher: Sketcher): Promise<Fitted> {
  const [first, ...others] = fitted.scenes;
  const varied = variantAt(index, first!);
  if (varied === first) return fitted;
  const other = await sketcher.fit([varied, ...others], style);
  return other && other.apart.length === 0 && other.style === fitted.style ? other : fitted;
}

/** Pictures from the drawings of things, put together where there are several. */
function drawnPlans(
  job: Generate,
  material: Material,
  { checkpoint, style, seed }: { checkpoint: OpenCheckpoint; style: string; seed: number },
): Plan[] {
  const { latent } = checkpoint;
  return Array.from({ length: job.count }, (_, index) => {
    const random = createRandom(seed, index);
    const own = index === 0 || random.uniform() < ownShare;
    const spread = index === 0 ? job.spread * firstPictureCalm : job.spread;
    const start = material.code(style, random, own);
    const actors = material.actors(style, random, own);
    const request = {
      seed: random.integer(2 ** 32),
      style: latent.oneHot(style),
      things: actors.map(({ drawings }) => ({ codes: drawings })),
      start: { code: start, freedom: freedomOf(spread) },
    };
    const code = checkpoint.imagines ? start : latent.wander(start, style, random, spread);
    const collage: Collage | undefined = actors.length > 1 ? { way: 'together', actors } : undefined;
    const { scenes } = material;
    const depiction = scenes && isPlain(scenes) ? { scenes, seed: request.seed, pose: upright } : undefined;
    return { code, alt: material.label, request, collage, depiction };
  });
}

async function findAll(ingredients: Ingredient[], { checkpoint, finder, caller }: PlanContext): Promise<Material[]> {
  const materials: Material[] = [];
  for (const ingredient of ingredients) materials.push(await finder.find(ingredient, checkpoint, caller));
  return materials;
}

const notes = (materials: Material[]) => joinNotes(...materials.map(({ note }) => note));

async function planMix(job: Extract<Job, { kind: 'mix' }>, context: PlanContext): Promise<Recipe> {
  const materials = await findAll(job.ingredients, context);
  if (materials.length < 2) throw new AppError('bad_option', message('mix.two-things'));
  const style = chooseStyle(job.style, context.checkpoint, materials, context.preferred);
  const seed = job.seed ?? anySeed();
  return {
    subject: materials.map(({ label }) => label).join(' + '),
    note: notes(materials),
    style,
    seed,
    spread: 0,
    plans: await plansOfMix(materials, context, { balance: job.balance, style, seed }),
    parents: materials.flatMap(({ parents }) => parents),
  };
}

/** The four pictures of a mix: drawn as scenes where that can be, else put together or blended. */
export async function plansOfMix(
  materials: readonly Material[],
  { checkpoint, sketcher }: Pick<PlanContext, 'checkpoint' | 'sketcher'>,
  options: { balance: number; style: string; seed: number },
): Promise<Plan[]> {
  const drawn = await combinedPlans(materials, { checkpoint, sketcher, ...options });
  return drawn ?? mixedPlans(checkpoint, materials, options);
}

async function planVariations(job: Extract<Job, { kind: 'vary' }>, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, caller } = context;
  const material = await finder.picture(job.picture, checkpoint, caller);
  const style = chooseStyle(undefined, checkpoint, [material]);
  const seed = job.seed ?? anySeed();
  const { depiction } = material;
  const composed = depiction !== undefined && !isPlain(depiction.scenes);
  const plans = Array.from({ length: variations }, (_, index) => {
    const random = createRandom(seed, index);
    const start = material.code(style, random, true);
    const request = {
      seed: random.integer(2 ** 32),
      style: checkpoint.latent.oneHot(style),
      things: [{ codes: [start] }],
      start: { code: start, freedom: composed ? sketchFreedom(2 * job.spread) : freedomOf(job.spread) },
    };
    const code = checkpoint.latent.wander(start, style, random, job.spread);
    return { code, alt: `a variation of ${material.label}`, request, depiction };
  });
  return { subject: material.label, style, seed, spread: job.spread, plans, parents: material.parents };
}

async function planExploration(job: Extract<Job, { kind: 'explore' }>, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, caller, preferred } = context;
  const material = await finder.find(job.picture, checkpoint, caller);
  const style = chooseStyle(undefined, checkpoint, [material], preferred);
  const start = material.code(style, createRandom(0), true);
  const { label: subject, parents } = material;
  const code = job.direction ? steered(start, job.direction, job.steps, checkpoint) : start;
  const direction = job.direction && term('direction', job.direction);
  const note = direction && message(job.steps > 0 ? 'note.more' : 'note.less', { direction });
  const { depiction } = material;
  return { subject, note, style, seed: 0, spread: 0, plans: [{ code, alt: subject, depiction }], parents };
}

function steered(code: Float32Array, name: string, steps: number, { latent }: OpenCheckpoint): Float32Array {
  const direction = directionsOf(latent).find((known) => known.name === name);
  if (!direction) {
    throw new AppError('bad_option', message('explore.unknown', { name: term('direction', name) }));
  }
  const moved = steer(code, direction, steps);
  if (moved) return moved;
  throw new AppError(
    'bad_option',
    message(steps > 0 ? 'explore.most' : 'explore.least', { name: term('direction', name) }),
  );
}
