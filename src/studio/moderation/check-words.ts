import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createRecent } from '#lib/recent.ts';
import type { Caller } from '../api.ts';
import { readSettings, type SettingStore } from '../settings.ts';
import { loadLexicon } from '../vocabulary/load.ts';
import { spokenIn } from '../vocabulary/spoken-in.ts';
import { createDefaultMatcher } from './default-list.ts';
import { createWordMatcher, readWordList, type WordMatcher } from './word-list.ts';

/** Throws `bad_option`, naming no word, where one of these texts has what a workspace does not want. */
export type WordCheck = (caller: Pick<Caller, 'workspaceId' | 'language'>, texts: readonly string[]) => Promise<void>;

const keptLists = 200;

/** `cacheDir`: where the lexicon is kept, by which it is told in which language a word is meant. */
export function createWordCheck(db: SettingStore, cacheDir: string): WordCheck {
  const own = createRecent<WordMatcher>(keptLists);
  /** Made when it is first needed. */
  let ownOfEasel: Promise<ReturnType<typeof createDefaultMatcher>> | undefined;

  return async ({ workspaceId, language }, texts) => {
    if (texts.length === 0) return;
    const { words, wordlist } = await readSettings(db, workspaceId);
    const matchers: WordMatcher[] = [];
    if (words) matchers.push(own.get(words) ?? own.set(words, createWordMatcher(readWordList(words))));
    if (wordlist === 'on') {
      ownOfEasel ??= loadLexicon(cacheDir).then((lexicon) => createDefaultMatcher((word) => spokenIn(word, lexicon)));
      const matches = await ownOfEasel;
      matchers.push((text) => matches(text, language));
    }
    if (!texts.some((text) => matchers.some((matches) => matches(text)))) return;
    throw new AppError('bad_option', message('prompt.unwanted'));
  };
}

/** All that somebody wrote in what they ask for, names of files included. */
export function textsIn(asked: unknown): string[] {
  if (typeof asked === 'string') return [asked];
  if (typeof asked !== 'object' || asked === null || asked instanceof Uint8Array) return [];
  return Object.values(asked).flatMap(textsIn);
}
