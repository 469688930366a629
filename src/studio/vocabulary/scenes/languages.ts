import type { LanguageName } from '../languages.ts';
import { bn } from './bn.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { et } from './et.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { hu } from './hu.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { lt } from './lt.ts';
import { ms } from './ms.ts';
import { nb } from './nb.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import { sv } from './sv.ts';
import { th } from './th.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { vi } from './vi.ts';
import type { SceneWords } from './words.ts';
import { zh } from './zh.ts';

/** What each language says about a picture. */
export const sceneWords: Readonly<Record<LanguageName, SceneWords>> = {
  en,
  es,
  zh,
  bn,
  da,
  de,
  et,
  fi,
  fr,
  hi,
  hu,
  it,
  ja,
  ko,
  lt,
  ms,
  nb,
  nl,
  pl,
  pt,
  ru,
  sv,
  th,
  uk,
  vi,
  tr,
};
