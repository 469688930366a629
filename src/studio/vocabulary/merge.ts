import { foldPhrase } from '#lib/fold.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { relevance } from './lexicon.ts';

/** A word or phrase of a prompt and the emoji it is taken for. */
export interface Unit {
  words: string;
  emoji: number;
  /** The emoji itself was typed: nothing to choose. */
  explicit: boolean;
  /** How well it names each emoji that it can mean. */
  meanings: ReadonlyMap<number, number>;
}

/** Skulls are among the faces. */
const bones = new Set(['1f480', '2620']);

/** Whether an emoji stands for a mood rather than for a thing: faces without a costume. */
export function isMood(emoji: number, known: KnownEmoji): boolean {
  const { subgroup, concept } = known.at(emoji);
  return subgroup.startsWith('face-') && subgroup !== 'face-costume' && !bones.has(concept);
}

/** One emoji that both words are named by, as in `cake for a birthday`. */
export function mergeThings(a: Unit, b: Unit): Unit | undefined {
  if (a.explicit || b.explicit) return undefined;
  const inLabels = [...a.meanings].flatMap(([emoji, score]): [number, number][] => {
    const other = b.meanings.get(emoji) ?? 0;
    return Math.min(score, other) >= relevance.longLabelWord ? [[emoji, score + other]] : [];
  });
  return together(a, b, inLabels);
}

/** The emoji that is this thing in this mood, as in `happy cat`. */
export function mergeMood(mood: Unit, thing: Unit, known: KnownEmoji): Unit | undefined {
  if (mood.explicit || thing.explicit) return undefined;
  const inMood = [...mood.meanings].flatMap(([emoji, score]): [number, number][] => {
    const named = thing.meanings.get(emoji) ?? 0;
    return named >= relevance.longLabelWord && !isMood(emoji, known) ? [[emoji, score + named]] : [];
  });
  if (inMood.length > 0) return together(mood, thing, inMood);
  const withItsFace = withThatFace(thing, mood, known).map((emoji): [number, number] => [emoji, relevance.label]);
  return together(mood, thing, withItsFace);
}

function together(a: Unit, b: Unit, meanings: [number, number][]): Unit | undefined {
  if (meanings.length === 0) return undefined;
  const [emoji] = meanings.reduce((best, one) => (one[1] > best[1] ? one : best));
  return { words: `${a.words} ${b.words}`, emoji, explicit: false, meanings: new Map(meanings) };
}

/** The thing drawn with a mood's face: `grinning face` and `cat` give `grinning cat`. */
function withThatFace(thing: Unit, mood: Unit, known: KnownEmoji): number[] {
  const face = known.at(mood.emoji).label;
  const label = foldPhrase(face.replace(/\bface\b/, known.at(thing.emoji).label.replace(/ face$/, '')));
  if (label === foldPhrase(face)) return [];
  const named = known.meaningsOf(label).filter((meaning) => meaning.relevance === relevance.label);
  return named.map(({ emoji }) => emoji);
}
