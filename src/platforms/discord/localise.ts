import { Locale, type LocalizationMap } from 'discord.js';
import type { Language, Text } from '#chat/command/locales.ts';

/** The languages as Discord names them. */
const names: Record<Language, readonly Locale[]> = {
  de: [Locale.German],
  es: [Locale.SpanishES, Locale.SpanishLATAM],
  fr: [Locale.French],
  it: [Locale.Italian],
  ja: [Locale.Japanese],
  pt: [Locale.PortugueseBR],
  uk: [Locale.Ukrainian],
};

/** A text in the languages that it is in, by Discord's names for them. */
export function localise(texts: Iterable<readonly [Language, string]>): LocalizationMap {
  return Object.fromEntries([...texts].flatMap(([language, text]) => names[language].map((name) => [name, text])));
}

/** What Discord is told of a name and its summary in other languages; nothing where there are none. */
export function localiseText(texts: Iterable<readonly [Language, Text]>) {
  const all = [...texts];
  if (!all.length) return {};
  return {
    name_localizations: localise(all.map(([language, [name]]) => [language, name] as const)),
    description_localizations: localise(all.map(([language, [, summary]]) => [language, summary] as const)),
  };
}
