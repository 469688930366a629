import { fold } from '#lib/fold.ts';
import type { LanguageSet } from './languages.ts';
import { countBits, letterSet } from './letters.ts';
import { type Section, unpackSections } from './sections.ts';
import { firstPlace, lowerBound, type PackedStrings, stringAt } from './strings.ts';

/** An emoji as the lexicon knows it, whether or not a model does. */
export interface LexiconEmoji {
  /** Code points in lower-case hex joined by `-`, without fe0f. */
  concept: string;
  emoji: string;
  /** In English. */
  label: string;
  group: string;
  subgroup: string;
}

export interface LexiconFacts {
  /** In Unicode's order. */
  emoji: LexiconEmoji[];
  /** Forms with tones taken off that are no emoji, and the concept that they are with tones. */
  toned: Record<string, string>;
}

export type LexiconSections = {
  keyUnits: Uint16Array;
  keyStarts: Uint32Array;
  writtenUnits: Uint16Array;
  writtenStarts: Uint32Array;
  alphabetical: Uint32Array;
  letters: Uint32Array;
  meaningStarts: Uint32Array;
  meaningEmoji: Uint16Array;
  meaningRelevance: Uint8Array;
  meaningLanguages: Uint32Array;
} & Record<string, Section>;

/** How well a phrase names an emoji, from 0 to 255. A word of a label or tag counts less in a longer one. */
export const relevance = {
  everyday: 110,
  label: 100,
  shortcode: 90,
  labelWord: 80,
  longLabelWord: 64,
  nearTag: 60,
  tag: 56,
  tagWord: 40,
  longTagWord: 28,
} as const;

/** From here a phrase is all of a label or shortcode, perhaps without its accents. */
export const wholeLabel = relevance.shortcode - 3;
/** From here a phrase is all of a label, shortcode or tag, perhaps without its accents. */
export const wholeName = relevance.tag - 3;

const space = ' '.charCodeAt(0);

/** One emoji that a phrase can mean. */
export interface Meaning {
  /** Its place in the lexicon's list of emoji. */
  emoji: number;
  relevance: number;
  languages: LanguageSet;
}

/** Every phrase of every language, sorted, and the emoji that it can mean. */
export class Lexicon {
  readonly emoji: readonly LexiconEmoji[];
  readonly size: number;
  #keys: PackedStrings;
  #written: PackedStrings;
  #sections: LexiconSections;
  #byConcept: Map<string, number>;
  #toned: ReadonlyMap<string, string>;

  /** Takes what `buildLexicon` made. Throws where it is not whole. */
  constructor(file: ArrayBuffer) {
    const { facts, sections } = unpackSections<LexiconFacts, string>(file);
    this.#sections = sections as LexiconSections;
    this.emoji = facts.emoji;
    this.#keys = { units: this.#sections.keyUnits, starts: this.#sections.keyStarts };
    this.#written = { units: this.#sections.writtenUnits, starts: this.#sections.writtenStarts };
    this.size = this.#keys.starts.length - 1;
    this.#toned = new Map(Object.entries(facts.toned));
    this.#byConcept = new Map(facts.emoji.map(({ concept }, index) => [concept, index]));
  }

  /** The place of an emoji in the list. */
  emojiOf(concept: string): number | undefined {
    return this.#byConcept.get(concept);
  }

  /** The concept that a form is which was left when skin tones were taken off. */
  conceptOfToned(form: string): string {
    return this.#toned.get(form) ?? form;
  }

  /** The phrase's number, for a folded phrase. */
  find(key: string): number | undefined {
    const index = lowerBound(this.#keys, key);
    return index < this.size && this.key(index) === key ? index : undefined;
  }

  /** Numbers of the phrases that start like this: `[first, end)`. */
  startingWith(prefix: string): [number, number] {
    return [lowerBound(this.#keys, prefix), lowerBound(this.#keys, `${prefix}\uffff`)];
  }

  /** Numbers of the phrases that go on like this, accents aside, in alphabetical order. */
  completing(foldedPrefix: string): Uint32Array {
    const { alphabetical } = this.#sections;
    const place = (text: string) => firstPlace(alphabetical.length, (at) => fold(this.key(alphabetical[at]!)) >= text);
    return alphabetical.subarray(place(foldedPrefix), place(`${foldedPrefix}\uffff`));
  }

  key(phrase: number): string {
    return stringAt(this.#keys, phrase);
  }

  keyLength(phrase: number): number {
    return this.#keys.starts[phrase + 1]! - this.#keys.starts[phrase]!;
  }

  /** The phrase as people write it. */
  written(phrase: number): string {
    return stringAt(this.#written, phrase) || this.key(phrase);
  }

  meanings(phrase: number): Meaning[] {
    const { meaningStarts, meaningEmoji, meaningRelevance, meaningLanguages } = this.#sections;
    const first = meaningStarts[phrase]!;
    return Array.from({ length: meaningStarts[phrase + 1]! - first }, (_, offset) => ({
      emoji: meaningEmoji[first + offset]!,
      relevance: meaningRelevance[first + offset]!,
      languages: meaningLanguages[first + offset]!,
    }));
  }

  /** Whether it is one word. */
  isWord(phrase: number): boolean {
    const { units, starts } = this.#keys;
    return !units.subarray(starts[phrase], starts[phrase + 1]).includes(space);
  }

  /** Whether it is the whole name of one of these emoji, marked by 1 in their places. */
  namesAny(phrase: number, emoji: Uint8Array): boolean {
    const { meaningStarts, meaningEmoji, meaningRelevance } = this.#sections;
    for (let at = meaningStarts[phrase]!; at < meaningStarts[phrase + 1]!; at++) {
      if (meaningRelevance[at]! >= wholeName && emoji[meaningEmoji[at]!] === 1) return true;
    }
    return false;
  }

  /** Those of these phrases that may differ from a word by at most so many letters: a quick sieve, to be measured after. */
  similar(word: string, distance: number, phrases: Uint32Array): number[] {
    const { letters } = this.#sections;
    const { starts } = this.#keys;
    const wanted = letterSet(word);
    const found: number[] = [];
    for (const phrase of phrases) {
      const longer = starts[phrase + 1]! - starts[phrase]! - word.length;
      if (longer > distance || longer < -distance) continue;
      const its = letters[phrase]!;
      if (countBits(wanted & ~its) <= distance && countBits(its & ~wanted) <= distance) found.push(phrase);
    }
    return found;
  }
}
