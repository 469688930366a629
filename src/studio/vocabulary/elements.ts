import { beings, signs } from '#training/data/compositions/roles.ts';
import { conceptOfCharacters } from './code-points.ts';
import { findEmoji, lookUpEmoji } from './find-emoji.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english, everyLanguage, type LanguageSet, languages } from './languages.ts';
import { type Meaning, relevance, wholeLabel, wholeName } from './lexicon.ts';
import type { Unit } from './merge.ts';
import { bestOf, meaningsOf, scoresOf, spellingsOf } from './name-things.ts';
import { baseMeanings, nearWords, surelyMeant } from './near-words.ts';
import type { Piece, Word } from './read-prompt.ts';
import { colourOfShape } from './scenes/roles.ts';
import { type Sense, sceneTables } from './scenes/tables.ts';
import { stopLanguages } from './stop-words.ts';

/** A word, phrase or emoji of a prompt: what it says of the picture, what it names, or both. */
export interface Element extends Omit<Unit, 'emoji'> {
  senses: readonly Sense[];
  /** What it names best; absent where it names nothing. */
  emoji?: number;
}

/** `break` where a comma or the like stands. */
export type Part = Element | 'break';

export interface Reading {
  parts: Part[];
  spoken: LanguageSet;
  /** Words that nobody knows, as written, with where they stand among the parts. */
  unknown: string[];
  /** What those may have meant. */
  suggestions: string[];
}

/** After so many words that nobody knows, more are not looked for among those that are spelt alike. */
const limits = { phraseWords: 6, suggestions: 5, unknown: 3 } as const;

/** Reads from left to right, the longest known phrase first. Throws `unknown_emoji`. */
export function readElements(pieces: readonly Piece[], known: KnownEmoji, hint?: LanguageSet): Reading {
  const spoken = languagesOf(pieces, known, hint);
  const parts: Part[] = [];
  const unknown = new Set<string>();
  const suggestions = new Set<string>();
  const readBefore = new Map<string, Meaning[]>();
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!;
    if (piece.kind === 'break') parts.push('break');
    if (piece.kind === 'emoji') parts.push(explicitElement(piece.text, known));
    if (piece.kind !== 'word') {
      at++;
      continue;
    }
    const { words, senses, meanings } = longestPhrase(pieces, at, known, spoken);
    at += words.length;
    const written = words.map((word) => word.written).join(' ');
    if (senses.length > 0 || meanings.length > 0) parts.push(element(written, senses, meanings, known, spoken));
    else if (!isSilent(piece, spoken, known) && unknown.size >= limits.unknown) unknown.add(written);
    else if (!isSilent(piece, spoken, known)) {
      const others = readBefore.get(written) ?? otherForms(piece, known, spoken, suggestions);
      readBefore.set(written, others);
      if (others.length > 0) parts.push(element(written, [], others, known, spoken));
      else unknown.add(written);
    }
  }
  return { parts: confirm(parts), spoken, unknown: [...unknown], suggestions: [...suggestions] };
}

/** A prompt of nothing but words that carry no picture, such as `picture`, or that describe, taken at its word. */
export function readLiterally(pieces: readonly Piece[], known: KnownEmoji, spoken: LanguageSet): Element[] {
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'word' || isLetter(piece.exact)) return [];
    const least = stopLanguages(piece.exact) & spoken ? relevance.tag : relevance.label - 3;
    const named = meaningsOf([piece], known).filter(
      (meaning) => meaning.relevance >= least && (meaning.languages & spoken) !== 0,
    );
    return named.length > 0 ? [element(piece.written, [], named, known, spoken)] : [];
  });
}

/** The languages in which most of the words are known; English where that is undecided. */
function languagesOf(pieces: readonly Piece[], known: KnownEmoji, hint = 0): LanguageSet {
  const votes = new Float64Array(languages.length);
  votes[0] = 0.3;
  for (let bit = 0; bit < languages.length; bit++) votes[bit]! += ((hint >>> bit) & 1) * 1;
  const tables = sceneTables();
  for (const piece of pieces) {
    if (piece.kind !== 'word') continue;
    const plain = spellingsOf([piece]).reduce((set, spelling) => set | tables.languagesOf(spelling), 0);
    const sure = stopLanguages(piece.exact) | plain;
    const named = new Float64Array(languages.length);
    for (const { relevance: score, languages: set } of meaningsOf([piece], known)) {
      if (score < wholeName) continue;
      for (let bit = 0; bit < languages.length; bit++) {
        if ((set >>> bit) & 1) named[bit] = Math.max(named[bit]!, Math.min(1, score / 100));
      }
    }
    for (let bit = 0; bit < languages.length; bit++) votes[bit]! += (sure >>> bit) & 1 ? 1 : named[bit]!;
  }
  const most = Math.max(...votes);
  return votes.reduce((bits, count, bit) => (count > most - 0.06 ? bits | (1 << bit) : bits), 0);
}

interface Phrase {
  words: Word[];
  senses: readonly Sense[];
  meanings: readonly Meaning[];
}

/** The longest phrase from here that says or names something; else one word. */
function longestPhrase(pieces: readonly Piece[], at: number, known: KnownEmoji, spoken: LanguageSet): Phrase {
  const end = pieces.findIndex((piece, index) => index > at && piece.kind !== 'word');
  const most = Math.min(limits.phraseWords, (end < 0 ? pieces.length : end) - at);
  for (let count = most; count > 0; count--) {
    const words = pieces.slice(at, at + count) as Word[];
    const phrase = readPhrase(words, known, spoken);
    if (phrase.senses.length > 0 || phrase.meanings.length > 0) return phrase;
  }
  return { words: pieces.slice(at, at + 1) as Word[], senses: [], meanings: [] };
}

