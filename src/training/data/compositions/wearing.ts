import type { Random } from '#lib/random.ts';
import { luma } from './eyes.ts';
import type { Face } from './faces.ts';
import { spanOf } from './features.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';
import { type Part, partOf, place } from './parts.ts';
import { headphones } from './props.ts';
import { wearables } from './roles.ts';

/**
 * Widths of what is worn in widths of the head, and how much of its height a hat is pulled over the top: never over the
 * eyes, but for its straps.
 */
const hats: Readonly<Record<string, { width: number; sunk: number; straps?: boolean }>> = {
  '1f451': { width: 0.62, sunk: 0.26 },
  '1f3a9': { width: 0.68, sunk: 0.24 },
  '1f452': { width: 0.95, sunk: 0.42 },
  '1f9e2': { width: 0.8, sunk: 0.45 },
  '1f393': { width: 0.85, sunk: 0.42 },
  '26d1': { width: 0.94, sunk: 0.6, straps: true },
  '1fa96': { width: 0.98, sunk: 0.52, straps: true },
};
const sideWidths: Readonly<Record<string, number>> = { '1f380': 0.44 };
const sideWidth = 0.38;
const neckWidths: Readonly<Record<string, number>> = { '1f9e3': 0.84, '1f454': 0.62, '1f3c5': 0.4 };
/** How far the middle of what is worn around the neck is below the chin, in its heights. */
const necks: Readonly<Record<string, number>> = { '1f9e3': 0.16, '1f454': 0.4 };
/** Glasses in distances between the eyes, and in widths of the head at most. */
const glasses = { eyes: 2.5, head: 0.94 };
/** What faces that stand for one thing have that thing on. */
const faceWithSunglasses = '1f60e';

/** Something worn, on a head; undefined where the style lacks it or it cannot be told apart. */
export async function wear(
  library: IconLibrary,
  concept: string,
  head: Head,
  random: Random,
): Promise<Part | undefined> {
  const where = wearables[concept];
  if (where === 'ears') return headphones(head);
  const ofFace = concept === '1f576' ? faceWithSunglasses : concept;
  const face = await library.face(ofFace);
  if (where === 'over' || (where === 'top' && !hats[concept])) return face && onDisc(face, head, isAbove);
  if (where === 'mouth') return face && onEyes(face, head, isLowAndLight);
  if (concept === '1f576' && face) {
    const worn = onEyes(face, head, isBeforeEyes);
    if (worn) return worn;
  }
  const icon = await library.icon(concept);
  if (!icon || !where) return undefined;
  const part = partOf(icon.layers, icon.leaves, icon.box);
  const eyes = spanOf(head.eyes);
  const width = icon.box.right - icon.box.left;
  const height = icon.box.bottom - icon.box.top;
  switch (where) {
    case 'top': {
      const { width: share, sunk, straps } = hats[concept]!;
      const scale = (share * head.width) / width;
      const lowest = straps
        ? head.chin.y
        : Math.max(eyes.y - 1.25 * head.eyes.radius, head.top.y + 0.06 * height * scale);
      const bottom = Math.min(head.top.y + sunk * height * scale, lowest);
      return at(part, icon, scale, head.top.x, bottom - (height * scale) / 2);
    }
    case 'side': {
      const scale = ((sideWidths[concept] ?? sideWidth) * head.width) / width;
      const side = random.uniform() < 0.5 ? -1 : 1;
      const middle = concept === '1f380' && random.uniform() < 0.6 ? 0 : 0.34 * side;
      return at(
        part,
        icon,
        scale,
        head.top.x + middle * head.topWidth,
        head.top.y + (middle === 0 ? -0.02 : 0.1) * head.width,
      );
    }
    case 'eyes': {
      const scale = Math.min(glasses.eyes * eyes.apart, glasses.head * head.width) / width;
      return at(part, icon, scale, eyes.x, eyes.y);
    }
    default: {
      const scale = ((neckWidths[concept] ?? 0.4) * head.width) / width;
      return at(part, icon, scale, head.chin.x, head.chin.y + (necks[concept] ?? 0.36) * height * scale);
    }
  }
}

/** An icon by the middle of its box. */
function at(part: Part, { box }: MeasuredIcon, scale: number, x: number, y: number): Part {
  return place(part, {
    scale,
    right: x - (scale * (box.left + box.right)) / 2,
    down: y - (scale * (box.top + box.bottom)) / 2,
  });
}

type Choice = (leaf: MeasuredLeaf, face: Face) => boolean;

const isAbove: Choice = ({ box, area }, { eyes, disc }) =>
  area > 20 &&
  box.bottom <= eyes.left.y + 7 &&
  (box.top + box.bottom) / 2 < Math.min(eyes.left.y - 4, disc.y - 0.3 * disc.radius);
const isLowAndLight: Choice = ({ box, colour, area }, { eyes }) =>
  box.top > eyes.left.y && (area > 120 || box.right - box.left > 20) && luma(colour) > 130;
const isBeforeEyes: Choice = ({ box }, { eyes }) =>
  box.top < eyes.left.y + 1 && box.bottom > eyes.left.y && (box.top + box.bottom) / 2 < eyes.left.y + 6;

/** Parts of a face, as far from the head's top as they are from the disc's. */
function onDisc(face: Face, head: Head, choice: Choice): Part | undefined {
  const { icon, features, disc } = face;
  const chosen = features.filter((leaf) => choice(leaf, face));
  if (chosen.length === 0) return undefined;
  const scale = head.width / (2 * disc.radius);
  const top = disc.y - disc.radius;
  return place(partOf(icon.layers, chosen, boxOfLeaves(chosen)), {
    scale,
    right: head.top.x - scale * disc.x,
    down: head.top.y - scale * top,
  });
}

/** Parts of a face, as they lie to its eyes. */
function onEyes(face: Face, head: Head, choice: Choice): Part | undefined {
  const { icon, features, eyes, disc } = face;
  const chosen = features.filter((leaf) => choice(leaf, face));
  if (chosen.length === 0) return undefined;
  const [from, to] = [spanOf(eyes), spanOf(head.eyes)];
  const widths = head.width / (2 * disc.radius);
  const scale = Math.min(0.98 * widths, Math.max(0.7 * widths, to.apart / from.apart));
  return place(partOf(icon.layers, chosen, boxOfLeaves(chosen)), {
    scale,
    right: to.x - scale * from.x,
    down: to.y - scale * from.y,
  });
}

function boxOfLeaves(leaves: readonly MeasuredLeaf[]) {
  const boxes = leaves.map(({ box }) => box);
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}
