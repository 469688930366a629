import type { Random } from '#lib/random.ts';
import { composeUpright, paint, viewOf } from '../data/compositions/compose.ts';
import type { Head } from '../data/compositions/heads.ts';
import type { IconLibrary } from '../data/compositions/library.ts';
import type { View } from '../data/compositions/raster.ts';
import { createScenery } from '../data/compositions/scenery.ts';
import { isHeldOut } from '../data/split.ts';
import type { Anchored } from './learner.ts';
import { seenSize } from './network.ts';

/** How often a thing without eyes is learnt from: hats are put on apples, too. */
const withoutEyes = 0.25;

/** Who is drawn of a style: those who have eyes, and some of what has none, held out of training or not. */
export async function listFaced(library: IconLibrary, heldOut: boolean): Promise<{ eyes: string[]; none: string[] }> {
  const found: { eyes: string[]; none: string[] } = { eyes: [], none: [] };
  for (const { concept, group } of library.concepts.values()) {
    if (isHeldOut(concept) !== heldOut || group === 'symbols' || group === 'flags') continue;
    const head = await library.head(concept);
    if (head && !head.isUnfit) found[head.hasEyes ? 'eyes' : 'none'].push(concept);
  }
  return found;
}

/** A picture of somebody of a list by chance, as it is or in a scene, and where its anchors are; undefined where none fits. */
export async function drawAnchored(
  library: IconLibrary,
  { eyes, none }: { eyes: readonly string[]; none: readonly string[] },
  random: Random,
): Promise<Anchored | undefined> {
  const list = none.length > 0 && random.uniform() < withoutEyes ? none : eyes;
  const subject = list[random.integer(list.length)]!;
  const plain = random.uniform() < 0.4;
  const scene = plain ? { subject } : createScenery(library)(random, { subject });
  const { mood, count, size, behind, on, body, ...rest } = scene as typeof scene & Record<string, undefined>;
  const drawn = await composeUpright(library, { ...rest, mood }, random);
  if (!drawn) return undefined;
  const pixels = await paint(drawn.part, seenSize);
  return { pixels, anchors: anchorsIn(drawn.head, viewOf(drawn.part)) };
}

/** A head's anchors as shares of what is seen, as `anchorNames` says. */
export function anchorsIn({ eyes: { left, right }, top, chin, width }: Head, view: View): Float32Array {
  const x = (at: number) => (at - view.left) / view.side;
  const y = (at: number) => (at - view.top) / view.side;
  return Float32Array.of(...[left, right, top, chin].flatMap((place) => [x(place.x), y(place.y)]), width / view.side);
}
