/** Languages that Easel speaks (ISO 639-1), with the locale whose numbers, dates and plurals they have. */
export const localeOf = {
  en: 'en-GB',
  de: 'de',
  es: 'es',
  fr: 'fr',
  it: 'it',
  ja: 'ja',
  pt: 'pt-BR',
  uk: 'uk',
} as const;

export type Language = keyof typeof localeOf;
export const languages = Object.keys(localeOf) as Language[];

/** The language of a tag such as `pt-BR` or `en_US`, where Easel speaks it. */
export function languageOf(tag: string | undefined): Language | undefined {
  const [first = ''] = (tag ?? '').toLowerCase().split(/[-_]/);
  return languages.find((language) => language === first);
}
