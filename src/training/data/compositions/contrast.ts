import { centreOf, type Eyes, luma } from './eyes.ts';
import { type GridBox, gridSide } from './grid.ts';
import type { MeasuredLeaf } from './measure.ts';

/** What a face is put on: straight RGBA on the grid, `[64, 64, 4]`. */
export type Ground = Uint8Array;

/**
 * How a feature is drawn so that it is seen: as it is; with a white rim; dark with a wide white rim, as an eye; light;
 * light with a rim of its own colour; with a grey rim.
 */
export type Drawn = 'plain' | 'rimmed' | 'eye' | 'light' | 'edged' | 'shaded';

type Rgb = MeasuredLeaf['colour'];

/** The colour of features that are drawn light. */
export const lightInk = '#fff6e8';
const lightRgb: Rgb = [255, 246, 232];
/**
 * What differs less from what is under it cannot be read: the contrast of both (WCAG 2.2, from 1 to 21), more of it on what
 * is darker than a luminance of 0.16; and for what has a colour the distance in red, green and blue.
 */
const least = { contrast: 2, onDark: 2.8, distance: 120 };
const dark = 0.16;
/** A feature is faint where so much of it is, and light ink needs to be seen on so much of it. */
const faintShare = 0.4;
const lightShare = 0.85;
/** Up to this area, in pixels of the grid, a feature is a glint. */
const smallest = 6;
/** What is darker than the one is ink, also what is brown up to the other; what is lighter than the third is white. */
const tones = { ink: 85, brown: 130, white: 190 };
/** Features whose colours are so near to each other are drawn alike. */
const sameColour = 40;
/** So near to the place of an eye, in distances between both, is what belongs to it. */
const nearEye = 0.45;
/** What fills so much of its box is a blob, unless it is this flat: an open mouth, an eye. */
const blob = { filled: 0.71, flat: 0.45 };

/** How each feature of a face is drawn on a ground; `toHead` says where a box of the face comes to lie on the grid. */
export function chooseDrawing(
  features: readonly MeasuredLeaf[],
  eyes: Eyes,
  ground: Ground,
  toHead: (box: GridBox) => GridBox,
): Drawn[] {
  const seen = features.filter(({ area, visible }) => area > smallest && 3 * visible > area);
  const own = seen.filter((leaf, index) => !seen.slice(0, index).some((one) => carries(one, leaf)));
  const under = new Map(own.map((leaf) => [leaf, coloursIn(ground, toHead(leaf.box))]));
  const faintness = (leaf: MeasuredLeaf) => under.get(leaf)!.share((colour) => isFaint(leaf.colour, colour));
  const faint = own.filter((leaf) => faintness(leaf) > faintShare);
  const ink = own.filter(isInk);
  const inLight = sum(ink.map((leaf) => leaf.area * faintness(leaf))) > faintShare * sum(ink.map(({ area }) => area));
  const ofEyes = ink.filter((leaf) => isNearEye(leaf, eyes));
  const eyesAreRound = ofEyes.every(isBlob);
  return features.map((leaf) => {
    if (!own.includes(leaf) || !faint.some((one) => isLike(one, leaf))) return 'plain';
    const carriesOthers = seen.some((other) => carries(leaf, other));
    if (luma(leaf.colour) > tones.white) return carriesOthers ? 'plain' : 'shaded';
    const onWhite = features.some((one) => luma(one.colour) > tones.white && !carries(leaf, one) && overlap(one, leaf));
    if (!inLight || carriesOthers || onWhite || !isInk(leaf)) return 'rimmed';
    const isOfEye = ofEyes.includes(leaf);
    if (isOfEye && eyesAreRound) return 'eye';
    if (isOverEyes(leaf, eyes) || (!isOfEye && isBlob(leaf))) return 'rimmed';
    return under.get(leaf)!.share((colour) => !isFaint(lightRgb, colour)) < lightShare ? 'edged' : 'light';
  });
}

/** Whether something cannot be told from what is under it. */
function isFaint(colour: Rgb, under: Rgb): boolean {
  if (contrastOf(colour, under) >= (luminance(under) < dark ? least.onDark : least.contrast)) return false;
  return luma(colour) < tones.ink || Math.hypot(...colour.map((value, i) => value - under[i]!)) < least.distance;
}

/** The contrast of two colours as WCAG 2.2 defines it, from 1 to 21. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Of sRGB in [0, 255], in [0, 1]. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colours of a ground in a box; what nothing covers counts as neither. */
function coloursIn(ground: Ground, { left, top, right, bottom }: GridBox) {
  const [fromX, fromY] = [Math.round(left), Math.round(top)];
  const [toX, toY] = [Math.max(fromX + 1, Math.round(right)), Math.max(fromY + 1, Math.round(bottom))];
  const colours: Rgb[] = [];
  for (let y = Math.max(0, fromY); y < Math.min(gridSide, toY); y++) {
    for (let x = Math.max(0, fromX); x < Math.min(gridSide, toX); x++) {
      const at = 4 * (y * gridSide + x);
      if (ground[at + 3]! > 128) colours.push([ground[at]!, ground[at + 1]!, ground[at + 2]!]);
    }
  }
  const all = (toX - fromX) * (toY - fromY);
  return { share: (isSo: (colour: Rgb) => boolean) => colours.filter(isSo).length / all };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function isInk({ colour }: MeasuredLeaf): boolean {
  const [red, green, blue] = colour;
  const isBrown = red >= green && green >= blue && green > 0.6 * red;
  return luma(colour) < tones.ink ? isBrown || Math.max(...colour) < 120 : isBrown && luma(colour) < tones.brown;
}

const isLike = (one: MeasuredLeaf, other: MeasuredLeaf): boolean =>
  (isInk(one) && isInk(other)) || Math.hypot(...one.colour.map((value, i) => value - other.colour[i]!)) < sameColour;

function isBlob({ area, box: { left, top, right, bottom } }: MeasuredLeaf): boolean {
  const [width, height] = [right - left, bottom - top];
  return area > blob.filled * width * height && height > blob.flat * width;
}

function isNearEye({ box }: MeasuredLeaf, { left, right }: Eyes): boolean {
  const { x, y } = centreOf(box);
  return [left, right].some((eye) => Math.hypot(x - eye.x, y - eye.y) < nearEye * (right.x - left.x));
}

/** Whether it is over both eyes, as sunglasses are. */
const isOverEyes = ({ box }: MeasuredLeaf, { left, right }: Eyes): boolean =>
  box.left < left.x && box.right > right.x && box.top < left.y && box.bottom > left.y;

/** Whether one shape lies on another, larger one that fills its box. */
function carries({ area, box }: MeasuredLeaf, small: MeasuredLeaf): boolean {
  const isWithin =
    small.box.left >= box.left - 1 &&
    small.box.right <= box.right + 1 &&
    small.box.top >= box.top - 1 &&
    small.box.bottom <= box.bottom + 1;
  return isWithin && small.area < area && area > 0.6 * (box.right - box.left) * (box.bottom - box.top);
}

function overlap({ box: one }: MeasuredLeaf, { box: other }: MeasuredLeaf): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 2 && height > 2;
}
