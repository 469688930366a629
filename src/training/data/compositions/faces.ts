import { centreOf, type Eyes, findEyes, luma } from './eyes.ts';
import { leastDisc, type MeasuredIcon, type MeasuredLeaf } from './measure.ts';

/** A smiley without its disc: what it has on its face, and where that lies. */
export interface Face {
  icon: MeasuredIcon;
  features: readonly MeasuredLeaf[];
  /** Of the set's plain smiling face, on whose disc all others lie alike; in pixels of the grid. */
  eyes: Eyes;
  /** The disc's left and right edge, and its middle and radius. */
  disc: { x: number; y: number; radius: number };
}

/** The face by which a set's eyes are measured: slightly smiling. */
export const plainFace = '1f642';

/** What is of the disc's outline covers so much of its box, in both directions. */
const outlineShare = 0.72;
/** A rim is so near to the disc's edge, in pixels of the grid, and so large a part of it. */
const rim = { near: 5, share: 0.5 };
/** What is on a face covers less of the disc than this. */
const mostOfDisc = 0.3;
/** How near a colour comes to the disc's own shading, as a distance in red, green and blue. */
const nearColour = 60;
/** What is darker than this share of the disc's luma is a feature, not its shading. */
const shadeOfDisc = 0.62;

/** The set's measure of faces; undefined where it has no plain one. */
export function measureFaces(plain: MeasuredIcon): Pick<Face, 'eyes' | 'disc'> | undefined {
  const disc = plain.leaves.find(({ area }) => area >= leastDisc);
  const eyes = findEyes(plain);
  if (!disc || !eyes) return undefined;
  const { left, right, top, bottom } = disc.box;
  return { eyes, disc: { ...centreOf(disc.box), radius: (right - left + bottom - top) / 4 } };
}

/** A face apart from its disc; undefined for what has none, or nothing on it. */
export function splitFace(icon: MeasuredIcon, measure: Pick<Face, 'eyes' | 'disc'>): Face | undefined {
  const at = icon.leaves.findIndex(({ area }) => area >= leastDisc);
  const disc = icon.leaves[at];
  if (!disc) return undefined;
  const features = icon.leaves
    .slice(at + 1)
    .filter((leaf) => leaf.area > 0 && !isDisc(leaf, disc) && !isRim(leaf, disc));
  return features.length === 0 ? undefined : { icon, features, ...measure };
}

/** A crescent along the disc's edge, or a part of the disc in another colour. */
function isRim({ area, box, depth }: MeasuredLeaf, disc: MeasuredLeaf): boolean {
  if (box.left < disc.box.left - 1 || box.right > disc.box.right + 1 || box.top < disc.box.top - 1) return false;
  const width = (box.right - box.left) / (disc.box.right - disc.box.left);
  const height = (box.bottom - box.top) / (disc.box.bottom - disc.box.top);
  const isLarge = area > mostOfDisc * disc.area && box.top < disc.box.top + 3;
  return isLarge || (depth < rim.near && Math.max(width, height) > rim.share);
}

/** Another layer of the disc, its rim or its shading. */
function isDisc({ area, box, colour }: MeasuredLeaf, disc: MeasuredLeaf): boolean {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const whole = { width: disc.box.right - disc.box.left, height: disc.box.bottom - disc.box.top };
  if (area >= leastDisc) return true;
  if (width > outlineShare * whole.width && height > outlineShare * whole.height) return true;
  const away = Math.hypot(...colour.map((value, channel) => value - disc.colour[channel]!));
  const sticksOut = box.bottom > disc.box.bottom + 1 || box.left < disc.box.left - 1 || box.right > disc.box.right + 1;
  return !sticksOut && away < nearColour && luma(colour) > shadeOfDisc * luma(disc.colour);
}
