import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadLexicon } from '#studio/vocabulary/load.ts';

/** Where the lexicon is that all test files of a run read with, once the first has built it. */
export const vocabularyCache = process.env.EASEL_TESTS!;

/** Puts the lexicon where an Easel with this data folder looks for it, which takes seconds to build. */
export async function giveLexicon(dataDir: string): Promise<void> {
  await loadLexicon(vocabularyCache);
  await mkdir(join(dataDir, 'cache'), { recursive: true });
  for (const name of await readdir(vocabularyCache)) {
    if (name.startsWith('vocabulary-') && name.endsWith('.data'))
      await cp(join(vocabularyCache, name), join(dataDir, 'cache', name));
  }
}
