import type { GridBox } from './grid.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';

/** Two eyes, in pixels of the grid. */
export interface Eyes {
  left: { x: number; y: number };
  right: { x: number; y: number };
  /** Of one eye. */
  radius: number;
}

/** Eyes are darker than this (Rec. 601 luma, of 255), and cover so many pixels of the grid. */
const darkest = 105;
/** How near an eye comes to the outside of the head, in pixels of the grid; ears reach it. */
const leastClearance = 1.5;
const eyeArea = { least: 4, most: 300 };

/** How far eyes are apart and how far down a head, in shares of its width and height. */
const usualApart = { mean: 0.36, deviation: 0.16 };
const usualLow = { mean: 0.4, deviation: 0.2 };

export const luma = ([red, green, blue]: readonly [number, number, number]): number =>
  0.299 * red + 0.587 * green + 0.114 * blue;
export const centreOf = ({ left, top, right, bottom }: GridBox) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

/** The best pair of small dark shapes that mirror each other well inside the silhouette; undefined where there is none. */
export function findEyes({ leaves, box }: MeasuredIcon): Eyes | undefined {
  const candidates = leaves.filter(couldBeEye);
  let best: { eyes: Eyes; score: number } | undefined;
  for (const [index, one] of candidates.entries()) {
    for (const other of candidates.slice(index + 1)) {
      const [left, right] = one.box.left <= other.box.left ? [one, other] : [other, one];
      const score = mirrored(left, right, box);
      if (score <= (best?.score ?? 0)) continue;
      const radius = (extent(left.box) + extent(right.box)) / 4;
      best = { score, eyes: { left: centreOf(left.box), right: centreOf(right.box), radius } };
    }
  }
  return best?.eyes;
}

function couldBeEye({ area, box, colour, visible, clearance }: MeasuredLeaf): boolean {
  if (area < eyeArea.least || area > eyeArea.most || visible < area / 3 || luma(colour) > darkest) return false;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width > 2.6 * height || height > 2.8 * width) return false;
  return clearance >= leastClearance;
}

/** How well two shapes could be the eyes of a head in this box: more is better, 0 for not at all. */
function mirrored(left: MeasuredLeaf, right: MeasuredLeaf, box: GridBox): number {
  const [a, b] = [centreOf(left.box), centreOf(right.box)];
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const apart = (b.x - a.x) / width;
  const level = Math.abs(a.y - b.y) / height;
  const middle = Math.abs((a.x + b.x) / 2 - (box.left + box.right) / 2) / width;
  const alike = Math.min(left.area, right.area) / Math.max(left.area, right.area);
  const low = ((a.y + b.y) / 2 - box.top) / height;
  if (apart < 0.12 || apart > 0.75 || level > 0.08 || middle > 0.12 || alike < 0.5 || low < 0.1 || low > 0.75) return 0;
  if (Math.max(left.box.right - left.box.left, right.box.right - right.box.left) > 1.1 * (b.x - a.x)) return 0;
  const size = Math.min(1, Math.sqrt((left.area + right.area) / 2) / (0.1 * width));
  const darkness = 1 - (luma(left.colour) + luma(right.colour)) / (2 * 255);
  const usual = Math.exp(-(((apart - usualApart.mean) / usualApart.deviation) ** 2) / 2);
  const high = Math.exp(-(((low - usualLow.mean) / usualLow.deviation) ** 2) / 2);
  return alike * (1 - 5 * level) * (1 - 4 * middle) * size * darkness * usual * high;
}

const extent = ({ left, top, right, bottom }: GridBox): number => Math.max(right - left, bottom - top);
