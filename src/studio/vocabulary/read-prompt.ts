import { fold, lower, scriptRuns } from '#lib/fold.ts';
import type { Lexicon } from './lexicon.ts';
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

export type Piece = { kind: 'emoji'; text: string } | Word;

/** An emoji as Unicode's technical report 51 (ED-17a) builds it, with or without the variation selectors. */
const pictograph = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f|\\ufe0e|\\u20e3)*';
const emoji = [
  '\\p{Regional_Indicator}{1,2}',
  '[0-9#*]\\ufe0f?\\u20e3',
  `${pictograph}(?:\\u200d${pictograph})*(?:[\\u{e0020}-\\u{e007f}]+)?`,
].join('|');
const pieces = new RegExp(`(?<emoji>${emoji})|(?<word>[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*)`, 'gu');
/** Longer than any word of a language without spaces. */
const runWordAtMost = 12;

/** The first pieces of a prompt, in order. */
export function readPrompt(prompt: string, lexicon: Lexicon, atMost: number): Piece[] {
  const found: Piece[] = [];
  for (const match of prompt.matchAll(pieces)) {
    if (found.length >= atMost) break;
    const { emoji, word } = match.groups!;
    if (emoji) found.push({ kind: 'emoji', text: emoji });
    else found.push(...readWord(word!, lexicon));
  }
  return found.slice(0, atMost);
}

function readWord(word: string, lexicon: Lexicon): Word[] {
  return scriptRuns(word).flatMap(({ text, unspaced }) => {
    const parts = unspaced ? cutRun(lower(text), lexicon) : [text];
    return parts.map((written) => toWord(written, unspaced));
  });
}

function toWord(written: string, partOfRun: boolean): Word {
  return { kind: 'word', written, exact: lower(written), folded: fold(written), partOfRun };
}

/** Cuts a run without spaces into the longest known words from the left; what lies between them stays together. */
function cutRun(run: string, lexicon: Lexicon): string[] {
  const parts: string[] = [];
  let unknownFrom = 0;
  for (let start = 0; start < run.length; ) {
    const known = longestKnown(run, start, lexicon);
    if (!known) {
      start++;
      continue;
    }
    if (unknownFrom < start) parts.push(run.slice(unknownFrom, start));
    parts.push(known);
    start += known.length;
    unknownFrom = start;
  }
  if (unknownFrom < run.length) parts.push(run.slice(unknownFrom));
  return parts;
}

function longestKnown(run: string, start: number, lexicon: Lexicon): string | undefined {
  for (let length = Math.min(runWordAtMost, run.length - start); length > 0; length--) {
    const part = run.slice(start, start + length);
    if (stopLanguages(part) !== 0 || lexicon.find(part) !== undefined) return part;
  }
  return undefined;
}
