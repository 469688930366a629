import { centreOf, luma } from './eyes.ts';
import { type Circle, distances, gridSide } from './grid.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';

/** A head seen from the side: its one eye, and the round part around it, in pixels of the grid. */
export interface Profile {
  eye: Circle;
  head: Circle;
}

/** An eye is darker than this (Rec. 601 luma), covers so many pixels of the grid, and fills its box as a disc does. */
const darkest = 95;
const eyeArea = { least: 2, most: 150 };
const leastFilled = 0.55;
/** How much room a head's middle must win for each pixel that it is away from the eye. */
const leash = 0.5;

/** The eye that is most likely one, of an animal seen from the side; undefined where nothing looks like an eye. */
export function findProfile({ leaves, silhouette, box }: MeasuredIcon): Profile | undefined {
  const inside = distances(silhouette);
  const middle = (box.left + box.right) / 2;
  let best: { leaf: MeasuredLeaf; score: number } | undefined;
  for (const leaf of leaves) {
    const { area, visible, colour } = leaf;
    const [width, height] = [leaf.box.right - leaf.box.left, leaf.box.bottom - leaf.box.top];
    const filled = area / (width * height);
    if (area < eyeArea.least || area > eyeArea.most || visible < area / 2 || luma(colour) > darkest) continue;
    if (filled < leastFilled || width > 1.8 * height || height > 2.2 * width) continue;
    const { x, y } = centreOf(leaf.box);
    if (inside[Math.floor(y) * gridSide + Math.floor(x)]! < 1.5) continue;
    const high = 1 - (y - box.top) / (box.bottom - box.top);
    const aside = Math.abs(x - middle) / (box.right - box.left);
    const round = Math.min(width, height) / Math.max(width, height);
    const score = high * (0.35 + aside) * round * filled * (1 - luma(colour) / 255);
    if (score > (best?.score ?? 0)) best = { leaf, score };
  }
  if (!best) return undefined;
  const { x, y } = centreOf(best.leaf.box);
  const radius = (best.leaf.box.right - best.leaf.box.left + best.leaf.box.bottom - best.leaf.box.top) / 4;
  return { eye: { x, y, radius }, head: roundPartNear(inside, x, y) };
}

/** The largest circle inside a silhouette that is not far from a point of it. */
function roundPartNear(inside: Float32Array, x: number, y: number): Circle {
  let best = { x, y, radius: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, radius] of inside.entries()) {
    const at = { x: (i % gridSide) + 0.5, y: Math.floor(i / gridSide) + 0.5 };
    const score = radius - leash * Math.hypot(at.x - x, at.y - y);
    if (score <= most) continue;
    most = score;
    best = { ...at, radius };
  }
  return best;
}
