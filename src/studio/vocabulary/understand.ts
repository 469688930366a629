import { findEmoji } from './find-emoji.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english, everyLanguage, type LanguageSet, languages } from './languages.ts';
import { type Meaning, relevance } from './lexicon.ts';
import { isMood, mergeUnits, type Unit } from './merge.ts';
import { baseMeanings, nearWords, surelyMeant } from './near-words.ts';
import { type Piece, readPrompt, type Word } from './read-prompt.ts';
import { stopLanguages } from './stop-words.ts';
import type { Named, Understanding, Wishes } from './understanding.ts';

/** What is read of a prompt: more would be mixed to fog. */
const limits = { pieces: 120, phraseWords: 6, concepts: 6, unknown: 6, suggestions: 5 } as const;
/** What a meaning in another language than the prompt's loses. */
const foreign = 25;
/** How much a mood or a colour weighs beside the thing that has it. */
const moodWeight = 0.5;

/** Reads what a prompt names as a scene. Throws `unknown_emoji`. */
export function understand(prompt: string, known: KnownEmoji, _wishes: Wishes = {}): Understanding {
  const pieces = readPrompt(prompt, known.lexicon, limits.pieces);
  const { units, unknown, suggestions } = readPieces(pieces, known);
  const chosen = withoutRepeats(mergeUnits(withoutRepeats(units), known)).slice(0, limits.concepts);
  const weights = weigh(chosen, known);
  const named = chosen.map(({ emoji, words }): Named => {
    const { concept, emoji: character, label } = known.at(emoji);
    return { concept, emoji: character, label, words };
  });
  const [first, ...others] = named;
  return {
    concepts: named.map((one, index) => ({ ...one, weight: weights[index]! })),
    ...(first && { scene: { subject: first.concept } }),
    others,
    without: [],
    phrase: named.map(({ label }) => label).join(' and '),
    unknown: unknown.slice(0, limits.unknown),
    suggestions: suggestions.slice(0, limits.suggestions),
  };
}

