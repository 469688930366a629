import { editDistance } from '#lib/edit-distance.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { english, type LanguageSet } from './languages.ts';
import { type Meaning, relevance, wholeName } from './lexicon.ts';

/** A known word that is typed much like one that is not. */
export interface NearWord {
  meanings: Meaning[];
  /** Letters that differ; a little more for a word of another language than the prompt's. */
  cost: number;
}

/** Spellings of one sound, as `foks` for `fox`. */
const soundAlikes = [
  ['cks', 'x'],
  ['ks', 'x'],
  ['ck', 'k'],
  ['k', 'c'],
  ['c', 'k'],
  ['f', 'ph'],
  ['ph', 'f'],
  ['ee', 'ea'],
  ['ea', 'ee'],
  ['y', 'i'],
  ['i', 'y'],
] as const;

/** Ends that a word's other forms have, across languages written with spaces; the longest that fits goes first. */
const endings =
  /(?:ियाँ|ियां|orna|arna|erna|erne|ies|ing|ers|est|gli|ami|ach|ами|ями|ого|ему|ом|ой|ый|ая|ые|ov|en|es|ed|er|or|ar|ly|[snyiaeouäрыиаяуюоей])$/u;
/** Particles that Korean writes at the end of a noun. */
const koreanParticle = /(?:에서|으로|하고|이랑|[은는이가을를와과의에로랑도])$/u;
/** Ends that base forms have. */
const baseEndings = ['e', 'y', 'o', 'a', 'f', 'а', 'я', 'ь', 'й', 'ी'];
const shortestStem = 3;
const shortestTypo = 4;

/** The meanings of a word's base form in these languages, found by taking its ending off and trying common ones. */
export function baseMeanings(word: string, known: KnownEmoji, languages: LanguageSet): Meaning[] {
  const forms = baseForms(word).map((base) => known.meaningsOf(base).filter(isWholeName));
  const fitting = forms.map((meanings) => meanings.filter((meaning) => meaning.languages & languages));
  return fitting.find((meanings) => meanings.length > 0) ?? [];
}

function baseForms(word: string): string[] {
  const korean = word.replace(koreanParticle, '');
  if (korean !== word) return korean === '' ? [] : [korean];
  const stem = word.replace(endings, '');
  if (stem === word || stem.length < shortestStem) return [];
  const undoubled = /(.)\1(?:ing|ed|er)$/u.test(word) ? [stem.slice(0, -1)] : [];
  return [...undoubled, ...['', ...baseEndings].map((ending) => stem + ending)].filter((form) => form !== word);
}

const isWholeName = (meaning: Meaning) => meaning.relevance >= wholeName;

/** Known single words that are typed much like this one, best first. `languages` are those of the prompt. */
export function nearWords(word: string, known: KnownEmoji, languages: LanguageSet): NearWord[] {
  if (word.length < shortestTypo) return [];
  const { lexicon } = known;
  const found = new Map<string, NearWord>();
  const add = (key: string, distance: number) => {
    const meanings = known.meaningsOf(key).filter(isWholeName);
    if (meanings.length === 0 || key.includes(' ')) return;
    const cost = distance + Math.min(...meanings.map((meaning) => strangeness(meaning, languages)));
    if (cost < (found.get(key)?.cost ?? Number.POSITIVE_INFINITY)) found.set(key, { meanings, cost });
  };
  for (const [typed, meant] of soundAlikes) {
    if (word.includes(typed)) add(word.replace(typed, meant), 0.5);
  }
  for (const base of baseForms(word)) add(base, 0.4);
  const farthest = word.length < 8 ? 2 : 3;
  const sameInitial = lexicon.similar(word, farthest, known.words(word[0]!));
  for (const phrase of new Set([...lexicon.similar(word, 1, known.words()), ...sameInitial])) {
    const key = lexicon.key(phrase);
    const distance = editDistance(word, key, farthest);
    if (distance <= farthest) add(key, distance);
  }
  const sorted = [...found].sort(([a, { cost: x }], [b, { cost: y }]) => x - y || (a < b ? -1 : 1));
  return sorted.map(([, near]) => near);
}

/** Parts of a letter that a meaning counts for more: in another language, or in a tag alone. */
function strangeness(meaning: Meaning, languages: LanguageSet): number {
  const language = meaning.languages & languages ? 0 : meaning.languages & english ? 0.2 : 0.9;
  return language + (meaning.relevance >= relevance.longLabelWord ? 0 : 0.3);
}

/** Whether a near word is so near that it was surely meant: one slip in five letters, two in nine. */
export function surelyMeant(word: string, { cost }: NearWord): boolean {
  if (word.length < 5) return cost < 1;
  return cost < 1.35 || (word.length >= 9 && cost < 2.35);
}
