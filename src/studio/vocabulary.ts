import { KnownEmoji } from './vocabulary/known-emoji.ts';
import { loadLexicon } from './vocabulary/load.ts';
import { suggest } from './vocabulary/suggest.ts';
import { type Understanding, understand } from './vocabulary/understand.ts';

export type { Understanding };

export interface Vocabulary {
  /** Finds what a prompt names, in any of 27 languages. Throws `unknown_emoji`, naming it and near ones. */
  understand(prompt: string): Understanding;
  /** At most 25 ways to go on from what is typed so far, best first. */
  suggest(prefix: string): string[];
}

/**
 * The words that a model can paint, for the concepts that it knows. The index of all words is built once, in a process
 * of its own, and kept in `cacheDir`; opening it again takes some milliseconds.
 */
export async function createVocabulary(
  concepts: readonly string[],
  { cacheDir }: { cacheDir?: string } = {},
): Promise<Vocabulary> {
  const known = new KnownEmoji(await loadLexicon(cacheDir), concepts);
  return {
    understand: (prompt) => understand(prompt, known),
    suggest: (prefix) => suggest(prefix, known),
  };
}
