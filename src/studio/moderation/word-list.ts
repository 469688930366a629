import { fold } from '#lib/fold.ts';

/** Whether a text has a word of a list. */
export type WordMatcher = (text: string) => boolean;

/** What people write for a letter so that it is not found. */
const disguises: Readonly<Record<string, string>> = {
  a: '4@',
  b: '8',
  e: '3€',
  g: '9',
  i: '1!|',
  l: '1|',
  o: '0',
  s: '5$',
  t: '7+',
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
 * every ending. Where a phrase of `harmless` stands nothing is found.
 */
export function createWordMatcher(entries: readonly string[], harmless: readonly string[] = []): WordMatcher {
  const wanted = patternOf(entries);
  const allowed = patternOf(harmless);
  if (!wanted) return () => false;
  return (text) => {
    const plain = allowed ? plainOf(text).replace(allowed, ' ') : plainOf(text);
    const joined = plain.replace(spelled, (letters) => letters.replace(/[\s._*-]+/g, ''));
    return [plain, joined].some((each) => [...each.matchAll(wanted)].some(([found]) => /\p{L}/u.test(found)));
  };
}

/** The words and phrases of a list as admins write it: separated by commas or lines. */
export function readWordList(typed: string): string[] {
  const entries = typed.split(/[,;\n]/).map((entry) => entry.trim().replace(/\s+/g, ' '));
  return [...new Set(entries.filter((entry) => /[\p{L}\p{N}]/u.test(entry)))];
}

function plainOf(text: string): string {
  const visible = fold(text).replace(/\p{Cf}/gu, '');
  return visible.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
    if (!/[a-z]/.test(word)) return word;
    return word.replace(/[\u0370-\u04ff]/g, (sign) => lookalikes[sign] ?? sign);
  });
}

function patternOf(entries: readonly string[]): RegExp | undefined {
  const patterns = entries.map(entryPattern).filter(Boolean);
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'gu') : undefined;
}

function entryPattern(entry: string): string {
  const plain = fold(entry);
  if (unspaced.test(plain)) return plain;
  const open = plain.endsWith('*');
  const words = (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(wordPattern).join(between);
  return words && `${start}${words}${open ? `${letter}*` : ''}${end}`;
}

/** Each letter as often as it is written, or oftener: `nig` twice `g` is not the country. */
function wordPattern(word: string): string {
  return word.replace(/(.)\1*/gu, (run, sign: string) => {
    const times = [...run].length;
    return `[${sign}${disguises[sign] ?? ''}]${times === 1 ? '+' : `{${times},}`}`;
  });
}
