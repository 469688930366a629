import { kana } from './kana.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english, type LanguageSet } from './languages.ts';
import { type Meaning, relevance } from './lexicon.ts';
import { singularsOf } from './plurals.ts';
import type { Word } from './read-prompt.ts';

/** What a meaning in another language than the prompt's loses. */
const foreign = 25;
/** What the plural of a name loses: less than a tag does, so that butterflies are insects and not a feeling. */
const plural = 8;

/** The spellings under which words are looked up, the best first. */
export function spellingsOf(words: readonly Word[]): string[] {
  const exact = words.map((word) => word.exact).join(' ');
  return [...new Set([exact, kana(exact), words.map((word) => word.folded).join(' ')])];
}

/** What words name that can be painted: in the first spelling that names anything, and as the plural of an English name. */
export function meaningsOf(words: readonly Word[], known: KnownEmoji): Meaning[] {
  const spellings = spellingsOf(words).map((spelling) => known.meaningsOf(spelling));
  const named = spellings.find((meanings) => meanings.length > 0) ?? [];
  return [...named, ...pluralMeanings(words, known)];
}

function pluralMeanings(words: readonly Word[], known: KnownEmoji): Meaning[] {
  const start = words.slice(0, -1).map((word) => word.folded);
  for (const singular of singularsOf(words.at(-1)!.folded)) {
    const meanings = known.meaningsOf([...start, singular].join(' '));
    const names = meanings.filter((meaning) => meaning.languages & english && meaning.relevance >= relevance.nearTag);
    if (names.length > 0)
      return names.map((name) => ({
        ...name,
        relevance: Math.min(name.relevance, relevance.label) - plural,
        languages: english,
      }));
  }
  return [];
}

/** How well meanings name each emoji, for a prompt in these languages. */
export function scoresOf(meanings: readonly Meaning[], spoken: LanguageSet): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { emoji, relevance: named, languages } of meanings) {
    const score = named - (languages & spoken ? 0 : foreign);
    if (score > (scores.get(emoji) ?? Number.NEGATIVE_INFINITY)) scores.set(emoji, score);
  }
  return scores;
}

/** The emoji that is named best; of equals the plainer one: a person rather than a woman or a man, then Unicode's order. */
export function bestOf(scores: ReadonlyMap<number, number>, known: KnownEmoji): number {
  const parts = (emoji: number) => known.at(emoji).concept.split('-').length;
  const ranked = [...scores].sort(([a, x], [b, y]) => y - x || parts(a) - parts(b) || a - b);
  return ranked[0]![0];
}
