import type { Taste } from '#training/taste/fit.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import type { Renderer } from '../painting/render.ts';
import { pickCandidates } from '../training/taste.ts';
import { imagineCodes, type Plan } from './plans.ts';
import type { Recipe } from './recipe.ts';

/** A plan that was carried out. */
export interface PaintedPlan extends Plan {
  pixels: Uint8Array;
  /** See `measureLook`. */
  look: Float32Array;
}

interface Easel {
  checkpoint: OpenCheckpoint;
  painter: Painter;
  renderer: Pick<Renderer, 'paint'>;
}

/** Paints the plans of a recipe; with a taste, returns only the `count` that it picks, in the order painted. */
export async function paintPlans(
  recipe: Recipe,
  { checkpoint, painter, renderer }: Easel,
  { count, taste }: { count: number; taste?: Taste },
): Promise<PaintedPlan[]> {
  const { style, seed } = recipe;
  const plans = await imagineCodes(recipe.plans, checkpoint, painter);
  const weights = checkpoint.latent.oneHot(style);
  const sketches = plans.map(({ code }) => ({ code, style: weights }));
  const pixels = await renderer.paint(checkpoint, sketches);
  const painted = plans.map((plan, index) => {
    return { ...plan, pixels: pixels[index]!, look: measureLook(pixels[index]!, checkpoint.size) };
  });
  if (!taste) return painted;
  const sights = painted.map(({ look, code }) => ({ look, code, style }));
  return pickCandidates(taste, sights, checkpoint, { count, seed }).map((row) => painted[row]!);
}
