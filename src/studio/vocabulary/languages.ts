/**
 * The languages in which people may ask, each with the locales of `emojibase-data` that hold its words; it has none for
 * Turkish, whose words are those of its table. A language's place in this list is its bit in a set of languages, so new
 * ones go to the end.
 */
export const languages = [
  { name: 'en', locales: ['en', 'en-gb'] },
  { name: 'es', locales: ['es', 'es-mx'] },
  { name: 'zh', locales: ['zh', 'zh-hant'] },
  { name: 'bn', locales: ['bn'] },
  { name: 'da', locales: ['da'] },
  { name: 'de', locales: ['de'] },
  { name: 'et', locales: ['et'] },
  { name: 'fi', locales: ['fi'] },
  { name: 'fr', locales: ['fr'] },
  { name: 'hi', locales: ['hi'] },
  { name: 'hu', locales: ['hu'] },
  { name: 'it', locales: ['it'] },
  { name: 'ja', locales: ['ja'] },
  { name: 'ko', locales: ['ko'] },
  { name: 'lt', locales: ['lt'] },
  { name: 'ms', locales: ['ms'] },
  { name: 'nb', locales: ['nb'] },
  { name: 'nl', locales: ['nl'] },
  { name: 'pl', locales: ['pl'] },
  { name: 'pt', locales: ['pt'] },
  { name: 'ru', locales: ['ru'] },
  { name: 'sv', locales: ['sv'] },
  { name: 'th', locales: ['th'] },
  { name: 'uk', locales: ['uk'] },
  { name: 'vi', locales: ['vi'] },
  { name: 'tr', locales: [] },
] as const;

export type LanguageName = (typeof languages)[number]['name'];

/** Bits of a number, one a language. */
export type LanguageSet = number;

export const english: LanguageSet = 1;
export const everyLanguage: LanguageSet = 2 ** languages.length - 1;

/** The set of a language by its tag, such as `pt` or `pt-BR`; none where it is not among those known. */
export function languageSetOf(tag: string): LanguageSet {
  const name = tag.toLowerCase().split(/[-_]/)[0] === 'no' ? 'nb' : tag.toLowerCase().split(/[-_]/)[0];
  const bit = languages.findIndex((language) => language.name === name);
  return bit < 0 ? 0 : 1 << bit;
}
