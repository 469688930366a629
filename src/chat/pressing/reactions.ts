import { wordsFor } from '#lib/i18n.ts';
import type { Caller, Gallery, Mark } from '#studio/api.ts';
import type { Reply } from '../reply.ts';
import { pictureButtons } from './buttons.ts';

const meanings: Readonly<Record<string, Mark>> = { '👍': 'up', '👎': 'down', '❤': 'favorite' };
/** Skin tones, and what makes a sign an emoji. */
const variants = /[\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3]/gu;

const signOf = (reaction: string): string => reaction.replace(variants, '');

/** Whether a reaction means anything on a picture. */
export function isMark(reaction: string): boolean {
  const sign = signOf(reaction);
  return /^[1-9]$/.test(sign) || meanings[sign] !== undefined;
}

/**
 * Counts a reaction: 👍 👎 ❤️ are for every picture of a grid, 1️⃣ to 9️⃣ a 👍 for the picture of that number. Returns what
 * changes on the message.
 */
export async function countReaction(
  gallery: Gallery,
  caller: Caller,
  { pictures, reaction, added }: { pictures: string[]; reaction: string; added: boolean },
): Promise<Partial<Reply> | undefined> {
  const sign = signOf(reaction);
  const numbered = /^[1-9]$/.test(sign) ? pictures[Number(sign) - 1] : undefined;
  const first = pictures[0];
  const mark = numbered ? 'up' : meanings[sign];
  if (!mark || !first) return undefined;

  const siblings = await gallery.siblings(caller, first);
  const together = pictures.every((id) => siblings.some((sibling) => sibling.id === id));
  if (!together && !numbered) return undefined;
  await gallery.mark(caller, numbered ? [numbered] : pictures, mark, added);
  if (!together) return undefined;

  const counted = (await gallery.siblings(caller, first)).filter(({ id }) => pictures.includes(id));
  const layout = counted.length < siblings.length ? 'one' : 'grid';
  return pictureButtons(counted, layout, wordsFor(siblings[0]?.language));
}
