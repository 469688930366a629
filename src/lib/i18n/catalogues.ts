import { en } from './en.ts';
import type { Language } from './languages.ts';

export type English = typeof en;

/** The same messages in another language. */
export type Translation = Readonly<Record<keyof English, string>>;

/** Every message in every language. */
export const catalogues: Readonly<Record<Language, Translation>> = {
  en,
  de: en,
  es: en,
  fr: en,
  it: en,
  ja: en,
  pt: en,
  uk: en,
};
