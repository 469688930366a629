import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createRecent } from '#lib/recent.ts';
import type { Caller } from '../api.ts';
import { readSettings, type SettingStore } from '../settings.ts';
import { defaultWords, harmlessPhrases } from './default-words.ts';
import { createWordMatcher, readWordList, type WordMatcher } from './word-list.ts';

/** Throws `bad_option`, naming no word, where one of these texts has what a workspace does not want. */
export type WordCheck = (caller: Pick<Caller, 'workspaceId'>, texts: readonly string[]) => Promise<void>;

const keptLists = 200;
/** Made when it is first needed. */
let matchesDefault: WordMatcher | undefined;

export function createWordCheck(db: SettingStore): WordCheck {
  const own = createRecent<WordMatcher>(keptLists);

  return async ({ workspaceId }, texts) => {
    if (texts.length === 0) return;
    const { words, wordlist } = await readSettings(db, workspaceId);
    const matchers: WordMatcher[] = [];
    if (words) matchers.push(own.get(words) ?? own.set(words, createWordMatcher(readWordList(words))));
    if (wordlist === 'on') {
      matchesDefault ??= createWordMatcher(defaultWords, harmlessPhrases);
      matchers.push(matchesDefault);
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
