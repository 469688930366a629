import type { Database } from '#db/database.ts';
import { readUpload } from '#images/decode.ts';
import { premultiply } from '#images/frame.ts';
import { decodePng, encodePng } from '#images/png.ts';
import { createRandom } from '#lib/random.ts';
import { measureLook } from '#training/taste/looks.ts';
import type { Caller, Ingredient } from '../api.ts';
import type { CheckpointStore, OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import { type Renderer, shownScale } from '../painting/render.ts';
import type { Finder } from '../planning/ingredients.ts';
import { type PaintedPlan, paintPlans } from '../planning/painted-plans.ts';
import type { PaintJob, Recipe } from '../planning/recipe.ts';
import { planJob } from '../planning/recipes.ts';
import { chooseStyle } from '../planning/styles.ts';
import { readDepiction } from '../sketches/depiction.ts';
import type { Doodles } from '../sketches/doodles.ts';
import type { Sketcher } from '../sketches/sketches.ts';

/** What is recorded of a request, painted. */
export type PaintedRecipe = Omit<Recipe, 'plans'> & { plans: PaintedPlan[] };

/** A picture that something is made of. */
export interface Still {
  checkpoint: OpenCheckpoint;
  /** As it is recorded: one plan, painted. */
  recipe: Omit<Recipe, 'plans'> & { plans: [PaintedPlan] };
  /** Its file. */
  png: Uint8Array;
  /** Premultiplied RGBA, `[side, side, 4]`, as chat shows it. */
  picture: Uint8Array;
  side: number;
}

export interface StillParts {
  db: Pick<Database, 'images'>;
  checkpoints: Pick<CheckpointStore, 'active' | 'open'>;
  finder: Finder;
  painter: Painter;
  renderer: Renderer;
  sketcher: Sketcher;
  doodles: Doodles;
}

interface StillOptions {
  caller: Caller;
  /** The id that the picture gets, if it is painted. */
  id: string;
  style?: string;
  seed?: number;
  /** The style to paint in where nothing says another one. */
  preferred?: string;
}

/** Finds the picture that is meant, or paints it: one by its id as it was painted, one that is attached as it is. */
export function createStills({ db, checkpoints, finder, painter, renderer, ...tools }: StillParts) {
  async function shownAs(checkpoint: OpenCheckpoint, recipe: Still['recipe'], id: string): Promise<Still> {
    const { code, pixels } = recipe.plans[0];
    const { style, seed } = recipe;
    const [shown] = await renderer.render([{ id, code, style, seed, checkpointId: checkpoint.id, pixels }]);
    return { checkpoint, recipe, png: shown!.png, picture: await readOwn(shown!.png), side: shown!.width };
  }

  /** A picture that was painted before, by the checkpoint that painted it. */
  async function recall(id: string, { workspaceId, userId }: Caller): Promise<Still> {
    const image = await db.images.getImage(id, workspaceId, userId);
    const checkpoint = await checkpoints.open(image.checkpointId);
    const { code, style, alt, scene, generation } = image;
    const { seed, subject } = generation;
    const [pixels] = await renderer.paint(checkpoint, [{ code, style: checkpoint.latent.oneHot(style) }]);
    const look = measureLook(pixels!, checkpoint.size);
    const plan = { code, alt, depiction: readDepiction(scene), pixels: pixels!, look };
    return shownAs(checkpoint, { subject: subject || alt, style, seed, spread: 0, parents: [id], plans: [plan] }, id);
  }

  /** Throws as `Finder.find`. */
  async function find(ingredient: Ingredient, options: StillOptions): Promise<Still> {
    const { caller, id, style: asked, seed, preferred } = options;
    const checkpoint = await checkpoints.active(caller.workspaceId);
    const material = await finder.find(ingredient, checkpoint, caller);
    const [own] = material.parents;
    if (own && !asked) return recall(own, caller);
    if ('upload' in ingredient && !asked) {
      const style = chooseStyle(undefined, checkpoint, [material], preferred);
      const { label } = material;
      const pixels = await material.pixels!();
      const code = material.code(style, createRandom(0), true);
      const plan = { code, alt: label, pixels, look: measureLook(pixels, checkpoint.size) };
      const side = checkpoint.size * shownScale;
      const picture = await readUpload(ingredient.upload.bytes, { name: ingredient.upload.name, size: side });
      const recipe: Still['recipe'] = { subject: label, style, seed: 0, spread: 0, parents: [], plans: [plan] };
      return { checkpoint, recipe, png: await encodePng(picture, { size: side }), picture, side };
    }
    const context = { checkpoint, finder, ...tools, caller, preferred };
    const job: PaintJob =
      'upload' in ingredient || own
        ? { kind: 'restyle', picture: ingredient, style: asked! }
        : { kind: 'generate', prompt: ingredient.text, count: 1, spread: 1, style: asked, seed };
    const recipe = await planJob(job, context);
    const [plan] = await paintPlans(recipe, { checkpoint, painter, renderer }, { count: 1 });
    return shownAs(checkpoint, { ...recipe, plans: [plan!] }, id);
  }

  return { find, recall };
}

export type Stills = ReturnType<typeof createStills>;

/** One of Easel's own PNG files as premultiplied RGBA. */
const readOwn = async (png: Uint8Array): Promise<Uint8Array> => premultiply((await decodePng(png)).rgba);
