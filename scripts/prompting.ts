import type { OpenCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { findWords, type Material } from '#studio/planning/ingredients.ts';
import { createSketcher, type Sketcher } from '#studio/sketches/sketches.ts';
import { createVocabulary, type Vocabulary } from '#studio/vocabulary/vocabulary.ts';
import { loadCompositions } from '#training/data/compositions/compositions.ts';

/** What prompts are read and sketched with, as chat does it. */
export interface Prompting {
  checkpoint: OpenCheckpoint;
  vocabulary: Vocabulary;
  finder: { words(prompt: string): Promise<Material> };
  sketcher: Sketcher;
}

/** The words and sketches for one checkpoint; what they need is kept in `cacheDir`. */
export async function openPrompting(checkpoint: OpenCheckpoint, cacheDir: string): Promise<Prompting> {
  const vocabulary = await createVocabulary([...checkpoint.latent.concepts], { cacheDir });
  const finder = { words: async (prompt: string) => findWords(prompt, checkpoint, vocabulary) };
  let compositions: ReturnType<typeof loadCompositions> | undefined;
  const sketcher = createSketcher(() => {
    compositions ??= loadCompositions({ cacheDir });
    return compositions;
  });
  return { checkpoint, vocabulary, finder, sketcher };
}
