import { recolour } from '#images/recolour.ts';
import type { Said } from '#lib/i18n.ts';
import { pictureConcept } from '#training/data/compositions/library.ts';
import { colourOf } from '#training/data/compositions/palette.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Job, Wishes } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { type Depiction, upright } from '../sketches/depiction.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Finder, Material } from './ingredients.ts';
import { noteOnParts } from './notes.ts';
import type { Plan } from './plans.ts';
import { sketchedPlan, sketchFreedom } from './sketched-plans.ts';

/** What changing a picture comes to. */
export interface Edited {
  subject: string;
  plan: Plan;
  /** What stands beside it that was to be on it, in a sentence. */
  beside?: Said;
  /** Words that changed nothing. */
  unknown: string[];
  /** Whether the picture itself was changed, since nothing is known of what it shows. */
  onPixels: boolean;
}

interface Tools {
  checkpoint: OpenCheckpoint;
  finder: Pick<Finder, 'vocabulary'>;
  sketcher: Sketcher;
  style: string;
}

type Edit = Pick<Extract<Job, { kind: 'edit' }>, 'words' | 'changes' | 'style'>;

/** Little, so that what was not to change stays as it was. */
const freedom = sketchFreedom(0);

/**
 * A picture with parts of it changed: of one whose scenes are known, the changed scenes with the chances that it had; of
 * any other, the picture as it is with what is asked for put on it. Undefined where nothing can draw that. Throws as
 * `Vocabulary.understand`.
 */
export async function editMaterial(material: Material, edit: Edit, tools: Tools): Promise<Edited | undefined> {
  const { checkpoint, finder, sketcher, style } = tools;
  const vocabulary = await finder.vocabulary(checkpoint);
  const { scenes, depiction } = material;
  if (!scenes) return editPixels(material, edit, tools);
  const { scene, unknown } = vocabulary.change(scenes[0]!, edit.changes, edit.words);
  const changed = [scene, ...scenes.slice(1)];
  const fitted = await sketcher.fit(changed, style);
  if (!fitted) return undefined;
  const subject = vocabulary.describe(changed);
  const { seed, pose } = depiction ?? { seed: 0, pose: upright };
  const shown: Depiction = { scenes: fitted.scenes, seed, pose };
  const options = { checkpoint, sketcher, style, freedom, alt: subject };
  const beside = noteOnParts(fitted, (concept) => vocabulary.describe([{ subject: concept }]));
  return { subject, beside, unknown, onPixels: false, plan: await sketchedPlan(shown, fitted, options) };
}

async function editPixels(
  { label, style: own, pixels }: Material,
  { words, changes }: Edit,
  { checkpoint, finder, sketcher, style }: Tools,
): Promise<Edited | undefined> {
  if (!pixels) return undefined;
  const vocabulary = await finder.vocabulary(checkpoint);
  const { scene, unknown } = vocabulary.change({ subject: pictureConcept }, changes, words);
  const picture = inColour(await pixels(), scene);
  const drawing = sketcher.withPicture(picture, checkpoint.size);
  const { colour, ...parts } = scene;
  const fitted = await drawing.fit([colour === 'rainbow' ? scene : parts], style);
  if (!fitted) return undefined;
  const subject = `${label}: ${inWords(changes, words)}`;
  const options = { checkpoint, sketcher: drawing, style, freedom, alt: subject };
  const shown = { scenes: fitted.scenes, seed: 0, pose: upright };
  const { depiction: _, sketch, ...plan } = await sketchedPlan(shown, fitted, options);
  const borrowed = own !== undefined && own !== style;
  const beside = noteOnParts(fitted, (concept) => vocabulary.describe([{ subject: concept }]));
  return { subject, beside, unknown, onPixels: true, plan: { ...plan, sketch: { ...sketch!, borrowed } } };
}

/** The largest part of a picture in a named colour. */
function inColour(pixels: Uint8Array, { colour }: Scene): Uint8Array {
  if (colour === undefined || colour === 'rainbow') return pixels;
  const flat = Uint8Array.from({ length: 64 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : Math.round(colourOf(colour)[i % 4]!),
  );
  return recolour(pixels, flat);
}

/** What was asked for, as it was typed: `with a crown, mood sleepy`. */
const inWords = (changes: Wishes, words?: string): string =>
  [words, ...Object.entries(changes).map(([part, wish]) => wish && `${part} ${wish}`)].filter(Boolean).join(', ');
