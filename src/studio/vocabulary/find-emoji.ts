import { AppError } from '#lib/errors.ts';
import { foldPhrase } from '#lib/fold.ts';
import { message, sentences } from '#lib/i18n.ts';
import { conceptOfCharacters, withoutTones } from './code-points.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english } from './languages.ts';
import type { Lexicon } from './lexicon.ts';

const suggestionsAtMost = 4;

/**
 * The emoji that was typed, in the form that the model knows: without skin tone, without gender, as a person of any
 * gender; undefined where it knows none of them.
 */
export function lookUpEmoji(typed: string, known: KnownEmoji): number | undefined {
  const forms = formsOf(typed, known.lexicon).map((form) => known.lexicon.emojiOf(form));
  return forms.find((emoji) => emoji !== undefined && known.has(emoji));
}

/** Like `lookUpEmoji`, but throws `unknown_emoji`, with near ones, where there is none. */
export function findEmoji(typed: string, known: KnownEmoji): number {
  const found = lookUpEmoji(typed, known);
  if (found !== undefined) return found;
  const named = formsOf(typed, known.lexicon)
    .map((form) => known.lexicon.emojiOf(form))
    .find((emoji) => emoji !== undefined);
  const emoji = named === undefined ? typed : `${typed} (${known.at(named).label})`;
  const near = named === undefined ? [] : nearEmoji(named, known).map((other) => known.name(other));
  const advice =
    near.length > 0 ? message('prompt.perhaps', { suggestions: near.join(', ') }) : message('prompt.try-emoji');
  throw new AppError('unknown_emoji', sentences(message('prompt.unknown-emoji', { emoji }), advice));
}

function formsOf(typed: string, lexicon: Lexicon): string[] {
  const exact = conceptOfCharacters(typed);
  const toneless = lexicon.conceptOfToned(withoutTones(exact));
  const genderless = toneless.replace(/-200d-264[02]$/, '');
  const person = genderless.replace(/^1f46[89](?=-200d)/, '1f9d1');
  return [...new Set([exact, toneless, genderless, person])];
}

/** Known emoji that share the most words with this one, then those of its subgroup and its group. */
export function nearEmoji(emoji: number, known: KnownEmoji): number[] {
  const { label, group, subgroup } = known.at(emoji);
  const scores = new Map<number, number>();
  const add = (other: number, score: number) => scores.set(other, (scores.get(other) ?? 0) + score);
  for (const word of foldPhrase(label).split(' ')) {
    for (const { emoji: other, relevance, languages } of known.meaningsOf(word)) {
      if (languages & english) add(other, relevance);
    }
  }
  for (const other of known.all()) {
    const { group: itsGroup, subgroup: itsSubgroup } = known.at(other);
    if (itsSubgroup === subgroup) add(other, 20);
    else if (itsGroup === group) add(other, 1);
  }
  scores.delete(emoji);
  const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
  return best.slice(0, suggestionsAtMost).map(([other]) => other);
}
