import { createRecent } from '#lib/recent.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Wishes } from '../api.ts';
import { type Change, changeScene, describeScenes } from './change.ts';
import { KnownEmoji } from './known-emoji.ts';
import { loadLexicon } from './load.ts';
import { suggest } from './suggest.ts';
import { suggestPart } from './suggest-parts.ts';
import { understand } from './understand.ts';
import type { Understanding } from './understanding.ts';

export type { Understanding };

export interface Vocabulary {
  /**
   * Reads a prompt, in any of 26 languages, as a scene, with what is asked for beside it. Throws `unknown_emoji`, naming
   * it and near ones, and `bad_option` for a wish that is no colour, mood, size or thing. `language`: a tag such as `pt-BR` of
   * the language that words are first looked for in.
   */
  understand(prompt: string, wishes?: Wishes, language?: string): Understanding;
  /** A scene with parts of it as wished, where `none` takes one away, or as words say. Throws as `understand`. */
  change(scene: Scene, wishes: Wishes, words?: string): Change;
  /** Scenes side by side as a person would say them in English: `a sleepy fox with a crown and a doughnut`. */
  describe(scenes: readonly Scene[]): string;
  /** At most 25 ways to go on from what is typed so far, best first: of a prompt, or of a part of its scene. */
  suggest(prefix: string, part?: keyof Wishes): string[];
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
    understand: (prompt, wishes, language) => understand(prompt, known, wishes, language),
    change: (scene, wishes, words) => changeScene(scene, wishes, known, words),
    describe: (scenes) => describeScenes(scenes, known),
    suggest: (prefix, part) => (part ? suggestPart(part, prefix, known) : suggest(prefix, known)),
  };
}

/** Models whose words are kept ready. */
const readyAtMost = 16;

/** The words of each model, made once where that succeeds. */
export function createVocabularies(options: { cacheDir: string }) {
  const ready = createRecent<Promise<Vocabulary>>(readyAtMost);
  return ({ id, latent }: { id: string; latent: { concepts: ReadonlySet<string> } }): Promise<Vocabulary> => {
    const known = ready.get(id) ?? createVocabulary([...latent.concepts], options);
    known.catch(() => ready.forget(id));
    return ready.set(id, known);
  };
}
