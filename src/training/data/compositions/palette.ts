import { converter, formatHex } from 'culori';
import { luma } from './eyes.ts';
import type { MeasuredLeaf } from './measure.ts';
import type { Colour, Oklch } from './scene.ts';

const targets: Readonly<Record<Exclude<Colour, 'rainbow'>, Oklch>> = {
  red: { l: 0.6, c: 0.22, h: 27 },
  orange: { l: 0.73, c: 0.17, h: 58 },
  yellow: { l: 0.88, c: 0.17, h: 97 },
  green: { l: 0.68, c: 0.18, h: 143 },
  turquoise: { l: 0.78, c: 0.12, h: 190 },
  blue: { l: 0.62, c: 0.17, h: 252 },
  purple: { l: 0.57, c: 0.19, h: 305 },
  pink: { l: 0.77, c: 0.14, h: 352 },
  brown: { l: 0.5, c: 0.08, h: 52 },
  black: { l: 0.4, c: 0.012, h: 280 },
  white: { l: 0.935, c: 0.006, h: 250 },
  grey: { l: 0.68, c: 0.008, h: 250 },
  gold: { l: 0.82, c: 0.155, h: 88 },
  silver: { l: 0.83, c: 0.012, h: 250 },
};

const toOklch = converter('oklch');
const toRgb = converter('rgb');
const toOklab = converter('oklab');
const hexColours = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi;

/** Darker or (where there is no colour in it) lighter than this is ink, teeth and eyes, and stays. */
const ink = { dark: 0.33, light: 0.93, chroma: 0.035 };
/** Hues so near to the skin's, in degrees, are its shading. */
const skinHues = 48;
/** How near to the skin's colour a shape is skin, as a distance in Oklab. */
const skinDistance = 0.2;

const oklch = ([red, green, blue]: readonly [number, number, number]): Oklch => {
  const { l, c, h = 0 } = toOklch({ mode: 'rgb', r: red / 255, g: green / 255, b: blue / 255 });
  return { l, c, h };
};

/** A colour as red, green and blue in [0, 255]. */
export function colourOf(colour: Exclude<Colour, 'rainbow'> | Oklch): [number, number, number] {
  const { r, g, b } = toRgb({ mode: 'oklch', ...(typeof colour === 'string' ? targets[colour] : colour) });
  return [255 * r, 255 * g, 255 * b];
}

/** The same as `#rrggbb`. */
export const hexOf = (colour: Exclude<Colour, 'rainbow'> | Oklch): string =>
  formatHex({ mode: 'oklch', ...(typeof colour === 'string' ? targets[colour] : colour) });

const hueDistance = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);

/** The colour that most of a subject has, its ink left out. */
export function skinOf(leaves: readonly MeasuredLeaf[]): MeasuredLeaf | undefined {
  const coloured = leaves.filter(({ colour }) => luma(colour) > 40);
  return (coloured.length > 0 ? coloured : leaves).reduce<MeasuredLeaf | undefined>(
    (most, leaf) => (leaf.visible > (most?.visible ?? 0) ? leaf : most),
    undefined,
  );
}

/** Whether a shape belongs to the skin. */
export function isSkin(leaf: MeasuredLeaf, skin: MeasuredLeaf): boolean {
  const [own, other] = [oklab(leaf), oklab(skin)];
  return Math.hypot(own.l - other.l, own.a - other.a, own.b - other.b) < skinDistance;
}

const oklab = ({ colour: [r, g, b] }: MeasuredLeaf) => toOklab({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });

/** Markup whose skin colours are those of a named colour or another one; shading, ink and whites stay. */
export function dye(
  markup: string,
  skin: Pick<MeasuredLeaf, 'colour'>,
  colour: Exclude<Colour, 'rainbow'> | Oklch,
): string {
  const from = oklch(skin.colour);
  // What is nearly black itself, as many a hat, has darker ink.
  const dark = Math.min(ink.dark, from.l - 0.1);
  const to = typeof colour === 'string' ? targets[colour] : colour;
  const grey = from.c < ink.chroma;
  return markup.replace(hexColours, (hex) => {
    const own = toOklch(hex);
    if (!own) return hex;
    const { l, c, h = 0, alpha } = own;
    const isInk = l < dark || (c < ink.chroma && l > ink.light && !(grey && from.l > 0.88));
    if (isInk || (grey ? c > 2 * ink.chroma : c < ink.chroma || hueDistance(h, from.h) > skinHues)) return hex;
    const depth = grey ? 1 : Math.min(1.3, Math.max(0.35, c / from.c));
    const lightness = Math.min(0.985, Math.max(0.2, to.l + 0.85 * (l - from.l)));
    return formatHex({ mode: 'oklch', l: lightness, c: to.c * depth, h: to.h, alpha });
  });
}
