import { bodies, heads, moods, patterns } from '#training/data/compositions/casts.ts';
import { pictureConcept } from '#training/data/compositions/library.ts';
import { backdrops, signs, wearables } from '#training/data/compositions/roles.ts';
import type { Scene } from '#training/data/compositions/scene.ts';

/** One way to be several things at once. */
export interface Combination {
  scenes: readonly Scene[];
  /** Places of the ingredients in the order in which the alternative text names them, around its words. */
  order: readonly number[];
  words: string;
  /** How much of the last of two ingredients it shows, in [0, 1]. */
  share: number;
}

const hosts: ReadonlySet<string> = new Set(heads);
/** Those that can hold things: a picture of anybody's too. */
const holders: ReadonlySet<string> = new Set([...heads, pictureConcept]);
const faces: ReadonlySet<string> = new Set(moods);
const cloths: ReadonlySet<string> = new Set(patterns);
const forms: ReadonlySet<string> = new Set(bodies);

/** A ranked way: the better it usually looks, the lower. */
type Ranked = Combination & { rank: number };

/** How far a picture's share of the second may be from what was asked before another way comes first, in ranks. */
const ranksPerShare = 12;

/**
 * Ways to be two things at once, the best first and side by side last: with the other worn, held, beside or behind where
 * that is natural, in its mood, in its pattern, and hybrids, both ways; `balance` says how much of the second to show.
 */
export function combineTwo(first: Scene, second: Scene, balance: number): Combination[] {
  if (first.subject === second.subject) return combineAlike({ ...first, ...second });
  const ways = [...waysOf(first, second, [0, 1]), ...waysOf(second, first, [1, 0])];
  const score = ({ rank, share }: Ranked) => rank + ranksPerShare * Math.max(0, Math.abs(share - balance) - 0.3);
  return [...ways.toSorted((one, other) => score(one) - score(other)), ...sideBySide([first, second])];
}

/** A thing with itself: more of it. */
function combineAlike(scene: Scene): Combination[] {
  const more: Partial<Scene>[] = [{ count: 2 }, { count: 3 }, { size: 'giant' }, { count: 5 }];
  return more.map((much) => ({ scenes: [{ ...scene, ...much }], order: [0, 1], words: 'and', share: 0.5 }));
}

/**
 * Three things or more: all on one of them where there is room, one of the others its pattern or not; then side by side,
 * each first in turn.
 */
export function combineMany(scenes: readonly Scene[]): Combination[] {
  const places = [...scenes.keys()];
  const subjects = places.filter((place) => holders.has(scenes[place]!.subject) && !isAccessory(scenes[place]!));
  const hosts = subjects.length > 0 ? subjects : places;
  const gathered = hosts.flatMap((place) => {
    const others = places.filter((other) => other !== place);
    const order = [place, ...others];
    const patterns = [undefined, ...others.filter((other) => !isAccessory(scenes[other]!))];
    return patterns.flatMap((pattern): Combination[] => {
      const cloth = pattern === undefined ? undefined : scenes[pattern]!.subject;
      const rest = others.filter((other) => other !== pattern).map((other) => scenes[other]!);
      const scene = rest.reduce(withOther, { ...scenes[place]!, ...(cloth && { pattern: cloth }) });
      return scene ? [{ scenes: [scene], order, words: 'with', share: 0.5 }] : [];
    });
  });
  return [...gathered, ...sideBySide(scenes)];
}

/** What one thing makes of the other. */
function waysOf(host: Scene, other: Scene, order: [number, number]): Ranked[] {
  const { subject } = other;
  const [shareOfHost, shareOfBoth] = order[0] === 0 ? [0.3, 0.5] : [0.7, 0.5];
  const ways: Ranked[] = [];
  const add = (rank: number, scene: Scene, words: string, share = shareOfHost) =>
    ways.push({ rank, scenes: [scene], order, words, share });
  const holds = holders.has(host.subject);
  const placed = isAccessory(host) ? undefined : placeOn(host, subject);
  if (placed) add(holds ? 0 : 2, placed, 'with');
  if (faces.has(subject)) add(0, { ...host, mood: subject }, 'in the mood of');
  if (holds && !placed && !faces.has(subject) && !hosts.has(subject)) {
    add(3, { ...host, held: [...(host.held ?? []), subject] }, 'with');
  }
  if (!isAccessory(host) || !isAccessory(other)) {
    add(cloths.has(subject) ? 1 : 5, { ...host, pattern: subject }, 'in the pattern of');
  }
  if (hosts.has(host.subject)) add(forms.has(subject) ? 1 : 4, { ...host, body: subject }, 'as', shareOfBoth);
  return ways;
}

/** All together, each time another one first. */
function sideBySide(scenes: readonly Scene[]): Combination[] {
  return scenes.map((_, turn) => {
    const order = scenes.map((_, place) => (turn + place) % scenes.length);
    return { scenes: order.map((place) => scenes[place]!), order, words: 'beside', share: 0.5 };
  });
}

/** Another thing on a scene, held where it has no better place; undefined where there is no room for it. */
function withOther(scene: Scene | undefined, { subject }: Scene): Scene | undefined {
  if (!scene) return undefined;
  if (scene.mood === undefined && faces.has(subject)) return { ...scene, mood: subject };
  const placed = placeOn(scene, subject);
  if (placed) return placed;
  const held = [...(scene.held ?? []), subject];
  return held.length <= 2 ? { ...scene, held } : undefined;
}

/** A thing where it belongs: worn, beside the head or behind; undefined for what has no place of its own. */
function placeOn(scene: Scene, concept: string): Scene | undefined {
  if (Object.hasOwn(wearables, concept) && !faces.has(concept)) {
    return { ...scene, worn: [...(scene.worn ?? []), concept] };
  }
  if (signs.has(concept)) return { ...scene, beside: [...(scene.beside ?? []), concept] };
  if (backdrops.has(concept)) return { ...scene, behind: [...(scene.behind ?? []), concept] };
  return undefined;
}

/** Whether it is on others rather than others on it. */
const isAccessory = ({ subject }: Scene): boolean => placeOn({ subject }, subject) !== undefined;
