import { foldPhrase, lowerPhrase } from '#lib/fold.ts';
import type { Colour, Scene } from '#training/data/compositions/scene.ts';
import { conceptOfCharacters } from '../code-points.ts';
import { kana } from '../kana.ts';
import { type LanguageSet, languages } from '../languages.ts';
import { sceneWords } from './languages.ts';
import type { Relation, SceneWords } from './words.ts';

/** Places in a scene that take things beside the subject. */
export type Role = 'worn' | 'held' | 'beside' | 'behind';

/** What a word says about a picture. Concepts are as in a scene. */
export type Sense =
  | { kind: 'colour'; colour: Colour }
  | { kind: 'mood'; concept: string }
  | { kind: 'being'; concept: string }
  | { kind: 'part'; role: Role; concept: string; colour?: Colour }
  | { kind: 'count'; count: number; crowd: boolean }
  | { kind: 'size'; size: NonNullable<Scene['size']> }
  | { kind: 'arrangement'; arrangement: NonNullable<Scene['arrangement']> }
  /** `before` and `after`: on which sides of the thing it may stand. */
  | { kind: 'relation'; relation: Relation; before: boolean; after: boolean }
  | { kind: 'face' }
  | { kind: 'silent' }
  | { kind: 'unheard' };

interface Entry {
  sense: Sense;
  languages: LanguageSet;
  /** Only so written without its accents. */
  folded: boolean;
}

/** How many are painted where a prompt only says that there are many. */
const many = 5;

/** All that the tables of all languages say, by phrase: as it is written, with one kind of kana, without accents. */
export class SceneTables {
  /** Languages whose adjectives follow what they describe. */
  readonly adjectivesFollow: LanguageSet;
  #entries = new Map<string, Entry[]>();

  constructor() {
    let follow = 0;
    for (const [bit, { name }] of languages.entries()) {
      const words = sceneWords[name];
      if (words.adjectivesFollow) follow |= 1 << bit;
      for (const [list, sense] of sensesOf(words)) {
        for (const phrase of phrasesOf(list, words.endings)) this.#add(phrase, sense, 1 << bit);
      }
    }
    this.adjectivesFollow = follow;
  }

  /** What a phrase says in these languages; `exact`: as it is written, with its accents. */
  find(phrase: string, spoken: LanguageSet, exact: boolean): Sense[] {
    const entries = this.#entries.get(phrase) ?? [];
    const fitting = entries.filter(({ languages, folded }) => (languages & spoken) !== 0 && !(exact && folded));
    return fitting.map(({ sense }) => sense);
  }

  /** The languages in which a phrase says something. */
  languagesOf(phrase: string): LanguageSet {
    return (this.#entries.get(phrase) ?? []).reduce((set, entry) => set | entry.languages, 0);
  }

  has(phrase: string): boolean {
    return this.#entries.has(phrase);
  }

  #add(written: string, sense: Sense, languages: LanguageSet): void {
    const exact = lowerPhrase(written);
    for (const key of new Set([exact, kana(exact), foldPhrase(written)])) {
      const entries = this.#entries.get(key) ?? [];
      this.#entries.set(key, entries);
      const folded = key !== exact && key !== kana(exact);
      const same = entries.find((entry) => isSame(entry.sense, sense) && entry.folded === folded);
      if (!same) entries.push({ sense, languages, folded });
      else {
        same.languages |= languages;
        same.sense = bothSides(same.sense, sense);
      }
    }
  }
}

/** A relation that one language writes before a thing and one, or the same, after it. */
function bothSides(a: Sense, b: Sense): Sense {
  if (a.kind !== 'relation' || b.kind !== 'relation') return a;
  return { ...a, before: a.before || b.before, after: a.after || b.after };
}

function isSame(a: Sense, b: Sense): boolean {
  if (a.kind === 'relation' && b.kind === 'relation') return a.relation === b.relation;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The phrases of a list, with each ending where one is marked to have any. */
export function phrasesOf(list: string, endings = ''): string[] {
  return list.split(',').flatMap((item) => {
    const phrase = item.trim().replace(/\s+/g, ' ');
    if (!phrase.includes('*')) return phrase === '' ? [] : [phrase];
    return ['', ...endings.split(' ')].map((ending) => phrase.replaceAll('*', ending));
  });
}

function* sensesOf(words: SceneWords): Generator<[list: string, sense: Sense]> {
  for (const [colour, list] of Object.entries(words.colours))
    yield [list, { kind: 'colour', colour: colour as Colour }];
  for (const [face, list] of Object.entries(words.moods)) yield [list, { kind: 'mood', concept: concept(face) }];
  for (const [count, list] of Object.entries(words.numbers)) {
    yield [list, { kind: 'count', count: Number(count) || many, crowd: count === 'many' }];
  }
  for (const size of ['tiny', 'giant'] as const) yield [words.sizes?.[size] ?? '', { kind: 'size', size }];
  for (const arrangement of ['row', 'stack', 'crowd'] as const) {
    yield [words.arrangements?.[arrangement] ?? '', { kind: 'arrangement', arrangement }];
  }
  for (const [being, list] of Object.entries(words.beings ?? {})) {
    yield [list, { kind: 'being', concept: concept(being) }];
  }
  for (const role of ['worn', 'held', 'beside', 'behind'] as const) {
    for (const [thing, list] of Object.entries(words[role] ?? {})) {
      yield [list, { kind: 'part', role, concept: concept(thing) }];
    }
  }
  for (const side of ['before', 'after'] as const) {
    for (const [relation, list] of Object.entries(words[side] ?? {})) {
      const sides = { before: side === 'before', after: side === 'after' };
      yield [list, { kind: 'relation', relation: relation as Relation, ...sides }];
    }
  }
  yield [words.faces ?? '', { kind: 'face' }];
  yield [words.silent ?? '', { kind: 'silent' }];
  yield [words.unheard ?? '', { kind: 'unheard' }];
}

const concept = conceptOfCharacters;

let opened: SceneTables | undefined;

/** The tables, made when they are first needed. */
export function sceneTables(): SceneTables {
  opened ??= new SceneTables();
  return opened;
}
