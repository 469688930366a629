import type { Understanding } from '../vocabulary.ts';
import { findEmoji } from './find-emoji.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english, type LanguageSet, languages } from './languages.ts';
import { type Meaning, relevance } from './lexicon.ts';
import { isMood, mergeUnits, type Unit } from './merge.ts';
import { baseMeanings, nearWords, surelyMeant } from './near-words.ts';
import { type Piece, readPrompt, type Word } from './read-prompt.ts';
import { stopLanguages } from './stop-words.ts';

/** What is read of a prompt: more would be mixed to fog. */
const limits = { pieces: 120, phraseWords: 6, concepts: 6, unknown: 6, suggestions: 5 } as const;
/** What a meaning in another language than the prompt's loses. */
const foreign = 25;
/** How much a mood or a colour weighs beside the thing that has it. */
const moodWeight = 0.5;

/** Finds the concepts that a prompt names. Throws `unknown_emoji`. */
export function understand(prompt: string, known: KnownEmoji): Understanding {
  const pieces = readPrompt(prompt, known.lexicon, limits.pieces);
  const reading = readPieces(pieces, known, true);
  const { units, unknown, suggestions } =
    reading.units.length + reading.unknown.length > 0 ? reading : readPieces(pieces, known, false);
  const chosen = withoutRepeats(mergeUnits(withoutRepeats(units), known)).slice(0, limits.concepts);
  const things = chosen.some((unit) => unit.explicit || !isMood(unit.emoji, known));
  const weights = chosen.map((unit) => (things && !unit.explicit && isMood(unit.emoji, known) ? moodWeight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    concepts: chosen.map(({ emoji, words }, index) => {
      const { concept, emoji: character, label } = known.at(emoji);
      return { concept, emoji: character, label, weight: weights[index]! / total, words };
    }),
    unknown: unknown.slice(0, limits.unknown),
    suggestions: suggestions.slice(0, limits.suggestions),
  };
}

interface Reading {
  units: Unit[];
  unknown: string[];
  suggestions: string[];
}

/** Reads from left to right, the longest known phrase first. */
function readPieces(pieces: readonly Piece[], known: KnownEmoji, skipStopWords: boolean): Reading {
  const spoken = languagesOf(pieces, known);
  const units: Unit[] = [];
  const unknown = new Set<string>();
  const suggestions = new Set<string>();
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!;
    if (piece.kind === 'emoji') {
      const emoji = findEmoji(piece.text, known);
      units.push({ words: piece.text, emoji, explicit: true, meanings: new Map([[emoji, relevance.label]]) });
      at++;
      continue;
    }
    const phrase = longestPhrase(pieces, at, known);
    const next = at + (phrase?.count ?? 1);
    const stops = skipStopWords && (phrase?.count ?? 1) === 1 && isStopWord(piece, spoken, phrase !== undefined);
    if (stops) {
      at = next;
      continue;
    }
    const meanings = phrase?.meanings ?? otherForms(piece, known, spoken, suggestions);
    const words = wordsAt(pieces, at, next);
    if (meanings.length > 0) {
      const unit = toUnit(words, meanings, spoken);
      const confirmed = confirmedBy(pieces[next], unit, known);
      units.push(confirmed ?? unit);
      at = next + Number(confirmed !== undefined);
      continue;
    }
    unknown.add(words);
    at = next;
  }
  return { units, unknown: [...unknown], suggestions: [...suggestions] };
}

/** The languages in which most of the words are known; English where that is undecided. */
function languagesOf(pieces: readonly Piece[], known: KnownEmoji): LanguageSet {
  const votes = new Float64Array(languages.length);
  votes[0] = 0.5;
  for (const piece of pieces) {
    if (piece.kind !== 'word') continue;
    const whole = known
      .meaningsOf(piece.text)
      .filter((meaning) => meaning.relevance >= relevance.longLabelWord || meaning.relevance === relevance.tag);
    const set = whole.reduce((bits, meaning) => bits | meaning.languages, stopLanguages(piece.text));
    for (let bit = 0; bit < languages.length; bit++) votes[bit]! += (set >>> bit) & 1;
  }
  const most = Math.max(...votes);
  return votes.reduce((bits, count, bit) => (count === most ? bits | (1 << bit) : bits), 0);
}

function longestPhrase(pieces: readonly Piece[], at: number, known: KnownEmoji) {
  for (let count = limits.phraseWords; count > 0; count--) {
    const words = pieces.slice(at, at + count);
    if (words.length < count || !words.every((piece) => piece.kind === 'word')) continue;
    const meanings = known.meaningsOf(words.map((word) => word.text).join(' '));
    if (meanings.length > 0) return { count, meanings };
  }
  return undefined;
}

function isStopWord({ text }: Word, spoken: LanguageSet, hasMeaning: boolean): boolean {
  if (/^\p{N}+$/u.test(text)) return !hasMeaning;
  const stops = stopLanguages(text);
  if (stops === 0) return [...text].length === 1 && /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(text);
  return (stops & spoken) !== 0 || !hasMeaning;
}

/** What a word means that is not in the lexicon as it stands; adds to the suggestions where that is not sure. */
function otherForms(word: Word, known: KnownEmoji, spoken: LanguageSet, suggestions: Set<string>): Meaning[] {
  if (word.partOfRun) return [];
  const base = baseMeanings(word.text, known, spoken | english);
  if (base.length > 0) return base;
  const near = nearWords(word.text, known, spoken);
  const [nearest] = near;
  if (nearest && surelyMeant(word.text, nearest)) return nearest.meanings;
  for (const { meanings } of near) {
    if (suggestions.size >= limits.suggestions) break;
    suggestions.add(known.name(toUnit('', meanings, spoken).emoji));
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

/** A word with the emoji it can mean right after it, as in `cat 🐱`, is that emoji. */
function confirmedBy(next: Piece | undefined, unit: Unit, known: KnownEmoji): Unit | undefined {
  if (next?.kind !== 'emoji') return undefined;
  const emoji = findEmoji(next.text, known);
  return unit.meanings.has(emoji) ? { ...unit, emoji, explicit: true } : undefined;
}

function withoutRepeats(units: readonly Unit[]): Unit[] {
  return units.filter((unit, index) => units.findIndex(({ emoji }) => emoji === unit.emoji) === index);
}
