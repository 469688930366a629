import type { Random } from '#lib/random.ts';
import { isHeldOut } from '../split.ts';
import { bodies, heads, moods, patterns, vehicles } from './casts.ts';
import { correctionOf, isSpoiltFace, isWearable } from './corrections.ts';
import { furs } from './furs.ts';
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
  fur: 0.03,
  on: 0.05,
  dyed: 0.2,
};
/** How often a scene is a hybrid and nothing else, and how often it shows several of the same. */
const kinds = { body: 0.1, count: 0.1 };
/** How often the subject has a head, rather than being any thing. */
const ofHeads = 0.55;
const mostCount = 9;
const groupsOfThings = new Set(['animals-nature', 'food-drink', 'travel-places', 'activities', 'objects']);

/** What a style's scenes are made of. Things that are held out themselves are not among it. */
export function listCast({ style, concepts }: IconLibrary) {
  const drawn = (list: Iterable<string>) => [...list].filter((one) => concepts.has(one));
  const known = (list: Iterable<string>) => drawn(list).filter((one) => !isHeldOut(one));
  const isFit = (one: string) => !correctionOf(style, one).skip;
  const allThings = [...concepts.values()].filter(({ group }) => groupsOfThings.has(group));
  const things = known(allThings.map(({ concept }) => concept));
  return {
    heads: known(heads),
    things,
    /** Those who look right with a face and with something worn. */
    fit: [...new Set([...known(heads), ...things])].filter(isFit),
    hosts: known(heads).filter(isFit),
    patterns: known(patterns),
    furs: [...furs.keys()],
    vehicles: known(vehicles),
    bodies: known(bodies),
    moods: drawn(moods).filter((one) => !isSpoiltFace(style, one)),
    worn: Object.keys(wearables).filter((one) => one in wornProps || (concepts.has(one) && isWearable(style, one))),
    signs: drawn(signs),
    backdrops: drawn(backdrops),
    beings: Object.keys(beings),
    colours,
  };
}

export interface SceneryOptions {
  /** Of pairs that are held out, or of none of them; of any unless told. */
  heldOut?: boolean;
  /** Whom it shows, and not as it is; anyone unless told. */
  subject?: string;
}

/** Draws scenes of things that a style has. */
export function createScenery(library: IconLibrary): (random: Random, options: SceneryOptions) => Scene {
  const lists = listCast(library);
  const fit = new Set(lists.fit);

  const drawOnce = (random: Random, subject?: string): Scene => {
    const chance = (share: number) => random.uniform() < share;
    const pick = <One>(list: readonly One[]) => list[random.integer(list.length)]!;
    if (!subject && chance(kinds.body)) return { subject: pick(lists.hosts), body: pick(lists.bodies) };
    const scene: Scene = { subject: subject ?? pick(chance(ofHeads) ? lists.heads : lists.things) };
    const isFit = fit.has(scene.subject);
    if (isFit && chance(often.mood)) scene.mood = pick(lists.moods);
    if (isFit && chance(often.being)) scene.being = pick(lists.beings);
    if (isFit && chance(often.worn)) scene.worn = [pick(lists.worn)];
    if (chance(often.colour)) scene.colour = pick(lists.colours);
    else if (chance(often.pattern)) scene.pattern = pick(lists.patterns);
    if (chance(kinds.count)) return { ...scene, count: 2 + random.integer(mostCount - 1) };
    if (chance(often.size)) scene.size = chance(0.5) ? 'tiny' : 'giant';
    if (chance(often.held)) scene.held = [pick(lists.things)];
    if (chance(often.beside)) scene.beside = [pick(lists.signs)];
    if (chance(often.behind)) scene.behind = [pick(lists.backdrops)];
    else if (chance(often.on) && isFit) scene.on = pick(lists.vehicles);
    if (!scene.colour && !scene.pattern && chance(often.fur)) scene.pattern = pick(lists.furs);
    const dyeable = [...(scene.worn ?? []), ...(scene.held ?? [])];
    if (dyeable.length > 0 && chance(often.dyed)) scene.dyed = { [pick(dyeable)]: pick(lists.colours.slice(0, -1)) };
    return scene;
  };
  return (random, { heldOut, subject }) => {
    for (;;) {
      const scene = drawOnce(random, subject);
      if (subject && Object.keys(scene).length === 1) continue;
      if (heldOut === undefined || isHeldOutPair(scene) === heldOut) return scene;
    }
  };
}
