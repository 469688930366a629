import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lexiconName, loadLexicon } from '#studio/vocabulary/load.ts';

/** Where the lexicon is that a machine's tests build once and keep among its temporary files. */
export const vocabularyCache = join(tmpdir(), 'easel-test-cache');

/** Puts the lexicon where an Easel with this data folder looks for it, which takes seconds to build. */
export async function giveLexicon(dataDir: string): Promise<void> {
  await loadLexicon(vocabularyCache);
  await mkdir(join(dataDir, 'cache'), { recursive: true });
  const name = await lexiconName();
  await cp(join(vocabularyCache, name), join(dataDir, 'cache', name));
}
