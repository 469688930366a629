import type { Scene } from '#training/data/compositions/scene.ts';
import type { Unit } from './merge.ts';

/** A scene with the words that it was read from. */
export interface Arranged {
  /** Without a subject there is nothing to paint. */
  subject?: Unit;
  scene: Omit<Scene, 'subject'>;
  /** What is in the scene beside the subject. */
  parts: Unit[];
  others: Other[];
  without: Unit[];
  /** Words that have no place in the scene. */
  unused: string[];
}

/** A thing beside the subject's picture, in a colour and a mood of its own. */
export interface Other {
  unit: Unit;
  look: Pick<Scene, 'colour' | 'mood'>;
}
