import { isHeldOut } from '../split.ts';
import type { Scene } from './scene.ts';

/**
 * Whether a scene has a pair that is kept out of training for good: a subject with one of a tenth of the moods, of what is
 * worn or of the colours, the same in every style and on every machine.
 */
export function isHeldOutPair({ subject, mood, colour, worn = [] }: Scene): boolean {
  const others = [mood, colour, ...worn].filter((one) => one !== undefined);
  return others.some((other) => isHeldOut(`${subject} + ${other}`));
}
