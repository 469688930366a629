import type { LanguageSet } from './languages.ts';
import type { Lexicon } from './lexicon.ts';
import { sceneTables } from './scenes/tables.ts';
import { stopLanguages } from './stop-words.ts';

/** The languages in which a word, in lower case, names, describes or joins something; none where nobody knows it. */
export function spokenIn(word: string, lexicon: Lexicon): LanguageSet {
  const phrase = lexicon.find(word);
  const named = phrase === undefined ? 0 : lexicon.meanings(phrase).reduce((set, { languages }) => set | languages, 0);
  return named | stopLanguages(word) | sceneTables().languagesOf(word);
}
