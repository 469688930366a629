import type { Thing } from './group.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { isAlive, isFood } from './scenes/roles.ts';

/** Of a pizza cat, the cat. */
export function madeOfFood([first, second]: readonly Thing[], known: KnownEmoji): Thing | undefined {
  if (!first || first.phrase !== second?.phrase || first.element.explicit) return undefined;
  return isFood(first.element.emoji, known) && isAlive(second.element.emoji, known) ? second : undefined;
}

/** Of a robot ninja, the ninja; of a robot and a ninja, the robot. */
export function headOf(things: readonly Thing[]): Thing | undefined {
  const [first] = things;
  return things.findLast((thing) => thing.phrase === first?.phrase);
}
