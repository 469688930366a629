import { fold, lower, wordsOf } from '#lib/fold.ts';
import { english, type LanguageName, type LanguageSet, languageSetOf } from '../vocabulary/languages.ts';
import { listOf, ownLetters, unwantedWords } from './default-words.ts';
import { harmlessPhrases, homographs } from './harmless-words.ts';
import { foundIn, patternOf, plainOf } from './word-list.ts';

/** The languages in which a word, in lower case, says something; an empty set where nobody knows it. */
export type LanguagesOf = (word: string) => LanguageSet;

/** Of what is left of a word without its ending. */
const shortestStem = 4;

/**
 * Finds the words that come with Easel in a text. A word with the letters of its own language is not taken for one
 * without them, and one that is an everyday word in the language of the text is not taken for another language's.
 * `language`: a tag such as `sv` of the person's language.
 */
export function createDefaultMatcher(languagesOf: LanguagesOf): (text: string, language?: string) => boolean {
  const lists = byLetters();
  const anywhere = patternOf(
    Object.values(unwantedWords)
      .flatMap(listOf)
      .map((entry) => plainOf(entry)),
  )!;
  const always = phrasesOf(listOf(harmlessPhrases));
  const everyday = Object.entries(homographs).map(([name, list]) => ({
    spoken: languageSetOf(name as LanguageName),
    words: phrasesOf(listOf(list)),
  }));

  /** Whether a text, but for some words, is in a language: all that is known of it is, and is not also in another. */
  function isIn(spoken: LanguageSet, text: string, own: LanguageSet): boolean {
    const words = wordsOf(lower(text));
    const others = own || english;
    const known = words.map((word) => languagesOf(word) || languagesOf(fold(word)));
    if (known.some((languages) => languages !== 0 && (languages & spoken) === 0)) return false;
    const guessed = words.map((word, at) => known[at] || stemLanguages(word));
    return own === spoken || guessed.some((languages) => (languages & spoken) !== 0 && (languages & others) === 0);
  }

  /** The languages of a word that has an ending of one or two letters. */
  function stemLanguages(word: string): LanguageSet {
    const stems = [word.slice(0, -1), word.slice(0, -2)].filter(({ length }) => length >= shortestStem);
    return stems.map(languagesOf).find(Boolean) ?? 0;
  }

  /** A text without what means something else in it. */
  function withoutHarmless(text: string, own: LanguageSet): string {
    const left = always(text);
    return everyday.reduce((rest, { spoken, words }) => {
      const without = words(rest);
      return without !== rest && isIn(spoken, without, own) ? without : rest;
    }, left);
  }

  /** Whether an accent belongs to a word, and hides none. */
  const isSpelled = (word: string) => word.length > 1 && fold(word) !== word && languagesOf(word) !== 0;

  return (text, language = '') => {
    if (!foundIn(plainOf(text), anywhere)) return false;
    const meant = withoutHarmless(text, languageSetOf(language));
    return lists.some(({ letters, wanted }) => foundIn(plainOf(meant, { letters, isSpelled }), wanted));
  };
}

/** The lists of languages that have the same letters of their own, as one pattern. */
function byLetters(): { letters: string; wanted: RegExp }[] {
  const lists = new Map<string, string[]>();
  for (const [name, list] of Object.entries(unwantedWords)) {
    const letters = ownLetters[name as keyof typeof unwantedWords] ?? '';
    lists.set(letters, [...(lists.get(letters) ?? []), ...listOf(list)]);
  }
  return [...lists].map(([letters, entries]) => ({ letters, wanted: patternOf(entries, letters)! }));
}

/** Takes phrases out of a text: those with accents as they are written, the others whatever their accents. */
function phrasesOf(phrases: readonly string[]): (text: string) => string {
  const accented = phrases.filter((phrase) => fold(phrase) !== phrase);
  const letters = accented.join('');
  const patterns = [
    { keep: letters, pattern: patternOf(accented, letters) },
    { keep: '', pattern: patternOf(phrases.filter((phrase) => !accented.includes(phrase))) },
  ];
  return (text) => patterns.reduce((left, { keep, pattern }) => (pattern ? without(left, pattern, keep) : left), text);
}

/** A text, in lower case, with spaces where a pattern stands in its plain form. */
function without(text: string, pattern: RegExp, letters: string): string {
  const signs = [...lower(text)];
  const plain = signs.map((sign) => plainOf(sign, { letters }));
  const ends = plain.map(() => 0);
  plain.reduce((end, sign, at) => (ends[at] = end + sign.length), 0);
  for (const { 0: found, index } of plain.join('').matchAll(pattern)) {
    for (const [at, end] of ends.entries()) {
      if (end > index && end <= index + found.length) signs[at] = ' ';
    }
  }
  return signs.join('');
}
