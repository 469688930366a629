import { foldPhrase } from '#lib/fold.ts';
import { lookUpEmoji } from './find-emoji.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english } from './languages.ts';
import { type Meaning, relevance } from './lexicon.ts';
import { readPrompt } from './read-prompt.ts';

const suggestionsAtMost = 25;
const piecesAtMost = 120;
/** Shown before anything is typed. */
const starters = [
  'fox',
  'pizza',
  'rocket',
  'cactus',
  'dragon',
  'doughnut',
  'robot',
  'octopus',
  'sunflower',
  'castle',
  'cat',
  'crown',
  'avocado',
  'sailboat',
  'guitar',
  'unicorn',
  'strawberry',
  'volcano',
  'owl',
  'birthday cake',
  'balloon',
  'mushroom',
  'penguin',
  'hot dog',
  'snowman',
];

/** Ways to go on from what is typed so far, best first: the whole text as a phrase, or else its last words. */
export function suggest(typed: string, known: KnownEmoji): string[] {
  const text = typed.trimStart();
  if (text === '') return starters.flatMap((word) => completions(word, known).slice(0, 1));
  const last = readPrompt(text, known.lexicon, piecesAtMost).at(-1);
  if (last?.kind === 'emoji' && text.endsWith(last.text)) {
    const emoji = lookUpEmoji(last.text, known);
    return emoji === undefined ? [] : [text.slice(0, -last.text.length) + known.name(emoji)];
  }
  for (const { index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const found = completions(text.slice(index), known);
    if (found.length > 0) return found.map((completion) => text.slice(0, index) + completion);
  }
  return [];
}

/** Labels and tags that start like this, each with the emoji that it names best, and each emoji once. */
function completions(typed: string, known: KnownEmoji): string[] {
  const prefix = foldPhrase(typed);
  if (prefix === '') return [];
  const best = new Map<number, { text: string; score: number }>();
  for (const phrase of known.lexicon.completing(prefix)) {
    const meaning = bestMeaning(known.meanings(phrase));
    if (!meaning || meaning.relevance < relevance.tag) continue;
    const written = known.lexicon.written(phrase);
    const extra = known.lexicon.keyLength(phrase) - prefix.length;
    const asTyped = written.toLowerCase().startsWith(typed.toLowerCase()) ? 15 : 0;
    const score = worth(meaning) + asTyped - Math.min(20, extra) + (extra === 0 ? 30 : 0);
    if (score <= (best.get(meaning.emoji)?.score ?? Number.NEGATIVE_INFINITY)) continue;
    best.set(meaning.emoji, { text: `${written} ${known.at(meaning.emoji).emoji}`, score });
  }
  const ordered = [...best].sort(([a, x], [b, y]) => y.score - x.score || a - b);
  return ordered.slice(0, suggestionsAtMost).map(([, { text }]) => text);
}

const worth = ({ relevance: named, languages }: Meaning) =>
  Math.min(named, relevance.label) + (languages & english ? 20 : 0);

function bestMeaning(meanings: readonly Meaning[]): Meaning | undefined {
  return meanings.reduce<Meaning | undefined>((a, b) => (a && worth(a) >= worth(b) ? a : b), undefined);
}
