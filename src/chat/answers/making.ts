import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { AnimationFormat, Ingredient, Job, Motion } from '#studio/api.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../reply.ts';
import { paint } from '../stream.ts';

const motions = ['bounce', 'spin', 'party', 'petpet', 'shake', 'wiggle'] as const satisfies readonly Motion[];

/** What `/make` makes. */
export const makes = [...motions, 'pack', 'pattern', 'banner'] as const;
type Make = (typeof makes)[number];

interface Wanted {
  what: Make;
  things: [Ingredient, ...Ingredient[]];
  style?: string;
  speed: number;
  format?: AnimationFormat;
  text?: string;
  colour?: string;
  count?: number;
  seed?: number;
  spoiler?: true;
  private?: true;
}

/** What `/make` answers. Throws `bad_option` for several pictures where one is meant. */
export function makeReply(ctx: Context, wanted: Wanted): AsyncIterable<Reply> {
  return paint(ctx, jobOf(ctx, wanted));
}

function jobOf({ host }: Context, { what, things, text, colour, count, speed, format, ...usual }: Wanted): Job {
  if (what === 'pattern') return { kind: 'pattern', ingredients: things, colour, ...usual };
  if (what === 'banner') return { kind: 'banner', ingredients: things, words: wordsOn(text), colour, ...usual };
  const picture = oneOf(what, things);
  if (what === 'pack') return { kind: 'pack', picture, count: moodsIn(count), ...usual };
  return { kind: 'move', motion: what, picture, speed, format: format ?? host.capabilities.animations[0]!, ...usual };
}

const longestWords = 80;

/** Throws `bad_option`. */
function wordsOn(text: string | undefined): string | undefined {
  if (!text || text.length <= longestWords) return text;
  throw new AppError('bad_option', message('make.long-words', { most: longestWords, count: text.length }));
}

/** A pack is a square of moods. Throws `bad_option`. */
function moodsIn(count = 9): number {
  if (count === 9 || count === 16) return count;
  throw new AppError('bad_option', message('make.moods', { count }));
}

const pictureId = /^(?=.*\d)[0-9a-hjkmnp-tv-z]{10}(\.png)?$/i;

/** The one thing that is meant: words and emoji that stand beside each other are one prompt. */
function oneOf(what: Make, [first, ...others]: [Ingredient, ...Ingredient[]]): Ingredient {
  if (others.length === 0) return first;
  const words = [first, ...others].map((thing) => ('text' in thing ? thing.text : ''));
  if (words.every((word) => word && !pictureId.test(word))) return { text: words.join(' ') };
  throw new AppError('bad_option', message('make.one-picture', { what }));
}
