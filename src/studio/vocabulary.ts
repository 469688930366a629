import { KnownEmoji } from './vocabulary/known-emoji.ts';
import { loadLexicon } from './vocabulary/load.ts';
import { suggest } from './vocabulary/suggest.ts';
import { understand } from './vocabulary/understand.ts';

/** What a prompt was taken for. */
export interface Understanding {
  /** At most six, in the prompt's order; their weights add up to 1. */
  concepts: {
    /** Code points in lower-case hex joined by `-`, without fe0f. */
    concept: string;
    emoji: string;
    /** In English. */
    label: string;
    weight: number;
    /** The part of the prompt that named it. */
    words: string;
  }[];
  /** Words that could not be used, as written. */
  unknown: string[];
  /** What those may have meant, such as `fox 🦊`. */
  suggestions: string[];
}

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
