import { AppError } from '#lib/errors.ts';
import type { AnimationFormat, Ingredient, Job, Motion } from '#studio/api.ts';
import type { Context } from './context.ts';
import type { Reply } from './reply.ts';
import { paint } from './stream.ts';

const motions = ['bounce', 'spin', 'party', 'petpet', 'shake', 'wiggle'] as const satisfies readonly Motion[];

/** What `/make` makes. */
export const makes = [...motions] as const;
type Make = (typeof makes)[number];

interface Wanted {
  what: Make;
  things: [Ingredient, ...Ingredient[]];
  style?: string;
  speed: number;
  format?: AnimationFormat;
  seed?: number;
  spoiler?: true;
  private?: true;
}

/** What `/make` answers. Throws `bad_option` for several pictures where one is meant. */
export function makeReply(ctx: Context, wanted: Wanted): AsyncIterable<Reply> {
  return paint(ctx, jobOf(ctx, wanted));
}

function jobOf({ host }: Context, { what, things, format, ...wanted }: Wanted): Job {
  const usual = host.capabilities.animations[0]!;
  return {
    kind: 'move',
    motion: what,
    picture: oneOf(what, things),
    format: format ?? usual,
    ...wanted,
  };
}

const pictureId = /^(?=.*\d)[0-9a-hjkmnp-tv-z]{10}(\.png)?$/i;

/** The one thing that is meant: words and emoji that stand beside each other are one prompt. */
function oneOf(what: Make, [first, ...others]: [Ingredient, ...Ingredient[]]): Ingredient {
  if (others.length === 0) return first;
  const words = [first, ...others].map((thing) => ('text' in thing ? thing.text : ''));
  if (words.every((word) => word && !pictureId.test(word))) return { text: words.join(' ') };
  throw new AppError('bad_option', `\`/make ${what}\` takes one picture at a time. Please leave the others out.`);
}
