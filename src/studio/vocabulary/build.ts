import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fold, foldPhrase, lower, lowerPhrase, wordsOf } from '#lib/fold.ts';
import { conceptOf } from '#training/data/concepts.ts';
import { conceptOfCharacters, withoutTones } from './code-points.ts';
import { kana } from './kana.ts';
import { english, type LanguageSet, languages } from './languages.ts';
import { letterSet } from './letters.ts';
import { type LexiconFacts, type LexiconSections, relevance } from './lexicon.ts';
import { sceneWords } from './scenes/languages.ts';
import { phrasesOf } from './scenes/tables.ts';
import { packSections } from './sections.ts';
import { stopLanguages } from './stop-words.ts';
import { packStrings } from './strings.ts';

interface Entry {
  hexcode: string;
  label: string;
  tags?: string[];
  emoji: string;
  group?: number;
  subgroup?: number;
  order?: number;
  skins?: { hexcode: string }[];
}

/** Names used in chats, such as `car` where the label is `automobile`. */
const shortcodeSets = ['emojibase', 'github'];
/** What a word without its accents loses. */
const refolded = 3;
/** Longer phrases are found by their words alone. */
const phraseWordsAtMost = 6;

/** Reads labels and tags of all emoji in all languages into a lexicon's file; takes one to three seconds. */
export async function buildLexicon(): Promise<ArrayBuffer> {
  const entries = (await readJson<Entry[]>('en/data.json'))
    .filter(({ order, group }) => order !== undefined && group !== undefined)
    .sort((a, b) => a.order! - b.order!);
  const { groups, subgroups } =
    await readJson<Record<'groups' | 'subgroups', Record<number, string>>>('meta/groups.json');
  const ids = new Map(entries.map(({ hexcode }, id) => [hexcode, id]));
  const collector = new Collector();
  for (const [bit, { locales }] of languages.entries()) {
    for (const locale of locales) {
      for (const { hexcode, label, tags = [] } of await readJson<Entry[]>(`${locale}/compact.json`)) {
        const id = ids.get(hexcode);
        if (id === undefined) continue;
        collector.addLabel(label, id, 1 << bit);
        collector.addTags(tags, label, id, 1 << bit);
      }
    }
  }
  for (const set of shortcodeSets) {
    for (const [hexcode, names] of Object.entries(await readJson<Record<string, string | string[]>>(shortcodes(set)))) {
      const id = ids.get(hexcode);
      if (id === undefined) continue;
      for (const name of [names].flat()) collector.add(name.replaceAll('_', ' '), id, relevance.shortcode, english);
    }
  }
  const byConcept = new Map(entries.map(({ hexcode }, id) => [conceptOf(hexcode), id]));
  for (const [bit, { name }] of languages.entries()) {
    const { things = {}, endings } = sceneWords[name];
    for (const [emoji, list] of Object.entries(things)) {
      const id = byConcept.get(conceptOfCharacters(emoji))!;
      for (const word of phrasesOf(list, endings)) collector.addEveryday(word, id, 1 << bit);
    }
  }
  const facts: LexiconFacts = {
    emoji: entries.map(({ hexcode, emoji, label, group, subgroup }) => ({
      concept: conceptOf(hexcode),
      emoji,
      label,
      group: groups[group!]!,
      subgroup: subgroups[subgroup!]!,
    })),
    toned: tonedForms(entries),
  };
  return packSections(facts, collector.sections());
}

/** Emoji of two people or hands with two skin tones are built otherwise than without: 🫱🏻‍🫲🏿 is 🤝. */
function tonedForms(entries: readonly Entry[]): Record<string, string> {
  const forms = entries.flatMap(({ hexcode, skins = [] }) => {
    const plain = conceptOf(hexcode);
    return skins.map((skin): [string, string] => [withoutTones(conceptOf(skin.hexcode)), plain]);
  });
  return Object.fromEntries(forms.filter(([form, plain]) => form !== plain));
}

const shortcodes = (set: string) => `en/shortcodes/${set}.json`;

async function readJson<Content>(path: string): Promise<Content> {
  const url = import.meta.resolve(`emojibase-data/${path}`);
  return JSON.parse(await readFile(fileURLToPath(url), 'utf8')) as Content;
}

/** Words of one family, such as `music` and `musical`. */
function isRelated(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}

