import { fold, lower, scriptRuns } from '#lib/fold.ts';
import { kana } from './kana.ts';
import type { Lexicon } from './lexicon.ts';
import { sceneTables } from './scenes/tables.ts';
import { stopLanguages } from './stop-words.ts';

export interface Word {
  kind: 'word';
  /** As typed. */
  written: string;
  /** In lower case. */
  exact: string;
  /** Without accents. */
  folded: string;
  /** Cut out of a run without spaces. */
  partOfRun: boolean;
}

/** `break` is where a comma or the end of a sentence stands. */
export type Piece = { kind: 'emoji'; text: string } | { kind: 'break' } | Word;

/** An emoji as Unicode's technical report 51 (ED-17a) builds it, with or without the variation selectors. */
const pictograph = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f|\\ufe0e|\\u20e3)*';
const emoji = [
  '\\p{Regional_Indicator}{1,2}',
  '[0-9#*]\\ufe0f?\\u20e3',
  `${pictograph}(?:\\u200d${pictograph})*(?:[\\u{e0020}-\\u{e007f}]+)?`,
].join('|');
/** `:fox_face:` as chats write emoji, a skin tone after it as `::skin-tone-4:`. */
const shortcode = ':[a-z0-9_+-]+:(?::skin-tone-\\d:)?';
const pieces = new RegExp(
  `(?<shortcode>${shortcode})|(?<emoji>${emoji})|(?<word>[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*)|(?<stop>[,;.!?、，。；！？|+&/]+)`,
  'giu',
);
/** Longer than any word of a language without spaces. */
const runWordAtMost = 40;
/** Longer than any run that people type, so that an endless one takes no time. */
const runAtMost = 200;

/** The first pieces of a prompt, in order. */
export function readPrompt(prompt: string, lexicon: Lexicon, atMost: number): Piece[] {
  const found: Piece[] = [];
  for (const match of prompt.matchAll(pieces)) {
    if (found.length >= atMost) break;
    const { shortcode, emoji, word, stop } = match.groups!;
    if (shortcode) found.push(...readShortcode(shortcode));
    else if (emoji) found.push({ kind: 'emoji', text: emoji });
    else if (stop) found.push({ kind: 'break' });
    else found.push(...readWord(word!, lexicon));
  }
  return found.slice(0, atMost);
}

/** `fox_face` between the colons as words, without the tone; `+1` is a thumb. */
function readShortcode(text: string): Piece[] {
  const name = text.replace(/::skin-tone-\d:$/, ':').slice(1, -1);
  const words = { '+1': 'thumbs up', '-1': 'thumbs down', thumbsup: 'thumbs up', thumbsdown: 'thumbs down' }[name];
  return (words ?? name.replaceAll(/[_+-]/g, ' '))
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => toWord(word, false));
}

function readWord(word: string, lexicon: Lexicon): Word[] {
  const runs = scriptRuns(word);
  if (!runs.some(({ unspaced }) => unspaced)) return [toWord(word, false)];
  return cutRun(lower(word.slice(0, runAtMost)), lexicon).map((part) => toWord(part, true));
}

function toWord(written: string, partOfRun: boolean): Word {
  return { kind: 'word', written, exact: lower(written), folded: fold(written), partOfRun };
}

/**
 * Cuts a run without spaces into the longest known words from the left; what lies between them stays together, and so do
 * letters and digits of other scripts.
 */
function cutRun(run: string, lexicon: Lexicon): string[] {
  const parts: string[] = [];
  const ends = endsOf(run);
  let unknownFrom = 0;
  for (let start = 0; start < run.length; ) {
    const length = longestKnown(run, start, ends, lexicon);
    if (length === 0) {
      start = ends.find((end) => end > start)!;
      continue;
    }
    if (unknownFrom < start) parts.push(run.slice(unknownFrom, start));
    parts.push(run.slice(start, start + length));
    start += length;
    unknownFrom = start;
  }
  if (unknownFrom < run.length) parts.push(run.slice(unknownFrom));
  return parts;
}

/** Places where a word may end: after each letter of a script without spaces, after each run of another. */
function endsOf(run: string): number[] {
  let at = 0;
  return scriptRuns(run).flatMap(({ text, unspaced }) => {
    const from = at;
    at += text.length;
    return unspaced ? Array.from({ length: text.length }, (_, index) => from + index + 1) : [at];
  });
}

function longestKnown(run: string, start: number, ends: readonly number[], lexicon: Lexicon): number {
  const tables = sceneTables();
  for (const end of ends.filter((end) => end > start && end <= start + runWordAtMost).reverse()) {
    const part = run.slice(start, end);
    if (stopLanguages(part) !== 0 || tables.has(part) || lexicon.find(part) !== undefined) return end - start;
    const folded = kana(part);
    if (
      folded !== part &&
      /^[\u30a1-\u30ff]+$/.test(part) &&
      (tables.has(folded) || lexicon.find(folded) !== undefined)
    )
      return end - start;
  }
  return 0;
}
