import type { Random } from '#lib/random.ts';
import { dyeIcon, dyeLeaves } from './dyeing.ts';
import type { Face } from './faces.ts';
import { spanOf } from './features.ts';
import type { Head } from './heads.ts';
import type { IconLibrary } from './library.ts';
import type { MeasuredIcon, MeasuredLeaf } from './measure.ts';
import { skinOf } from './palette.ts';
import { type Part, place } from './parts.ts';
import { wearables } from './roles.ts';
import type { Colour, Scene } from './scene.ts';
import { dyeProp, wornProps } from './worn-props.ts';

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
const neckWidths: Readonly<Record<string, number>> = { '1f454': 0.62, '1f3c5': 0.4 };
/** How far the middle of what is worn around the neck is below the chin, in its heights. */
const necks: Readonly<Record<string, number>> = { '1f454': 0.4 };
/** Glasses in distances between the eyes, and in widths of the head at most. */
const glasses = { eyes: 2.5, head: 0.94 };
/** Its sunglasses lie on eyes, those of the thing itself beside them. */
const faceWithSunglasses = '1f60e';

/** Something worn, on a head, in its own colour or another; undefined where the style lacks it or it cannot be told apart. */
export async function wear(
  library: IconLibrary,
  concept: string,
  head: Head,
  random: Random,
  colour?: Colour,
): Promise<Part | undefined> {
  const where = wearables[concept];
  const prop = wornProps[concept];
  if (prop) return dyeProp(prop, head, colour);
  const face = concept === '1f576' ? await library.face(faceWithSunglasses) : undefined;
  const worn = face && sunglassesOf(face, head, colour);
  if (worn) return worn;
  const icon = await library.icon(concept);
  if (!icon || !where) return undefined;
  const part = dyeIcon(icon, colour);
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

/** The sunglasses of a face, as they lie to its eyes. */
function sunglassesOf({ icon, features, eyes, disc }: Face, head: Head, colour?: Colour): Part | undefined {
  const chosen = features.filter(({ box }) => {
    const level = (box.top + box.bottom) / 2;
    return box.top < eyes.left.y + 1 && box.bottom > eyes.left.y && level < eyes.left.y + 6;
  });
  if (chosen.length === 0) return undefined;
  const [from, to] = [spanOf(eyes), spanOf(head.eyes)];
  const widths = head.width / (2 * disc.radius);
  const scale = Math.min(0.98 * widths, Math.max(0.7 * widths, to.apart / from.apart));
  const placement = { scale, right: to.x - scale * from.x, down: to.y - scale * from.y };
  const dyed = colour === 'rainbow' ? undefined : colour;
  return place(dyeLeaves({ ...icon, box: boxOfLeaves(chosen) }, chosen, skinOf(chosen), dyed), placement);
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

/** Faces that are known for what they wear, and the same without it: with a cowboy hat, a party hat, a halo, a mask. */
const bareFaces: Readonly<Record<string, string>> = {
  '1f920': '1f600',
  '1f973': '1f604',
  '1f607': '1f60a',
  '1f637': '1f614',
};

/** The scene with what its mood's face wears where things are worn on a head, rather than on the face. */
export function dressForMood(scene: Scene): Scene {
  const bare = scene.mood === undefined ? undefined : bareFaces[scene.mood];
  if (bare === undefined) return scene;
  const { mood, worn = [] } = scene;
  const isFree = worn.every((one) => wearables[one] !== wearables[mood!]);
  return { ...scene, mood: bare, worn: isFree ? [...worn, mood!] : worn };
}
