import type { Colour } from '#training/data/compositions/scene.ts';
import type { Arranged } from './arranged.ts';
import type { Unit } from './merge.ts';
import type { Role } from './scenes/tables.ts';

/** Worn, held, beside and behind, each. */
const partsAtMost = 4;

export const isFull = ({ scene }: Arranged, role: Role): boolean => (scene[role]?.length ?? 0) >= partsAtMost;

/** Puts a part into its place, once; where there is no room, its words are not used. */
export function addPart(arranged: Arranged, role: Role, unit: Unit, concept: string): void {
  const { scene, parts, unused } = arranged;
  if (scene[role]?.includes(concept)) return;
  if (isFull(arranged, role)) {
    unused.push(unit.words);
    return;
  }
  scene[role] = [...(scene[role] ?? []), concept];
  parts.push(unit);
}

/** Gives a part of the scene a colour, and says whether it could; no rainbow, and of two the first. */
export function dyePart({ scene }: Arranged, concept: string, colour: Colour): boolean {
  if (colour === 'rainbow' || scene.dyed?.[concept]) return false;
  scene.dyed = { ...scene.dyed, [concept]: colour };
  return true;
}
