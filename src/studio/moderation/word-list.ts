import { fold, lower } from '#lib/fold.ts';

/** Whether a text has a word of a list. */
export type WordMatcher = (text: string) => boolean;

/** What people write for a letter so that it is not found. */
const disguises: Readonly<Record<string, string>> = {
  a: '4@*',
  b: '8',
  e: '3€*',
  g: '9',
  i: '1!|*',
  l: '1|',
  o: '0*',
  s: '5$',
  t: '7+',
  u: '*',
  z: '2',
};
/** Letters of other alphabets that look like Latin ones, as they are put into Latin words. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', і: 'i', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', ѕ: 's', т: 't' },
  ...{ у: 'y', х: 'x', α: 'a', β: 'b', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
};
const letter = '[\\p{L}\\p{M}]';
const between = '[^\\p{L}\\p{M}\\p{N}]*';
/** Before and after a whole word; digits may follow it. */
const start = '(?<![\\p{L}\\p{M}\\p{N}])';
const end = `(?!\\p{N}*${letter})`;
/** Scripts that are written without spaces have no whole words to look for. */
const unspaced = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]+$/u;
/** `f u c k`, `f.u.c.k`. */
const spelled = /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[\s._*-]+[\p{L}\p{N}@$!]){2,}(?![\p{L}\p{N}])/gu;

/**
 * Finds words and phrases whatever their case, accents and width, with digits and signs for letters, letters repeated or
 * spelled one by one. They are found as whole words, so a word that merely contains one passes; `word*` is found with
 * every ending.
 */
export function createWordMatcher(entries: readonly string[]): WordMatcher {
  const wanted = patternOf(entries);
  return (text) => wanted !== undefined && foundIn(plainOf(text), wanted);
}

/** Whether a pattern of `patternOf` is in what `plainOf` gave, also letter by letter. */
export function foundIn(plain: string, wanted: RegExp): boolean {
  const joined = plain.replace(spelled, (letters) => letters.replace(/[\s._*-]+/g, ''));
  return [...new Set([plain, joined])].some((each) => each.match(wanted)?.some((found) => /\p{L}/u.test(found)));
}

/** The words and phrases of a list as admins write it: separated by commas or lines. */
export function readWordList(typed: string): string[] {
  const entries = typed.split(/[,;\n]/).map((entry) => entry.trim().replace(/\s+/g, ' '));
  return [...new Set(entries.filter((entry) => /[\p{L}\p{N}]/u.test(entry)))];
}

export interface Reading {
  /** Letters that keep their accents. */
  letters?: string;
  /** Whether all accents of a word belong to it. */
  isSpelled?(word: string): boolean;
}

/** A text as it is compared: without what is not seen, accents, and letters of other alphabets in Latin words. */
export function plainOf(text: string, { letters = '', isSpelled }: Reading = {}): string {
  const visible = lower(text).replace(/\p{Cf}/gu, '');
  return visible.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
    if (isSpelled?.(word)) return word;
    const plain =
      letters === '' ? fold(word) : [...word].map((sign) => (letters.includes(sign) ? sign : fold(sign))).join('');
    if (!/[a-z]/.test(plain)) return plain;
    return plain.replace(/[\u0370-\u04ff]/g, (sign) => lookalikes[sign] ?? sign);
  });
}

/**
 * Where one of these entries stands in what `plainOf` gave for the same letters; undefined where there are none. An entry
 * is found without accents too, but for those on these letters.
 */
export function patternOf(entries: readonly string[], letters = ''): RegExp | undefined {
  const ways = new Set(entries.flatMap((entry) => [entry, letters].map((kept) => plainOf(entry, { letters: kept }))));
  const runs = [...ways].filter((way) => unspaced.test(way));
  const words = [...ways].filter((way) => !unspaced.test(way)).map(entryPattern);
  // What begins alike stands together, so that few beginnings are tried at each place.
  const byStart = Map.groupBy(words.filter(Boolean), (word) => firstSign.exec(word)![0]);
  const whole = [...byStart].map(
    ([first, alike]) => `${first}(?:${alike.map((word) => word.slice(first.length)).join('|')})`,
  );
  const patterns = whole.length > 0 ? [`${start}(?:${whole.join('|')})${end}`, ...runs] : runs;
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'gu') : undefined;
}

/** A letter as `wordPattern` writes it. */
const firstSign = /^\[[^\]]+\][+{\d,}]+/;

function entryPattern(plain: string): string {
  const open = plain.endsWith('*');
  const words = (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(wordPattern).join(between);
  return words && `${words}${open ? `${letter}*` : ''}`;
}

/** Each letter as often as it is written, or oftener: `nig` twice `g` is not the country. */
function wordPattern(word: string): string {
  return word.replace(/(.)\1*/gu, (run, sign: string) => {
    const times = [...run].length;
    return `[${sign}${disguises[sign] ?? ''}]${times === 1 ? '+' : `{${times},}`}`;
  });
}
