import { plainFace } from '#training/data/compositions/faces.ts';
import type { Element } from './elements.ts';
import type { Thing } from './group.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { senseOf } from './said.ts';
import { hasCoat, isAlive, isClothing, isFood } from './scenes/roles.ts';

/** Of a pizza cat and of a leopard snake, the second. */
export function madeOfFirst([first, second]: readonly Thing[], known: KnownEmoji): Thing | undefined {
  if (!first || first.phrase !== second?.phrase || first.element.explicit) return undefined;
  const { emoji } = second.element;
  const fits = isFood(first.element.emoji, known)
    ? isAlive(emoji, known)
    : hasCoat(first.element.emoji, known) && (isAlive(emoji, known) || isClothing(emoji, known));
  return fits && emoji !== first.element.emoji ? second : undefined;
}

/** Of a robot ninja, the ninja; of a robot and a ninja, the robot. */
export function headOf(things: readonly Thing[]): Thing | undefined {
  const [first] = things;
  return things.findLast((thing) => thing.phrase === first?.phrase);
}

/** A thing of which nothing is said. */
export const standAlone = (element: Element, emoji: number): Thing => ({
  element: { ...element, emoji },
  said: [],
  joined: false,
  phrase: -1,
});

/** The kind of being that an element names where no picture shows one, and the face that can be one. */
export function unseenBeing(element: Element, known: KnownEmoji): { being: string; face: number } | undefined {
  const being = senseOf(element, 'being')?.concept;
  if (being === undefined) return undefined;
  const [seen, face] = [known.lexicon.emojiOf(being), known.lexicon.emojiOf(plainFace)];
  return face === undefined || (seen !== undefined && known.has(seen)) ? undefined : { being, face };
}
