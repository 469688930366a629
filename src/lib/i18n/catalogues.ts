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

/** Every message in every language. */
export const catalogues: Readonly<Record<Language, Translation>> = { en, de, es, fr, it, ja, pt, uk };
