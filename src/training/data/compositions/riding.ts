import { dyeIcon } from './dyeing.ts';
import { gridSide } from './grid.ts';
import type { IconLibrary } from './library.ts';
import type { MeasuredIcon } from './measure.ts';
import { group, type Part, place } from './parts.ts';
import { containers } from './roles.ts';
import type { Scene } from './scene.ts';

/** Widths in the rider's: of what is long, as a skateboard, and the longer side of all else. */
const long = { ratio: 1.25, width: 1.35 };
const compact = 1.1;
/** Shares of the rider's height that are below the place where it sits: before what it is on, or behind what it is in. */
const sunk = { on: 0.1, in: 0.26 };
/** The share of a thing's width, in its middle, that is sat on. */
const seat = 0.3;

/** A rider on or in something, which is in its own colour or another; undefined where the style lacks that. */
export async function ride(
  library: IconLibrary,
  concept: string,
  rider: Part,
  dyed: Scene['dyed'] = {},
): Promise<Part | undefined> {
  const icon = await library.icon(concept);
  if (!icon) return undefined;
  const isInside = containers.has(concept);
  const { left, top, right, bottom } = rider.box;
  const [width, height] = [icon.box.right - icon.box.left, icon.box.bottom - icon.box.top];
  const scale =
    width > long.ratio * height
      ? (long.width * (right - left)) / width
      : (compact * Math.max(right - left, bottom - top)) / Math.max(width, height);
  const down =
    bottom - (isInside ? sunk.in : sunk.on) * (bottom - top) - scale * (isInside ? icon.box.top : seatOf(icon));
  const middle = (icon.box.left + icon.box.right) / 2;
  const thing = place(dyeIcon(icon, dyed[concept]), { scale, right: (left + right) / 2 - scale * middle, down });
  return group(isInside ? [rider, thing] : [thing, rider]);
}

/** How far down its middle columns begin, the median of them. */
function seatOf({ silhouette, box }: MeasuredIcon): number {
  const width = box.right - box.left;
  const from = Math.floor(box.left + (width * (1 - seat)) / 2);
  const columns = Array.from({ length: Math.max(1, Math.round(width * seat)) }, (_, index) => from + index);
  const tops = columns.flatMap((x) => {
    for (let y = 0; y < gridSide; y++) if (silhouette[y * gridSide + x]) return [y];
    return [];
  });
  return tops.toSorted((a, b) => a - b)[Math.floor(tops.length / 2)] ?? box.top;
}