interface Phrase {
  /** As people write it; absent where it is only so written without accents. */
  written?: string;
  /** Languages by `emoji * 256 + relevance`. */
  meanings: Map<number, LanguageSet>;
}

class Collector {
  #phrases = new Map<string, Phrase>();

  addLabel(label: string, id: number, language: LanguageSet): void {
    this.add(label, id, relevance.label, language);
    this.#addWords(label, id, relevance.labelWord, relevance.longLabelWord, language);
  }

  /** Unless it is the label of something else, whatever that may be where it starts with `!`. */
  addEveryday(word: string, id: number, language: LanguageSet): void {
    const meanings = this.#phrases.get(lowerPhrase(word))?.meanings ?? new Map<number, LanguageSet>();
    const isLabel = ([meaning, set]: [number, LanguageSet]) =>
      (meaning & 255) === relevance.label && (set & language) !== 0;
    if (word.startsWith('!') || ![...meanings].some(isLabel)) this.add(word, id, relevance.everyday, language);
  }

  addTags(tags: readonly string[], label: string, id: number, language: LanguageSet): void {
    const labelWords = foldPhrase(label).split(' ');
    for (const tag of tags) {
      const near = labelWords.some((word) => isRelated(word, foldPhrase(tag)));
      this.add(tag, id, near ? relevance.nearTag : relevance.tag, language);
      this.#addWords(tag, id, relevance.tagWord, relevance.longTagWord, language);
    }
  }

  /** Under its letters as written, and, a little less, under those letters without accents and in one kind of kana. */
  add(written: string, id: number, score: number, language: LanguageSet): void {
    const exact = lowerPhrase(written);
    if (exact === '' || exact.split(' ').length > phraseWordsAtMost) return;
    for (const key of new Set([exact, kana(exact), foldPhrase(written)])) {
      const meaning = id * 256 + (key === exact ? score : Math.min(score, relevance.label) - refolded);
      const phrase: Phrase = this.#phrases.get(key) ?? { meanings: new Map() };
      if (key === exact) phrase.written ??= written.trim();
      phrase.meanings.set(meaning, (phrase.meanings.get(meaning) ?? 0) | language);
      this.#phrases.set(key, phrase);
    }
  }

  /** The words of a phrase, each the less telling the longer the phrase is. */
  #addWords(phrase: string, id: number, best: number, least: number, language: LanguageSet): void {
    const words = wordsOf(phrase);
    if (words.length < 2) return;
    const score = Math.max(least, best - 4 * (words.length - 2));
    for (const word of words) {
      if ((stopLanguages(lower(word)) & language) === 0) this.add(word, id, score, language);
    }
  }

  sections(): LexiconSections {
    const keys = [...this.#phrases.keys()].sort((a, b) => (a < b ? -1 : 1));
    const phrases = keys.map((key) => this.#phrases.get(key)!);
    const meanings = phrases.flatMap((phrase) => [...phrase.meanings].sort(([a], [b]) => a - b));
    const starts = new Uint32Array(keys.length + 1);
    phrases.forEach((phrase, index) => {
      starts[index + 1] = starts[index]! + phrase.meanings.size;
    });
    const packedKeys = packStrings(keys);
    const written = packStrings(phrases.map(({ written = '' }, index) => (written === keys[index] ? '' : written)));
    return {
      keyUnits: packedKeys.units,
      keyStarts: packedKeys.starts,
      writtenUnits: written.units,
      writtenStarts: written.starts,
      alphabetical: alphabetical(keys.flatMap((key, index) => (phrases[index]!.written ? [{ key, index }] : []))),
      letters: Uint32Array.from(keys, letterSet),
      meaningStarts: starts,
      meaningEmoji: Uint16Array.from(meanings, ([meaning]) => meaning >> 8),
      meaningRelevance: Uint8Array.from(meanings, ([meaning]) => meaning & 255),
      meaningLanguages: Uint32Array.from(meanings, ([, set]) => set),
    };
  }
}

/** Phrase numbers in the order of the phrases without their accents, so that those which start alike stand together. */
function alphabetical(phrases: { key: string; index: number }[]): Uint32Array {
  const folded = phrases.map(({ key, index }) => ({ key: fold(key), index }));
  folded.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
  return Uint32Array.from(folded, ({ index }) => index);
}
