import type { Random } from '#lib/random.ts';
import { isHeldOut } from '../split.ts';
import { bodies, heads, moods, patterns } from './casts.ts';
import { correctionOf, isSpoiltFace, isWearable } from './corrections.ts';
import { isHeldOutPair } from './held-out.ts';
import type { IconLibrary } from './library.ts';
import { backdrops, beings, signs, wearables } from './roles.ts';
import { colours, type Scene } from './scene.ts';
import { wornProps } from './worn-props.ts';

/** How often a scene has each of these. */
const often = {
  mood: 0.5,
  worn: 0.34,
  colour: 0.25,
  pattern: 0.12,
  held: 0.16,
  beside: 0.12,
  behind: 0.08,
  size: 0.05,
  being: 0.07,
};
/** How often a scene is a hybrid and nothing else, and how often it shows several of the same. */
const kinds = { body: 0.1, count: 0.1 };
/** How often the subject has a head, rather than being any thing. */
const ofHeads = 0.55;
const mostCount = 9;
const groupsOfThings = new Set(['animals-nature', 'food-drink', 'travel-places', 'activities', 'objects']);

/**
 * Draws scenes of things that a style has, with the pairs that are held out or without them. Things that are held out
 * themselves are in none.
 */
export function createScenery({ style, concepts }: IconLibrary): (random: Random, heldOut: boolean) => Scene {
  const drawn = (list: Iterable<string>) => [...list].filter((one) => concepts.has(one));
  const known = (list: Iterable<string>) => drawn(list).filter((one) => !isHeldOut(one));
  const things = [...concepts.values()].filter(({ group }) => groupsOfThings.has(group));
  const lists = {
    heads: known(heads),
    hosts: known(heads).filter((one) => !correctionOf(style, one).skip),
    things: known(things.map(({ concept }) => concept)),
    patterns: known(patterns),
    bodies: known(bodies),
    moods: drawn(moods).filter((one) => !isSpoiltFace(style, one)),
    worn: Object.keys(wearables).filter((one) => one in wornProps || (concepts.has(one) && isWearable(style, one))),
    signs: drawn(signs),
    backdrops: drawn(backdrops),
    beings: Object.keys(beings),
  };

  const drawOnce = (random: Random): Scene => {
    const chance = (share: number) => random.uniform() < share;
    const pick = (list: readonly string[]) => list[random.integer(list.length)]!;
    if (chance(kinds.body)) return { subject: pick(lists.hosts), body: pick(lists.bodies) };
    const scene: Scene = { subject: pick(chance(ofHeads) ? lists.heads : lists.things) };
    const isFit = !correctionOf(style, scene.subject).skip;
    if (isFit && chance(often.mood)) scene.mood = pick(lists.moods);
    if (isFit && chance(often.being)) scene.being = pick(lists.beings);
    if (isFit && chance(often.worn)) scene.worn = [pick(lists.worn)];
    if (chance(often.colour)) scene.colour = colours[random.integer(colours.length)]!;
    else if (chance(often.pattern)) scene.pattern = pick(lists.patterns);
    if (chance(kinds.count)) return { ...scene, count: 2 + random.integer(mostCount - 1) };
    if (chance(often.size)) scene.size = chance(0.5) ? 'tiny' : 'giant';
    if (chance(often.held)) scene.held = [pick(lists.things)];
    if (chance(often.beside)) scene.beside = [pick(lists.signs)];
    if (chance(often.behind)) scene.behind = [pick(lists.backdrops)];
    return scene;
  };
  return (random, heldOut) => {
    for (;;) {
      const scene = drawOnce(random);
      if (isHeldOutPair(scene) === heldOut) return scene;
    }
  };
}
