import type { Database } from '#db/database.ts';
import type { ImageDetails } from '#db/images.ts';
import { readUpload } from '#images/decode.ts';
import { AppError } from '#lib/errors.ts';
import { message, type Said, sentences } from '#lib/i18n.ts';
import type { Random } from '#lib/random.ts';
import { wearables } from '#training/data/composite.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import { thingsAtMost } from '#training/flow/things.ts';
import type { Caller, Ingredient, Wishes } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import type { Renderer } from '../painting/render.ts';
import { type Depiction, isPlain, readDepiction } from '../sketches/depiction.ts';
import type { Understanding, Vocabulary } from '../vocabulary/vocabulary.ts';
import { joinNotes, noteOnUnknown } from './notes.ts';
import type { Actor } from './plans.ts';

/** Something to paint from, found: it gives a code for any style. */
export interface Material {
  /** In words, such as `fox 🦊`. */
  label: string;
  /** Ids of pictures that it is. */
  parents: string[];
  /** The style that it has already, if it has one. */
  style?: string;
  note?: Said;
  /** `own`: that style's own drawing where there is one, rather than any set's. */
  code(style: string, random: Random, own: boolean): Float32Array;
  /** What it shows, at most three things: first the subject, then what is with it. */
  actors(style: string, random: Random, own: boolean): Actor[];
  /** The same as scenes, side by side where there are several; absent for what nothing is known of. */
  scenes?: readonly Scene[];
  /** How a picture that this is shows its scenes. */
  depiction?: Depiction;
  /** What the concepts of the scenes are called, where that is known. */
  names?: ReadonlyMap<string, string>;
  /** Concepts that were typed as emoji: no other drawing is as good. */
  typed?: ReadonlySet<string>;
  /** A picture that this is: premultiplied RGBA, `[size, size, 4]`, as the checkpoint's. */
  pixels?(): Promise<Uint8Array>;
}

/** What beside its words decides how a prompt is read. */
export interface ReadingOptions {
  wishes?: Wishes;
  /** Of who wrote it, as in Origin. */
  language?: string;
}

export interface Finder {
  /** Throws `unknown_prompt`, `unknown_emoji`, `not_found`, `bad_image`. */
  find(ingredient: Ingredient, checkpoint: OpenCheckpoint, caller: Caller): Promise<Material>;
  words(prompt: string, checkpoint: OpenCheckpoint, how?: ReadingOptions): Promise<Material>;
  picture(id: string, checkpoint: OpenCheckpoint, caller: Caller): Promise<Material>;
  /** The words for what a picture made with the checkpoint may show. */
  vocabulary(checkpoint: OpenCheckpoint): Promise<Vocabulary>;
}

export interface FinderParts {
  db: Pick<Database, 'images'>;
  painter: Painter;
  renderer: Renderer;
  open(checkpointId: string): Promise<OpenCheckpoint>;
  vocabulary(checkpoint: OpenCheckpoint): Promise<Vocabulary>;
}

/** What words and emoji say, as a mix of the concepts that the checkpoint knows. Throws `unknown_prompt`, `unknown_emoji`. */
export function findWords(
  prompt: string,
  { latent }: OpenCheckpoint,
  vocabulary: Vocabulary,
  { wishes, language }: ReadingOptions = {},
): Material {
  const understanding = vocabulary.understand(prompt, wishes, language);
  if (understanding.concepts.length === 0) {
    throw vocabulary.suggest('').length === 0 ? withoutWords() : notUnderstood(prompt, understanding);
  }
  const concepts = facing(understanding.concepts, vocabulary);
  const scenes = scenesOf(understanding);
  return {
    label:
      scenes && !isPlain(scenes)
        ? understanding.phrase
        : concepts.map(({ label, emoji }) => `${label} ${emoji}`).join(' + '),
    parents: [],
    scenes,
    names: new Map(understanding.concepts.map(({ concept, label }) => [concept, label])),
    typed: new Set(understanding.concepts.flatMap(({ concept, words }) => (isEmoji(words) ? [concept] : []))),
    note: noteOn(understanding),
    code: (style, random, own) => {
      const codes = concepts.map(({ concept }) => latent.concept(concept, style, random, own)!);
      return latent.blend(
        codes,
        concepts.map(({ weight }) => weight),
      );
    },
    actors: (style, random, own) =>
      inOrder(concepts)
        .slice(0, thingsAtMost)
        .map(({ concept }) => ({
          concept,
          code: latent.concept(concept, style, random, own)!,
          drawings: latent.drawings(concept),
        })),
  };
}

const isEmoji = (words: string): boolean => /\p{Extended_Pictographic}/u.test(words);

/** The scene of a prompt, and what has no place in it, each thing a scene of its own. */
function scenesOf({ scene, others }: Understanding): readonly Scene[] | undefined {
  return scene && [scene, ...others.map((other) => other.scene)];
}

type Concepts = Understanding['concepts'];

