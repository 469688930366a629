import type { Random } from '#lib/random.ts';
import { dyeIcon } from './dyeing.ts';
import { type GridBox, inscribedCircle } from './grid.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import { type Part, place } from './parts.ts';
import type { Scene } from './scene.ts';

/** Longer sides in shares of the subject's. */
const heldSide = 0.46;
const signSide = 0.33;
/** A backdrop's size in the subject's, and how far its middle is above the subject's, in the subject's heights. */
const backdropPlaces: Readonly<Record<string, { size: number; up: number; inside?: boolean }>> = {
  '1f525': { size: 1.9, up: 0.22, inside: true },
  '1f4a5': { size: 1.75, up: 0, inside: true },
  '1f308': { size: 1.45, up: 0.18 },
  '2600': { size: 1.6, up: 0, inside: true },
  '1f315': { size: 1.45, up: 0, inside: true },
  '1f30a': { size: 1.4, up: 0.1 },
};
/** An umbrella's longer side in the subject's, and how far its middle is above the head, in its own heights. */
const umbrella = { size: 1.15, up: 0.12 };
/** Clouds and what falls from them are over the subject. */
const overhead = { size: 0.9, up: 0.62, inside: false };

/** Where icons are from, and the colours that some are to have. */
interface Around {
  library: IconLibrary;
  dyed?: Scene['dyed'];
}

const middleOf = ({ left, top, right, bottom }: GridBox) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
const longerOf = ({ left, top, right, bottom }: GridBox) => Math.max(right - left, bottom - top);

/** An icon whose longer side is `side` around a place, in a colour of the scene's where that has one for it. */
async function put(
  { library, dyed = {} }: Around,
  concept: string,
  side: number,
  x: number,
  y: number,
): Promise<Part | undefined> {
  const icon = await library.icon(concept);
  if (!icon) return undefined;
  const scale = side / longerOf(icon.box);
  const { x: ownX, y: ownY } = middleOf(icon.box);
  return place(dyeIcon(icon, dyed[concept]), { scale, right: x - scale * ownX, down: y - scale * ownY });
}

/** Low before the subject; the first on a side by chance, the second on the other. */
export async function hold(
  from: Around,
  concepts: readonly string[],
  box: GridBox,
  random: Random,
): Promise<(Part | undefined)[]> {
  const first = random.uniform() < 0.5 ? -1 : 1;
  const side = heldSide * longerOf(box) * (0.92 + 0.16 * random.uniform());
  const { x } = middleOf(box);
  return Promise.all(
    concepts.map((concept, index) => {
      const direction = index % 2 === 0 ? first : -first;
      const out = 0.36 * (box.right - box.left) + 0.06 * longerOf(box);
      return put(from, concept, side, x + direction * out, box.bottom - 0.42 * side - Math.floor(index / 2) * side);
    }),
  );
}

/** An umbrella behind the subject and over its head. */
export async function putOver(
  from: Around,
  concepts: readonly string[],
  { top }: Head,
  box: GridBox,
): Promise<(Part | undefined)[]> {
  const side = umbrella.size * longerOf(box);
  return Promise.all(concepts.map((concept) => put(from, concept, side, top.x, top.y - umbrella.up * side)));
}

/** Small at the upper corners of the head. */
export async function putBeside(
  from: Around,
  concepts: readonly string[],
  head: Head,
  box: GridBox,
  random: Random,
): Promise<(Part | undefined)[]> {
  const first = random.uniform() < 0.7 ? 1 : -1;
  const side = signSide * longerOf(box);
  return Promise.all(
    concepts.map((concept, index) => {
      const direction = index % 2 === 0 ? first : -first;
      const out = 0.5 * head.width + 0.12 * side + Math.max(0, 0.38 * side - 0.13 * head.width);
      const down = Math.min(0.1 * head.width, 0.3 * head.width - 0.3 * side);
      const x = head.top.x + direction * out;
      return put(from, concept, side, x, head.top.y + down + Math.floor(index / 2) * side);
    }),
  );
}

export async function putBehind(
  from: Around,
  concepts: readonly string[],
  box: GridBox,
): Promise<(Part | undefined)[]> {
  return Promise.all(
    concepts.map(async (concept) => {
      const icon = await from.library.icon(concept);
      const { size, up, inside = false } = backdropPlaces[concept] ?? overhead;
      const { x, y } = middleOf(box);
      const height = box.bottom - box.top;
      const side = size * longerOf(box);
      if (!icon || !inside) return put(from, concept, side, x, y - up * height);
      const circle = inscribedCircle(icon.silhouette);
      const scale = side / longerOf(icon.box);
      return place(dyeIcon(icon, from.dyed?.[concept]), {
        scale,
        right: x - scale * circle.x,
        down: y - scale * circle.y,
      });
    }),
  );
}