/** What words together say and name; what they say in other languages only where they name nothing in these. */
function readPhrase(words: Word[], known: KnownEmoji, spoken: LanguageSet): Phrase {
  const [first] = words;
  const number = words.length === 1 ? numberOf(first!) : undefined;
  if (number) return { words, senses: [number], meanings: [] };
  const silent = words.length === 1 && isSilent(first!, spoken, known);
  const named = silent ? [] : withoutParticle(words, meaningsOf(words, known), known);
  const meanings = words.length > 1 && saysMore(words, named, spoken) ? [] : named;
  const exactly = meanings.some((meaning) => meaning.languages & spoken && meaning.relevance >= wholeName);
  const senses = sensesOf(words, spoken, exactly);
  if (senses.length > 0 || exactly || silent) return { words, senses, meanings };
  return { words, senses: sensesOf(words, everyLanguage, false), meanings };
}

/** What a Korean noun names, rather than what the noun with its particle is a word of: 왕관을 is a crown. */
function withoutParticle(words: readonly Word[], named: Meaning[], known: KnownEmoji): Meaning[] {
  const [word] = words;
  if (words.length > 1 || !/\p{Script=Hangul}/u.test(word!.exact)) return named;
  const base = baseMeanings(word!.folded, known, everyLanguage);
  const best = (meanings: Meaning[]) => Math.max(0, ...meanings.map((meaning) => meaning.relevance));
  return best(base) > best(named) ? base : named;
}

function sensesOf(words: readonly Word[], spoken: LanguageSet, exact: boolean): Sense[] {
  const tables = sceneTables();
  const spellings = exact ? spellingsOf(words).slice(0, 1) : spellingsOf(words);
  const found = spellings.map((spelling) => tables.find(spelling, spoken, exact));
  return found.find((senses) => senses.length > 0) ?? [];
}

/** Whether a phrase that an emoji is only tagged with says what to paint of something else: `red dragon` of a tile. */
function saysMore(words: readonly Word[], meanings: readonly Meaning[], spoken: LanguageSet): boolean {
  const names = meanings.some((meaning) => meaning.relevance >= wholeLabel);
  return !names && [words[0]!, words.at(-1)!].some((word) => sensesOf([word], spoken, false).length > 0);
}

/** Digits of any script say how many. */
function numberOf({ exact }: Word): Sense | undefined {
  if (!/^\p{Nd}+$/u.test(exact)) return undefined;
  const digits = Array.from(exact, (digit) => digitOf(digit)).join('');
  const count = Math.min(9, Number(digits));
  return count > 1 ? { kind: 'count', count, crowd: false } : { kind: 'silent' };
}

/** Unicode keeps each script's digits together, from nought to nine. */
function digitOf(digit: string): number {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero--;
  return digit.codePointAt(0)! - zero;
}

const isLetter = (word: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}]$/u.test(word);

/** Articles and the like, and single letters. */
function isSilent(word: Word, spoken: LanguageSet, known: KnownEmoji): boolean {
  if (isLetter(word.exact)) return true;
  const stops = stopLanguages(word.exact);
  return stops !== 0 && ((stops & spoken) !== 0 || meaningsOf([word], known).length === 0);
}

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
    suggestions.add(known.name(bestOf(scoresOf(meanings, expected), known)));
  }
  return [];
}

function element(
  words: string,
  senses: readonly Sense[],
  meanings: readonly Meaning[],
  known: KnownEmoji,
  spoken: LanguageSet,
): Element {
  const scores = scoresOf(meanings, spoken);
  const emoji = scores.size > 0 ? bestOf(scores, known) : undefined;
  return { words, explicit: false, senses, meanings: scores, emoji };
}

/** A coloured shape says a colour, whether or not it can be painted itself. */
function explicitElement(typed: string, known: KnownEmoji): Element {
  const role = roleOfUnseen(typed, known);
  if (role) return { words: typed, explicit: true, senses: [role], meanings: new Map() };
  const colour = colourOfShape(typed);
  const emoji = colour ? lookUpEmoji(typed, known) : findEmoji(typed, known);
  const meanings = new Map(emoji === undefined ? [] : [[emoji, relevance.label]]);
  return { words: typed, explicit: true, senses: colour ? [{ kind: 'colour', colour }] : [], meanings, emoji };
}

/** What stands beside others, as ❓ does, and kinds of beings may be in a scene even where the model cannot paint them alone. */
function roleOfUnseen(typed: string, known: KnownEmoji): Sense | undefined {
  const concept = conceptOfCharacters(typed);
  if (lookUpEmoji(typed, known) !== undefined) return undefined;
  if (concept in beings) return { kind: 'being', concept };
  return signs.has(concept) ? { kind: 'part', role: 'beside', concept } : undefined;
}

/** A word with an emoji that it can mean right after it, as in `cat 🐱`, is that emoji. */
function confirm(parts: readonly Part[]): Part[] {
  return parts.filter((part, index) => {
    const next = parts[index + 1];
    if (part === 'break' || !next || next === 'break') return true;
    return !(next.explicit && !part.explicit && next.emoji !== undefined && part.meanings.has(next.emoji));
  });
}