/** Who wears something shows the face, where there is a drawing of that: `cat` with `sunglasses` is `cat face`. */
function facing(concepts: Concepts, vocabulary: Vocabulary): Concepts {
  if (!concepts.some(({ concept }) => wearables.has(concept))) return concepts;
  return concepts.map((known) => {
    const label = `${known.label} face`;
    const face = vocabulary.understand(label).concepts.find((found) => found.label === label);
    return face ? { ...face, weight: known.weight } : known;
  });
}

/** What is worn, and moods, come after what has them. */
function inOrder(concepts: Concepts): Concepts {
  const most = Math.max(...concepts.map(({ weight }) => weight));
  const second = ({ concept, weight }: Concepts[number]) => Number(wearables.has(concept) || weight < most);
  return concepts.toSorted((left, right) => second(left) - second(right));
}

const idPattern = /^[0-9a-hjkmnp-tv-z]{10}$/;

/** Turns what people name (words, emoji, picture ids, uploads) into codes of a checkpoint. */
export function createFinder(parts: FinderParts): Finder {
  const { db, painter, renderer, vocabulary } = parts;

  async function picture(id: string, checkpoint: OpenCheckpoint, caller: Caller): Promise<Material> {
    const image = await db.images.getImage(id, caller.workspaceId, caller.userId);
    const own = await codeIn(checkpoint, image, parts);
    const code = fixed(checkpoint, own, image.style);
    const actors = () => [{ concept: '', code: own, drawings: [own] }];
    const depiction = readDepiction(image.scene);
    const { style } = image;
    const label = image.generation.subject || image.alt;
    const pixels = async () => {
      const sketch = { code: own, style: checkpoint.latent.oneHot(style) };
      return (await renderer.paint(checkpoint, [sketch]))[0]!;
    };
    return { label, parents: [id], style, code, actors, scenes: depiction?.scenes, depiction, pixels };
  }

  async function upload(
    { name, bytes }: { name: string; bytes: Uint8Array },
    checkpoint: OpenCheckpoint,
  ): Promise<Material> {
    const pixels = await readUpload(bytes, { name, size: checkpoint.size });
    const [code] = await painter.encode(checkpoint.directory, [pixels]);
    const actors = () => [{ concept: '', code: code!, drawings: [code!] }];
    const known = { label: 'your picture', parents: [], code: fixed(checkpoint, code!), actors };
    return { ...known, pixels: async () => pixels };
  }

  const words: Finder['words'] = async (prompt, checkpoint, how) =>
    findWords(prompt, checkpoint, await vocabulary(checkpoint), how);

  return {
    words,
    picture,
    vocabulary,
    find: async (ingredient, checkpoint, caller) => {
      const { language } = caller;
      if ('upload' in ingredient) return upload(ingredient.upload, checkpoint);
      const text = ingredient.text.trim();
      const id = text.toLowerCase();
      if (!idPattern.test(id)) return words(text, checkpoint, { language });
      try {
        return await picture(id, checkpoint, caller);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'not_found' || /\d/.test(text)) throw error;
        // A word may look like an id; what is neither is more likely the id of a picture that is not here.
        return words(text, checkpoint, { language }).catch(() => {
          throw error;
        });
      }
    },
  };
}

/** A picture's code in this checkpoint's space: its own, or that of its pixels where another one painted it. */
async function codeIn(
  checkpoint: OpenCheckpoint,
  image: ImageDetails,
  { open, painter, renderer }: FinderParts,
): Promise<Float32Array> {
  if (image.checkpointId === checkpoint.id) return image.code;
  const origin = await open(image.checkpointId);
  const sketch = { code: image.code, style: origin.latent.oneHot(image.style) };
  const [code] = await painter.encode(checkpoint.directory, await renderer.paint(origin, [sketch]));
  return code!;
}

/** A code that is given; in another style than its own it goes without its detail. */
function fixed({ latent }: OpenCheckpoint, code: Float32Array, ownStyle?: string): Material['code'] {
  return (style) => (ownStyle === undefined || style === ownStyle ? code : latent.withoutDetail(code));
}

/** A model of somebody's own pictures knows them by nothing that could be said. */
function withoutWords(): AppError {
  return new AppError('unknown_prompt', message('prompt.no-words'));
}

function notUnderstood(prompt: string, { suggestions, without }: Understanding): AppError {
  const near =
    suggestions.length > 0 ? message('prompt.perhaps', { suggestions: suggestions.join(', ') }) : message('prompt.try');
  const unwanted = without.map(({ label }) => label).join(', ');
  const said = unwanted ? message('prompt.instead', { unwanted }) : message('prompt.unknown', { prompt });
  return new AppError('unknown_prompt', sentences(prompt === '' ? message('prompt.say-what') : said, near));
}

function noteOn({ unknown, suggestions }: Understanding): Said | undefined {
  const note = noteOnUnknown(unknown);
  const near =
    suggestions.length > 0 ? message('note.perhaps', { suggestions: suggestions.slice(0, 3).join(', ') }) : undefined;
  return note && joinNotes(note, near);
}