function weigh(units: readonly Unit[], known: KnownEmoji): number[] {
  const moods = units.map((unit) => !unit.explicit && isMood(unit.emoji, known));
  const weights = moods.map((mood) => (mood && moods.includes(false) ? moodWeight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

interface Reading {
  units: Unit[];
  unknown: string[];
  suggestions: string[];
}

/** Reads from left to right, the longest known phrase first; words without a picture count where there are no others. */
function readPieces(pieces: readonly Piece[], known: KnownEmoji): Reading {
  const spoken = languagesOf(pieces, known);
  const telling = pieces.filter((piece) => piece.kind === 'emoji' || !isStopWord(piece, spoken, known));
  if (telling.length === 0) return readStopWords(pieces, known, spoken);
  const units: Unit[] = [];
  const unknown = new Set<string>();
  const suggestions = new Set<string>();
  const readBefore = new Map<string, Meaning[]>();
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!;
    if (piece.kind === 'emoji') {
      units.push(toExplicitUnit(piece.text, known));
      at++;
      continue;
    }
    const phrase = longestPhrase(pieces, at, known);
    const count = phrase?.count ?? 1;
    if (count > 1 || telling.includes(piece)) {
      const words = wordsAt(pieces, at, at + count);
      const meanings = readBefore.get(words) ?? phrase?.meanings ?? otherForms(piece, known, spoken, suggestions);
      readBefore.set(words, meanings);
      if (meanings.length === 0) unknown.add(words);
      else units.push(toUnit(words, meanings, spoken));
    }
    at += count;
  }
  return { units: confirm(units), unknown: [...unknown], suggestions: [...suggestions] };
}

/** A prompt of nothing but such words, as `picture`, taken at its word. */
function readStopWords(pieces: readonly Piece[], known: KnownEmoji, spoken: LanguageSet): Reading {
  const units = pieces.flatMap((piece) => {
    if (piece.kind === 'emoji' || isLetter(piece.exact)) return [];
    const meanings = known.meaningsOf(piece.exact);
    const named = meanings.filter(({ relevance: named, languages }) => named >= relevance.tag && languages & spoken);
    return named.length > 0 ? [toUnit(piece.written, named, spoken)] : [];
  });
  return { units, unknown: [], suggestions: [] };
}

/** The languages in which most of the words are known; English where that is undecided. */
function languagesOf(pieces: readonly Piece[], known: KnownEmoji): LanguageSet {
  const votes = new Float64Array(languages.length);
  votes[0] = 0.5;
  for (const piece of pieces) {
    if (piece.kind !== 'word') continue;
    const named = meaningsOfWords([piece], known).filter((meaning) => meaning.relevance >= relevance.tag);
    const set = named.reduce((bits, meaning) => bits | meaning.languages, stopLanguages(piece.exact));
    for (let bit = 0; bit < languages.length; bit++) votes[bit]! += (set >>> bit) & 1;
  }
  const most = Math.max(...votes);
  return votes.reduce((bits, count, bit) => (count === most ? bits | (1 << bit) : bits), 0);
}

function longestPhrase(pieces: readonly Piece[], at: number, known: KnownEmoji) {
  const end = pieces.findIndex((piece, index) => index > at && piece.kind === 'emoji');
  const most = Math.min(limits.phraseWords, (end < 0 ? pieces.length : end) - at);
  for (let count = most; count > 0; count--) {
    const meanings = meaningsOfWords(pieces.slice(at, at + count) as Word[], known);
    if (meanings.length > 0) return { count, meanings };
  }
  return undefined;
}

/** As typed, or else without regard to accents. */
function meaningsOfWords(words: readonly Word[], known: KnownEmoji): Meaning[] {
  const exact = known.meaningsOf(words.map((word) => word.exact).join(' '));
  return exact.length > 0 ? exact : known.meaningsOf(words.map((word) => word.folded).join(' '));
}

function isStopWord(word: Word, spoken: LanguageSet, known: KnownEmoji): boolean {
  if (/^\p{N}+$/u.test(word.exact) || isLetter(word.exact)) return true;
  const stops = stopLanguages(word.exact);
  return stops !== 0 && ((stops & spoken) !== 0 || meaningsOfWords([word], known).length === 0);
}

const isLetter = (word: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}]$/u.test(word);

/** What a word means that is not in the lexicon as it stands; adds to the suggestions where that is not sure. */
function otherForms(word: Word, known: KnownEmoji, spoken: LanguageSet, suggestions: Set<string>): Meaning[] {
  if (word.partOfRun) return [];
  const expected = /\p{Script=Latin}/u.test(word.folded) ? spoken | english : everyLanguage;
  const base = baseMeanings(word.folded, known, expected);
  if (base.length > 0) return base;
  const near = nearWords(word.folded, known, expected);
  const [nearest] = near;
  if (nearest && surelyMeant(word.folded, nearest)) return nearest.meanings;
  for (const { meanings } of near) {
    if (suggestions.size >= limits.suggestions) break;
    suggestions.add(known.name(toUnit('', meanings, expected).emoji));
  }
  return [];
}

function wordsAt(pieces: readonly Piece[], from: number, to: number): string {
  const words = pieces.slice(from, to) as Word[];
  return words.map(({ written }) => written).join(' ');
}

function toUnit(words: string, meanings: Meaning[], spoken: LanguageSet): Unit {
  const scores = new Map<number, number>();
  for (const { emoji, relevance, languages } of meanings) {
    const score = relevance - (languages & spoken ? 0 : foreign);
    if (score > (scores.get(emoji) ?? Number.NEGATIVE_INFINITY)) scores.set(emoji, score);
  }
  return { words, emoji: best(scores), explicit: false, meanings: scores };
}

function best(scores: ReadonlyMap<number, number>): number {
  return [...scores].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))[0];
}

function toExplicitUnit(typed: string, known: KnownEmoji): Unit {
  const emoji = findEmoji(typed, known);
  return { words: typed, emoji, explicit: true, meanings: new Map([[emoji, relevance.label]]) };
}

/** A word with an emoji that it can mean right after it, as in `cat 🐱`, is that emoji. */
function confirm(units: readonly Unit[]): Unit[] {
  return units.filter((unit, index) => {
    const next = units[index + 1];
    return !(next?.explicit && !unit.explicit && unit.meanings.has(next.emoji));
  });
}

function withoutRepeats(units: readonly Unit[]): Unit[] {
  return units.filter((unit, index) => units.findIndex(({ emoji }) => emoji === unit.emoji) === index);
}
