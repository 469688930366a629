import { enlargeTo, reduceTo } from '#images/resize.ts';
import { AppError } from '#lib/errors.ts';
import { createRandom } from '#lib/random.ts';
import type { Sketch } from '#sampling/sampler.ts';
import type { Painter } from '#studio/painting/painter.ts';
import { restyledPlan } from '#studio/planning/edits.ts';
import { planScenes } from '#studio/planning/free-samples.ts';
import { imagineCodes, type Plan } from '#studio/planning/plans.ts';
import { planPrompt } from '#studio/planning/recipes.ts';
import { walkBetween } from '#studio/planning/walks.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import type { Progress } from '#training/evaluation/extractor.ts';
import type { Paintings, Styled } from '#training/evaluation/figures.ts';
import type { Prompt } from '#training/evaluation/prompts.ts';
import type { Prompting } from '../prompting.ts';

/** A model that is asked as chat asks it. */
export interface ChatModel extends Prompting {
  painter: Painter;
  seed: number;
  /** Width and height that pictures are measured at: those of a smaller model are enlarged as chat does it. */
  size: number;
}

/** As many as `/generate` paints. */
const perPrompt = 4;
const atOnce = 64;
export const walkSteps = 12;

async function paint(
  { checkpoint, painter, size }: ChatModel,
  sketches: readonly Sketch[],
  onProgress?: Progress,
): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = [];
  for (let start = 0; start < sketches.length; start += atOnce) {
    const painted = await painter.decode(checkpoint.directory, sketches.slice(start, start + atOnce));
    pictures.push(...(await Promise.all(painted.map((picture) => enlargeTo(size, picture, checkpoint.size)))));
    onProgress?.(pictures.length, sketches.length);
  }
  return pictures;
}

/** Plans in a style as chat carries them out. */
export async function paintPlans(model: ChatModel, plans: readonly Plan[], style: string): Promise<Uint8Array[]> {
  const { checkpoint, painter } = model;
  const weights = checkpoint.latent.oneHot(style);
  const imagined = await imagineCodes(plans, checkpoint, painter);
  return paint(
    model,
    imagined.map(({ code }) => ({ code, style: weights })),
  );
}

/** Free samples, as `/generate` without words gives them; as many of every style, `count` in all. */
export async function paintSamples(model: ChatModel, count: number, onProgress?: Progress): Promise<Styled[]> {
  const { checkpoint, seed } = model;
  const { styles } = checkpoint.latent;
  const samples: Styled[] = [];
  for (const [index, style] of styles.entries()) {
    const share = Math.floor(count / styles.length) + Number(index < count % styles.length);
    const job = { kind: 'generate', style, count: share, seed: seed + index, spread: 1 } as const;
    const { plans } = await planScenes(job, model);
    for (let start = 0; start < plans.length; start += atOnce) {
      const pictures = await paintPlans(model, plans.slice(start, start + atOnce), style);
      samples.push(...pictures.map((pixels) => ({ style, pixels })));
      onProgress?.(samples.length, count);
    }
  }
  return samples;
}

/** What `/generate` answers to each prompt; no pictures where it does not understand. */
export async function paintPrompts(
  model: ChatModel,
  prompts: readonly Prompt[],
  onProgress?: Progress,
): Promise<Paintings['prompted']> {
  const { seed } = model;
  const prompted: { prompt: Prompt; pictures: Uint8Array[] }[] = [];
  for (const [index, prompt] of prompts.entries()) {
    const job = { kind: 'generate', style: prompt.style, count: perPrompt, seed: seed + index, spread: 1 } as const;
    const plans = await planPrompt(job, prompt.text, model).then(
      (recipe) => recipe.plans,
      (error: unknown) => {
        if (error instanceof AppError) return [];
        throw error;
      },
    );
    prompted.push({ prompt, pictures: await paintPlans(model, plans, prompt.style) });
    onProgress?.(index + 1, prompts.length);
  }
  return prompted;
}

export interface Restyled extends Styled {
  /** Its place in the data set. */
  place: number;
  /** In its own style, with its detail. */
  reconstruction: Uint8Array;
}

/** Pictures encoded and painted in the other styles in turn, as `/restyle` does it. The model has two styles or more. */
export async function restyle(
  model: ChatModel,
  dataset: Dataset,
  places: readonly number[],
  onProgress?: Progress,
): Promise<Restyled[]> {
  const { checkpoint, painter } = model;
  const { latent } = checkpoint;
  const restyled: Restyled[] = [];
  for (let start = 0; start < places.length; start += atOnce) {
    const some = places.slice(start, start + atOnce);
    const codes = await painter.encode(
      checkpoint.directory,
      some.map((place) => reduceTo(checkpoint.size, pictureOf(dataset, place), model.size)),
    );
    const own = some.map((place) => dataset.pictures[place]!.style);
    const other = own.map((style, index) => {
      const others = latent.styles.filter((name) => name !== style);
      return others[(start + index) % others.length]!;
    });
    const plans = codes.map((code, index) => restyledPlan(checkpoint, code, other[index]!, ''));
    const imagined = await imagineCodes(plans, checkpoint, painter);
    const pictures = await paint(model, [
      ...codes.map((code, index) => ({ code, style: latent.oneHot(own[index]!) })),
      ...imagined.map(({ code }, index) => ({ code, style: latent.oneHot(other[index]!) })),
    ]);
    for (const [index, place] of some.entries()) {
      restyled.push({
        place,
        style: other[index]!,
        reconstruction: pictures[index]!,
        pixels: pictures[some.length + index]!,
      });
    }
    onProgress?.(restyled.length, places.length);
  }
  return restyled;
}

/** Walks between two drawings, as `/interpolate` takes them, each in one style. */
export async function paintWalks(model: ChatModel, count: number, onProgress?: Progress): Promise<Uint8Array[][]> {
  const { latent } = model.checkpoint;
  const walks: Uint8Array[][] = [];
  for (let walk = 0; walk < count; walk++) {
    const random = createRandom(model.seed, walk);
    const style = latent.styles[walk % latent.styles.length]!;
    const ends = [latent.anchor(style, random).code, latent.anchor(style, random).code];
    const way = walkBetween(ends, { ...model, style });
    const shares = Array.from({ length: walkSteps + 1 }, (_, step) => step / walkSteps);
    walks.push(await paint(model, await way.at(shares)));
    onProgress?.(walk + 1, count);
  }
  return walks;
}

/** The first picture of a walk fading into its last, in as many steps: what no model is needed for. */
export function crossFade(walk: readonly Uint8Array[]): Uint8Array[] {
  const [first, last] = [walk[0]!, walk.at(-1)!];
  return walk.map((_, step) => {
    const share = step / (walk.length - 1);
    return first.map((value, i) => Math.round(value + share * (last[i]! - value)));
  });
}
