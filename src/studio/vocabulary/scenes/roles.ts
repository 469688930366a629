import { furs } from '#training/data/compositions/furs.ts';
import { backdrops, beings, containers, signs, umbrellas, wearables } from '#training/data/compositions/roles.ts';
import type { Colour } from '#training/data/compositions/scene.ts';
import { conceptOfCharacters } from '../code-points.ts';
import type { KnownEmoji } from '../known-emoji.ts';
import { isMood } from '../merge.ts';
import type { Role } from './tables.ts';

/** What a thing is in a picture of something else, by what it is alone. */
export type Nature = Exclude<Role, 'held'> | 'being' | 'mood' | 'thing';

const coloursOfShapes: Readonly<Record<string, Colour>> = {
  '🔴': 'red',
  '🟠': 'orange',
  '🟡': 'yellow',
  '🟢': 'green',
  '🔵': 'blue',
  '🟣': 'purple',
  '🟤': 'brown',
  '⚫': 'black',
  '⚪': 'white',
  '🟥': 'red',
  '🟧': 'orange',
  '🟨': 'yellow',
  '🟩': 'green',
  '🟦': 'blue',
  '🟪': 'purple',
  '🟫': 'brown',
  '⬛': 'black',
  '⬜': 'white',
};
const colours = new Map(Object.entries(coloursOfShapes).map(([shape, colour]) => [conceptOfCharacters(shape), colour]));

/** The colour of a coloured disc or square. */
export function colourOfShape(emoji: string): Colour | undefined {
  return colours.get(conceptOfCharacters(emoji));
}

/** What is seen above. */
const sky = /\bmoon\b|^star$|milky way|\bsun\b|sunrise|sunset|^cloud|^night|^comet|^fog/;

export function natureOf(emoji: number, known: KnownEmoji): Nature {
  const { concept } = known.at(emoji);
  if (concept in wearables) return 'worn';
  if (signs.has(concept)) return 'beside';
  if (backdrops.has(concept)) return 'behind';
  if (concept in beings) return 'being';
  return isMood(emoji, known) ? 'mood' : 'thing';
}

/** Whether it lives: it has company, but is not held. */
export function isAlive(emoji: number, known: KnownEmoji): boolean {
  const { group, subgroup } = known.at(emoji);
  const person = group === 'people-body' && !/^(?:hand|body)/.test(subgroup);
  return person || (subgroup.startsWith('animal') && subgroup !== 'animal-bug') || subgroup === 'face-costume';
}

/** Whether one can be there: a castle, a beach, a forest. */
export function isPlace(emoji: number, known: KnownEmoji): boolean {
  const { subgroup, label } = known.at(emoji);
  return subgroup.startsWith('place') || (subgroup === 'plant-other' && / tree$|tree$/.test(label)) || sky.test(label);
}

export function isFood(emoji: number, known: KnownEmoji): boolean {
  return known.at(emoji).subgroup.startsWith('food');
}

/** Whether others can have its coat: a leopard snake. */
export function hasCoat(emoji: number, known: KnownEmoji): boolean {
  return furs.has(known.at(emoji).concept);
}

/** Whether one is under it, rather than in it. */
export function isUmbrella(emoji: number, known: KnownEmoji): boolean {
  return umbrellas.has(known.at(emoji).concept);
}

export function isClothing(emoji: number, known: KnownEmoji): boolean {
  return known.at(emoji).subgroup === 'clothing';
}

/** Whether who is in it is carried by it, lies on it, or is seen over its edge: a car, a bed, a box. */
export function carries(emoji: number, known: KnownEmoji): boolean {
  const { concept, subgroup, label } = known.at(emoji);
  return containers.has(concept) || subgroup.startsWith('transport') || /\b(?:bed|couch|chair)\b/.test(label);
}
