import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { anySeed, createRandom } from '#lib/random.ts';
import { pictureConcept } from '#training/data/compositions/library.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Ingredient, Job } from '../api.ts';
import type { Material } from '../planning/ingredients.ts';
import type { Plan } from '../planning/plans.ts';
import type { PlanContext, Recipe } from '../planning/recipe.ts';
import { sketchedPlan, sketchFreedom } from '../planning/sketched-plans.ts';
import { chooseStyle } from '../planning/styles.ts';
import { upright } from '../sketches/depiction.ts';
import type { Fitted, Sketcher } from '../sketches/sketches.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { isSmiley, type Mood, moods } from './moods.ts';

export type PackJob = Extract<Job, { kind: 'pack' }>;

/** Moods of a pack at most, and pictures of a request where a workspace has not settled on fewer. */
const packAtMost = 16;
const usualCount = 9;

/** Pictures that one request may paint: a pack is one request for all its moods, where there is the usual bound. */
export const atMost = ({ kind }: { kind: Job['kind'] }, count: number): number =>
  kind === 'pack' && count >= usualCount ? packAtMost : count;

/** Little: all pictures of a pack are the same drawing but for its mood. */
const freedom = sketchFreedom(0);

/** One character in many moods, each plan's name first in its `alt`. Throws `bad_option` for what has no face. */
export async function planPack(job: PackJob, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, sketcher, caller, preferred } = context;
  const material = await finder.find(job.picture, checkpoint, caller);
  const style = chooseStyle(job.style, checkpoint, [material], preferred);
  const seed = job.seed ?? anySeed();
  const character = await characterOf(material, sketcher, checkpoint.size, await finder.vocabulary(checkpoint));
  const found = await moodsOf(character, style, job.count);
  if (found.length === 0) {
    const what = material.label;
    const isUpload = what === 'your picture';
    throw new AppError('bad_option', isUpload ? message('pack.no-face-picture') : message('pack.no-face', { what }));
  }
  const name = nameOf(job.picture, material.label);
  const random = createRandom(seed);
  const shared = { seed: random.integer(2 ** 32), pose: material.depiction?.pose ?? upright };
  const plans = found.map(async ({ mood, fitted }): Promise<Plan> => {
    const depiction = { ...shared, scenes: fitted.scenes };
    const alt = `${name}_${mood.name}`;
    const options = { checkpoint, sketcher: character.sketcher, style, freedom, alt };
    const plan = await sketchedPlan(depiction, fitted, options);
    return character.own ? plan : { ...plan, depiction: undefined };
  });
  const { parents } = material;
  const note = found.length < job.count ? message('note.few-moods', { count: found.length }) : undefined;
  return { subject: `${material.label}, pack`, note, style, seed, spread: 0, parents, plans: await Promise.all(plans) };
}

interface Character {
  scenes: readonly [Scene, ...Scene[]];
  sketcher: Sketcher;
  /** Whether it is known what it shows, and not only how it looks. */
  own: boolean;
}

/** What is known of a thing without its mood; of a picture of which nothing is known, the picture itself. */
async function characterOf(
  { scenes, pixels, parents, typed, names }: Material,
  sketcher: Sketcher,
  size: number,
  vocabulary: Vocabulary,
): Promise<Character> {
  const [first, ...others] = scenes ?? [];
  if (first) {
    const { mood: _, being: __, ...known } = first;
    // A face has room for moods: a cat's, unless its whole body was typed, or painted before.
    const isWord = parents.length === 0 && !typed?.has(first.subject);
    const scene = { ...known, subject: (isWord && faceOf(names?.get(first.subject), vocabulary)) || first.subject };
    return { scenes: [scene, ...others], sketcher, own: true };
  }
  if (!pixels) throw new AppError('bad_option', message('pack.unknown'));
  return {
    scenes: [{ subject: pictureConcept }],
    sketcher: sketcher.withPicture(await pixels(), size),
    own: false,
  };
}

/** The concept of a thing's face, where that is a thing of its own: `cat face` of `cat`. */
function faceOf(name: string | undefined, vocabulary: Vocabulary): string | undefined {
  if (name === undefined) return undefined;
  const label = `${name} face`;
  return vocabulary.understand(label).concepts.find((found) => found.label === label)?.concept;
}

/** The moods that can be drawn on a character, in one style, with nothing beside it that was to be on it. */
async function moodsOf({ scenes: [scene, ...others], sketcher }: Character, asked: string, count: number) {
  const found: { mood: Mood; fitted: Fitted }[] = [];
  let style = asked;
  for (const mood of moods) {
    // A smiley in a mood is the smiley of that mood.
    const own = isSmiley(scene.subject) ? { subject: mood.concept } : { mood: mood.concept };
    const fitted = await sketcher.fit([{ ...scene, ...own }, ...others], style);
    if (!fitted || fitted.apart.length > 0) continue;
    if (found.length > 0 && fitted.style !== style) continue;
    style = fitted.style;
    found.push({ mood, fitted });
    if (found.length === count) break;
  }
  return found;
}

const longestName = 20;

/** What the emoji's names begin with: `fox`, or the name of an attached file. */
function nameOf(picture: Ingredient, label: string): string {
  const words = 'upload' in picture ? picture.upload.name.replace(/\.\w+$/, '') : label.replace(/, pack$/, '');
  const plain =
    words
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = plain.join('_').slice(0, longestName).replace(/_+$/, '');
  return name === '' ? 'easel' : name;
}
