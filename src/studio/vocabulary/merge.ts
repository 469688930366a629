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

/** Whether an emoji stands for a mood or a colour rather than for a thing: faces without a costume, and hearts. */
export function isMood(emoji: number, known: KnownEmoji): boolean {
  const { subgroup } = known.at(emoji);
  return subgroup === 'heart' || (subgroup.startsWith('face-') && subgroup !== 'face-costume');
}

/**
 * Puts two words together where one emoji is named by both: a mood and the thing that has it, as in `happy cat`, or
 * two words of its label, as in `cake for a birthday`.
 */
export function mergeUnits(units: readonly Unit[], known: KnownEmoji): Unit[] {
  const merged = [...units];
  for (let first = 0; first < merged.length; first++) {
    for (let second = first + 1; second < merged.length; second++) {
      const both = merge(merged[first]!, merged[second]!, known);
      if (!both) continue;
      merged[first] = both;
      merged.splice(second, 1);
      second = first;
    }
  }
  return merged;
}

function merge(a: Unit, b: Unit, known: KnownEmoji): Unit | undefined {
  if (a.explicit || b.explicit) return undefined;
  const [mood, thing] = isMood(a.emoji, known) ? [a, b] : [b, a];
  const isMoodOfThing = isMood(mood.emoji, known) && !isMood(thing.emoji, known);
  const meanings = new Map<number, number>();
  for (const [emoji, score] of a.meanings) {
    const other = b.meanings.get(emoji);
    if (other === undefined) continue;
    const inLabels = Math.min(score, other) >= relevance.longLabelWord;
    const thingInMood = isMoodOfThing && !isMood(emoji, known) && thing.meanings.get(emoji)! >= relevance.longLabelWord;
    if (inLabels || thingInMood) meanings.set(emoji, score + other);
  }
  if (meanings.size === 0 && isMoodOfThing) {
    for (const emoji of withThatFace(thing, mood, known)) meanings.set(emoji, relevance.label);
  }
  if (meanings.size === 0) return undefined;
  const [emoji] = [...meanings].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { words: `${a.words} ${b.words}`, emoji, explicit: false, meanings };
}

/** The thing drawn with a mood's face: `grinning face` and `cat` give `grinning cat`. */
function withThatFace(thing: Unit, mood: Unit, known: KnownEmoji): number[] {
  const face = known.at(mood.emoji).label;
  if (!face.endsWith(' face')) return [];
  const label = foldPhrase(`${face.slice(0, -' face'.length)} ${known.at(thing.emoji).label}`);
  const named = known.meaningsOf(label).filter((meaning) => meaning.relevance === relevance.label);
  return named.map(({ emoji }) => emoji);
}
