import type { Lexicon } from './lexicon.ts';

/** A term that is written much like a word. */
export interface NearTerm {
  /** Index into the lexicon's terms. */
  index: number;
  /** 1 for the same word, less for less likeness. */
  likeness: number;
}

const likeness = { plural: 0.95, inflection: 0.82, oneSlip: 0.76, twoSlips: 0.66, stem: 0.55, guess: 0.4 };

/** Finds terms for words that the lexicon does not have: other forms of a word, and typing errors. */
export class NearTerms {
  #lexicon: Lexicon;
  /** The letters of each term as a set of 32 bits: terms of other letters need not be compared. */
  #letters: Uint32Array;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#letters = Uint32Array.from(lexicon.terms, lettersOf);
  }

  /** The terms most like a folded word that people may have meant, best first. */
  find(word: string): NearTerm[] {
    const slips = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    return this.#scan(word, 2, (term) => {
      if (isInflection(word, term)) return likeness.inflection;
      if (slips === 0 || (word.length < 6 && term[0] !== word[0])) return 0;
      const distance = editDistance(word, term, slips);
      if (distance > slips) return 0;
      return distance === 1 ? likeness.oneSlip : likeness.twoSlips;
    });
  }

  /** Terms that look a little like a word, to offer where nothing was understood. */
  guess(word: string): NearTerm[] {
    const slips = Math.max(1, Math.floor(word.length / 3));
    return this.#scan(word, slips, (term) => {
      if (term[0] !== word[0]) return 0;
      if (term.length >= 3 && word.startsWith(term)) return likeness.stem + term.length / word.length / 2;
      const distance = editDistance(word, term, slips);
      return distance > slips ? 0 : likeness.guess + (1 - distance / word.length) / 2;
    });
  }

  /** Compares all terms that lack at most `spread` of the word's letters and have at most as many others. */
  #scan(word: string, spread: number, compare: (term: string) => number): NearTerm[] {
    const wanted = lettersOf(word);
    const found: NearTerm[] = [];
    const { terms } = this.#lexicon;
    for (let index = 0; index < terms.length; index++) {
      const letters = this.#letters[index]!;
      if (countBits(wanted & ~letters) > spread || countBits(letters & ~wanted) > spread) continue;
      const term = terms[index]!;
      const alike = compare(term);
      if (alike > 0) found.push({ index, likeness: alike });
    }
    return found.sort((a, b) => b.likeness - a.likeness || a.index - b.index);
  }
}

/** Singular forms that an English, Spanish, French or Portuguese plural may have. */
export function singulars(word: string): string[] {
  const forms: string[] = [];
  if (word.length > 4 && word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  if (word.length > 4 && word.endsWith('ves')) forms.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
  if (word.length > 3 && /[sx]$/.test(word)) forms.push(word.slice(0, -1));
  if (word.length > 4 && word.endsWith('es')) forms.push(word.slice(0, -2));
  return forms;
}

export const pluralLikeness = likeness.plural;

/** The same beginning, and endings of at most three letters: `лиса` and `лису`, `dance` and `dancing`. */
function isInflection(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  const longer = Math.max(a.length, b.length);
  return shared >= 3 && shared >= longer * 0.6 && longer - shared <= (shared < 4 ? 1 : 3);
}

function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits >>> 0;
}

function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Optimal string alignment distance (swapped neighbours count once); anything above `most` is given up early. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
