import { centreOf, type Eyes, findEyes, luma } from './eyes.ts';
import { type Circle, type GridBox, gridSide, inscribedCircle, runAt } from './grid.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';
import { findProfile } from './profile.ts';

/** Where things go on a subject, in pixels of the grid. */
export interface Head {
  eyes: Eyes;
  /** Whether the eyes were seen; otherwise they are where a face fits best. */
  hasEyes: boolean;
  /** What goes when another face comes: the shapes inside these circles. */
  clear: readonly Circle[];
  /** It is dark where a face goes, whatever the rest is. */
  isDark: boolean;
  /** It looks wrong with a face, or with anything worn. */
  isUnfit: boolean;
  /** The width of the head at its eyes. */
  width: number;
  /** The highest covered point over the middle of the eyes. */
  top: { x: number; y: number };
  /** The lowest covered point below the middle of the eyes. */
  chin: { x: number; y: number };
  /** The width of the head a little below its top. */
  topWidth: number;
}

/** What a hand-made table says of a subject where looking is not enough; numbers in pixels of the grid. */
export interface HeadCorrection {
  /** Where its two eyes are, or where those of a face go. */
  eyes?: { x: number; y: number; apart: number; radius?: number };
  /** Its round part, for a head seen from the side, where the eyes of a face fit best. */
  head?: Circle;
  /** What goes when another face comes: the shapes inside these circles. */
  clear?: readonly Circle[];
  top?: { x: number; y: number };
  chin?: { x: number; y: number };
  width?: number;
  /** It is dark where a face goes, whatever the rest is. */
  dark?: true;
  /** It looks wrong with a face, or with anything worn. */
  skip?: true;
}

/** Shares of a round part's radius: how far the eyes of a face on it are apart, how far up, and how large. */
const virtualEyes = { apart: 0.72, up: 0.18, radius: 0.16 };
/** The least width of a head, and how far below its eyes it ends at most, in shares of the icon's and of its own width. */
const leastWidth = 0.26;
const longestFace = 0.72;
/** How much larger than an eye what belongs to it is: its white and its rim. */
const aroundEye = { times: 1.7, more: 1.5 };

/** What covers a larger share of an icon is no nose and no mouth. */
const largestFeature = 0.2;
/** A thing whose round part is a smaller share of its longer side is too thin for a face or a hat. */
const leastRound = 0.35;

interface Found {
  eyes: Eyes;
  hasEyes: boolean;
  width?: number;
  clear: readonly Circle[];
  isThin?: boolean;
}

/** `fromSide`: the icon shows an animal, which may be seen from the side. */
export function findHead(icon: MeasuredIcon, correction: HeadCorrection = {}, fromSide = false): Head {
  const { eyes, hasEyes, clear, width: found, isThin = false } = lookFor(icon, correction, fromSide);
  const { silhouette, box } = icon;
  const middle = { x: (eyes.left.x + eyes.right.x) / 2, y: (eyes.left.y + eyes.right.y) / 2 };
  const run = runAt(silhouette, middle.y, middle.x) ?? box;
  const seen = found ?? 2 * Math.min(middle.x - run.left, run.right - middle.x);
  const width = correction.width ?? Math.max(seen, leastWidth * (box.right - box.left));
  const end = (step: number) => {
    const x = Math.round(middle.x);
    let y = Math.round(middle.y);
    while (y >= 0 && y < gridSide && silhouette[y * gridSide + x]) y += step;
    return y;
  };
  const top = correction.top ?? { x: middle.x, y: end(-1) + 1 };
  const chin = correction.chin ?? { x: middle.x, y: Math.min(end(1), middle.y + longestFace * width) };
  const below = runAt(silhouette, top.y + 0.18 * width, top.x);
  const topWidth = below ? 2 * Math.min(top.x - below.left, below.right - top.x) : width;
  return {
    ...{ eyes, hasEyes, clear, width, top, chin },
    isDark: correction.dark ?? false,
    isUnfit: isThin || (correction.skip ?? false),
    topWidth: Math.min(width, Math.max(topWidth, width / 2)),
  };
}

