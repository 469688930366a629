import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { Language } from './languages.ts';
import { pt } from './pt.ts';
import type { Translation } from './translation.ts';
import { uk } from './uk.ts';

/** What each language says; a message that it lacks is English. */
export const translations = { en, de, es, fr, it, ja, pt, uk } satisfies Record<Language, Partial<Translation>>;

const complete = (language: Partial<Translation>): Translation => ({ ...en, ...language });

/** Every message in every language. */
export const catalogues: Readonly<Record<Language, Translation>> = {
  en,
  de: complete(de),
  es: complete(es),
  fr: complete(fr),
  it: complete(it),
  ja: complete(ja),
  pt: complete(pt),
  uk: complete(uk),
};
