import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';
import type { Translation } from './translation.ts';

/** Every message in every language. */
export const catalogues: Readonly<Record<Language, Translation>> = {
  en,
  de,
  es: en,
  fr,
  it: en,
  ja: en,
  pt: en,
  uk: en,
};