function lookFor(icon: MeasuredIcon, { eyes, head, clear = [] }: HeadCorrection, fromSide: boolean): Found {
  if (head) return { ...fittingEyes(head), clear };
  const seen = eyes ? eyesAt(eyes) : findEyes(icon);
  if (seen) return { eyes: seen, hasEyes: true, clear };
  const profile = fromSide ? findProfile(icon) : undefined;
  if (!profile) {
    const { left, top, right, bottom } = icon.box;
    const fitting = inscribedCircle(icon.silhouette);
    const isThin = 2 * fitting.radius < leastRound * Math.max(right - left, bottom - top);
    return { eyes: fittingEyes(fitting).eyes, hasEyes: false, clear, isThin: isThin && !fromSide };
  }
  const { eye, head: round } = profile;
  const level = Math.min(round.y, Math.max(round.y - 0.4 * round.radius, eye.y));
  const own = { ...eye, radius: aroundEye.times * eye.radius + aroundEye.more };
  return { ...fittingEyes(round, level), clear: [...clear, own] };
}

function eyesAt({ x, y, apart, radius = apart / 5 }: NonNullable<HeadCorrection['eyes']>): Eyes {
  return { left: { x: x - apart / 2, y }, right: { x: x + apart / 2, y }, radius };
}

function fittingEyes({ x, y, radius }: Circle, level = y - virtualEyes.up * radius) {
  const eyes = eyesAt({ x, y: level, apart: virtualEyes.apart * radius, radius: virtualEyes.radius * radius });
  return { eyes, hasEyes: false, width: 2 * radius };
}

/** A head without its own eyes, nose and mouth, so that others can take their place; nothing else is taken away. */
export function clearFace(
  { leaves, silhouette }: MeasuredIcon,
  { eyes, hasEyes, clear }: Head,
  { keepMouth = false } = {},
): MeasuredLeaf[] {
  const rest = leaves.filter(({ box }) => !clear.some((circle) => isInside(box, circle)));
  if (!hasEyes) return rest;
  const apart = eyes.right.x - eyes.left.x;
  const middle = (eyes.left.x + eyes.right.x) / 2;
  const level = (eyes.left.y + eyes.right.y) / 2;
  const largest = largestFeature * silhouette.reduce((sum, one) => sum + one, 0);
  return rest.filter((leaf) => {
    const { x, y } = centreOf(leaf.box);
    const [width, height] = [leaf.box.right - leaf.box.left, leaf.box.bottom - leaf.box.top];
    const ofEye = [eyes.left, eyes.right].some(
      (eye) =>
        Math.hypot(x - eye.x, y - eye.y) < 0.9 * eyes.radius + 1.5 && Math.max(width, height) < 4.4 * eyes.radius + 3,
    );
    if (ofEye && leaf.area <= largest) return false;
    if (keepMouth || leaf.area > largest) return true;
    const below = y > level && Math.abs(x - middle) < 0.6 * apart;
    const nose = below && luma(leaf.colour) < 110 && width < 1.5 * apart && height < 1.1 * apart;
    const flatMouth = below && Math.abs(x - middle) < 0.1 * apart && width > 0.5 * apart && height < 0.42 * width;
    const inMouth = below && Math.abs(x - middle) < 0.35 * apart && leaf.area < 90 && width < 0.9 * apart;
    return !(nose || flatMouth || inMouth);
  });
}

/** Whether a box is about a circle's own or smaller, and in it. */
function isInside(box: GridBox, { x, y, radius }: Circle): boolean {
  const middle = centreOf(box);
  const near = Math.hypot(middle.x - x, middle.y - y) < radius;
  return near && Math.max(x - box.left, box.right - x, y - box.top, box.bottom - y) < 1.25 * radius;
}
