import { centreOf, type Eyes, findEyes, luma } from './eyes.ts';
import { inscribedCircle, runAt } from './grid.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';

/** Where things go on a subject, in pixels of the grid. */
export interface Head {
  eyes: Eyes;
  /** Whether the eyes were seen; otherwise they are where a face fits best. */
  hasEyes: boolean;
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
  eyes?: { x: number; y: number; apart: number; radius?: number };
  top?: { x: number; y: number };
  width?: number;
}

/** Shares of the inscribed circle's radius: how far virtual eyes are from its middle, and up. */
const virtualEyes = { apart: 0.72, up: 0.18, radius: 0.16 };

export function findHead(icon: MeasuredIcon, correction: HeadCorrection = {}): Head {
  const seen = correction.eyes ? eyesAt(correction.eyes) : findEyes(icon);
  const eyes = seen ?? fittingEyes(icon);
  const middle = { x: (eyes.left.x + eyes.right.x) / 2, y: (eyes.left.y + eyes.right.y) / 2 };
  const run = runAt(icon.silhouette, middle.y, middle.x) ?? icon.box;
  const column = (from: number, step: number) => {
    const x = Math.round(middle.x);
    let y = from;
    const covered = () => icon.silhouette[y * 64 + x];
    while (y >= 0 && y < 64 && !covered()) y += step;
    return y;
  };
  const top = correction.top ?? { x: middle.x, y: column(0, 1) };
  const chin = { x: middle.x, y: column(63, -1) + 1 };
  const width = correction.width ?? 2 * Math.min(middle.x - run.left, run.right - middle.x);
  const below = runAt(icon.silhouette, top.y + 0.18 * width, top.x);
  const topWidth = below ? 2 * Math.min(top.x - below.left, below.right - top.x) : width;
  return {
    eyes,
    hasEyes: seen !== undefined,
    width,
    top,
    chin,
    topWidth: Math.min(width, Math.max(topWidth, width / 2)),
  };
}

function eyesAt({ x, y, apart, radius = apart / 5 }: NonNullable<HeadCorrection['eyes']>): Eyes {
  return { left: { x: x - apart / 2, y }, right: { x: x + apart / 2, y }, radius };
}

function fittingEyes({ silhouette }: MeasuredIcon): Eyes {
  const { x, y, radius } = inscribedCircle(silhouette);
  return eyesAt({
    x,
    y: y - virtualEyes.up * radius,
    apart: virtualEyes.apart * radius,
    radius: virtualEyes.radius * radius,
  });
}

/** A head without its own eyes, nose and mouth, so that others can take their place; nothing else is taken away. */
export function clearFace(
  { leaves }: MeasuredIcon,
  { eyes, hasEyes }: Head,
  { keepMouth = false } = {},
): MeasuredLeaf[] {
  if (!hasEyes) return [...leaves];
  const apart = eyes.right.x - eyes.left.x;
  const middle = (eyes.left.x + eyes.right.x) / 2;
  const level = (eyes.left.y + eyes.right.y) / 2;
  return leaves.filter((leaf) => {
    const { x, y } = centreOf(leaf.box);
    const [width, height] = [leaf.box.right - leaf.box.left, leaf.box.bottom - leaf.box.top];
    const ofEye = [eyes.left, eyes.right].some(
      (eye) =>
        Math.hypot(x - eye.x, y - eye.y) < 0.9 * eyes.radius + 1.5 && Math.max(width, height) < 4.4 * eyes.radius + 3,
    );
    if (ofEye) return false;
    if (keepMouth) return true;
    const below = y > level && Math.abs(x - middle) < 0.6 * apart;
    const nose = below && luma(leaf.colour) < 110 && width < 1.5 * apart && height < 1.1 * apart;
    const flatMouth = below && Math.abs(x - middle) < 0.1 * apart && width > 0.5 * apart && height < 0.42 * width;
    const inMouth = below && Math.abs(x - middle) < 0.35 * apart && leaf.area < 90 && width < 0.9 * apart;
    return !(nose || flatMouth || inMouth);
  });
}
