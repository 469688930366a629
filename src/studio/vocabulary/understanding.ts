import type { Scene } from '#training/data/compositions/scene.ts';

/** A thing that a prompt names. */
export interface Named {
  /** Code points in lower-case hex joined by `-`, without fe0f. */
  concept: string;
  emoji: string;
  /** In English. */
  label: string;
  /** The part of the prompt that named it. */
  words: string;
}

/** What a prompt was taken for. */
export interface Understanding {
  /** All that it names, at most six, in its order; their weights add up to 1. */
  concepts: (Named & { weight: number })[];
  /** One picture of it; absent where it names nothing that can be painted. */
  scene?: Scene;
  /** Things that have no place in the scene, in the prompt's order: to be shown beside it, each as a scene of its own. */
  others: (Named & { scene: Scene })[];
  /** What is not wanted: `without a hat`, `not a fox`. */
  without: Named[];
  /** The scene and the others as a person would say it in English, without markup: `a sleepy fox with a crown`. */
  phrase: string;
  /** Words that could not be used, as written. */
  unknown: string[];
  /** What those may have meant, such as `fox 🦊`. */
  suggestions: string[];
}
