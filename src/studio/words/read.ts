import { fold, isUnspaced, splitWords } from './fold.ts';
import type { Lexicon, Posting } from './lexicon.ts';
import { type NearTerms, pluralLikeness, singulars } from './near.ts';
import { fillers, joiners } from './stopwords.ts';

/** A word or phrase of a prompt, with what it may mean; nothing where it is unknown. */
export interface Mention {
  text: string;
  postings: Posting[];
}

const longestPhrase = 6;
const longestUnspacedTerm = 14;
const breaks = /[,;:.!?+&/|、。，・]+/u;

/**
 * The words and phrases of a text, in groups: words of one group (`happy cat`) may describe one thing, those of
 * different groups (`cat and fox`, `cat, fox`) are different things.
 */
export function readMentions(text: string, lexicon: Lexicon, near: NearTerms): Mention[][] {
  const words = fold(text)
    .split(breaks)
    .map((part) => splitWords(part).flatMap((word) => (isUnspaced(word) ? splitUnspaced(word, lexicon) : [word])));
  const onlyStopWords = words.flat().every((word) => joiners.has(word) || fillers.has(word));
  return words.flatMap((part) => readPart(part, lexicon, near, onlyStopWords));
}

function readPart(words: string[], lexicon: Lexicon, near: NearTerms, keepStopWords: boolean): Mention[][] {
  const groups: Mention[][] = [[]];
  for (let i = 0; i < words.length; ) {
    const phrase = longestPhraseAt(words, i, lexicon);
    const word = words[i]!;
    if (phrase > 1) {
      const text = words.slice(i, i + phrase).join(' ');
      groups.at(-1)!.push({ text, postings: lexicon.lookup(text) });
    } else if (keepStopWords || !(joiners.has(word) || fillers.has(word))) {
      groups.at(-1)!.push({ text: word, postings: lookupWord(word, lexicon, near) });
    } else if (joiners.has(word)) groups.push([]);
    i += phrase;
  }
  return groups.filter((group) => group.length > 0);
}

/** How many words from `start` on are one term of the lexicon; 1 where only the word itself may be. */
function longestPhraseAt(words: string[], start: number, lexicon: Lexicon): number {
  for (let count = Math.min(longestPhrase, words.length - start); count > 1; count--) {
    const last = words[start + count - 1]!;
    if (!joiners.has(last) && lexicon.has(words.slice(start, start + count).join(' '))) return count;
  }
  return 1;
}

/** What a single word means: as it stands, as a plural, in another form, or mistyped. */
function lookupWord(word: string, lexicon: Lexicon, near: NearTerms): Posting[] {
  const exact = lexicon.lookup(word);
  if (exact.length > 0) return exact;
  for (const singular of singulars(word)) {
    const postings = lexicon.lookup(singular);
    if (postings.length > 0) return scaled(postings, pluralLikeness);
  }
  const found = near.find(word);
  const best = found.filter(({ likeness }) => likeness === found[0]!.likeness);
  const meanings = best.map(({ index, likeness }) => scaled(lexicon.postings(index), likeness));
  const top = (postings: Posting[]) => Math.max(...postings.map(({ score, locales }) => score + (locales & 1) * 10));
  return meanings.sort((a, b) => top(b) - top(a))[0] ?? [];
}

function scaled(postings: Posting[], likeness: number): Posting[] {
  return postings.map((posting) => ({ ...posting, score: posting.score * likeness }));
}

/** Text of a script without spaces, split into the longest terms of the lexicon, particles and what lies between. */
function splitUnspaced(text: string, lexicon: Lexicon): string[] {
  const words: string[] = [];
  let unknown = '';
  const flush = () => {
    if (unknown) words.push(unknown);
    unknown = '';
  };
  for (let i = 0; i < text.length; ) {
    const term = longestTermAt(text, i, lexicon);
    if (term) {
      flush();
      words.push(term);
    } else unknown += text[i];
    i += term.length || 1;
  }
  flush();
  return words;
}

function longestTermAt(text: string, start: number, lexicon: Lexicon): string {
  for (let length = Math.min(longestUnspacedTerm, text.length - start); length > 0; length--) {
    const term = text.slice(start, start + length);
    if (lexicon.has(term) || joiners.has(term) || fillers.has(term)) return term;
  }
  return '';
}
