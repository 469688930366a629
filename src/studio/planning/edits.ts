import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createRandom } from '#lib/random.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Job } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { type Depiction, isPlain, upright } from '../sketches/depiction.ts';
import { editMaterial } from './editing.ts';
import { joinNotes, noteOnUnknown } from './notes.ts';
import type { Plan } from './plans.ts';
import type { PlanContext, Recipe } from './recipe.ts';
import { chooseStyle } from './styles.ts';

/** How far a checkpoint that imagines goes from a code that it paints in another style, in shares of noise. */
const restyleFreedom = 0.3;

/** The short form of an edit that changes the style alone. */
export async function planRestyle(
  { picture, style }: Extract<Job, { kind: 'restyle' }>,
  context: PlanContext,
): Promise<Recipe> {
  return planEdit({ kind: 'edit', picture, changes: {}, style }, context);
}

export async function planEdit(job: Extract<Job, { kind: 'edit' }>, context: PlanContext): Promise<Recipe> {
  const { checkpoint, finder, sketcher, caller, preferred } = context;
  const changes = [job.words, ...Object.values(job.changes)].filter((change) => change !== undefined);
  if (changes.length === 0 && job.style === undefined) {
    throw new AppError('bad_option', message('edit.nothing'));
  }
  const material = await finder.find(job.picture, checkpoint, caller);
  const style = chooseStyle(job.style, checkpoint, [material], preferred);
  const { label, note, parents, scenes } = material;
  const recipe = { note, style, seed: 0, spread: 0, parents };
  if (changes.length > 0 || (scenes && !isPlain(scenes))) {
    const edited = await editMaterial(material, job, { checkpoint, finder, sketcher, style });
    if (edited) {
      const { subject, plan, onPixels, beside, unknown } = edited;
      const notes = joinNotes(note, noteOnUnknown(unknown), onPixels ? noteOnPixels : undefined, beside);
      return { ...recipe, subject, note: notes, plans: [plan] };
    }
    if (changes.length > 0) {
      throw new AppError('bad_option', message('edit.no-sets'));
    }
  }
  const plan = restyledPlan(checkpoint, material.code(style, createRandom(0), false), style, label);
  return { ...recipe, subject: label, plans: [{ ...plan, depiction: material.depiction ?? plainly(scenes) }] };
}

const noteOnPixels = message('note.on-pixels');

/** Things that are shown as they are can be changed later. */
const plainly = (scenes: readonly Scene[] | undefined): Depiction | undefined =>
  scenes && isPlain(scenes) ? { scenes, seed: 0, pose: upright } : undefined;

/** A picture, by its code, in another style. */
export function restyledPlan({ latent }: OpenCheckpoint, own: Float32Array, style: string, subject: string): Plan {
  const code = latent.withoutDetail(own);
  const start = { code, freedom: restyleFreedom };
  const request = { seed: 0, style: latent.oneHot(style), things: [{ codes: [own] }], start };
  return { code, alt: `${subject} in ${style}`, request };
}
