import { isCutOut, type RawPicture } from '#images/frame.ts';
import { type Ground, softenEdge } from './matte.ts';

/** `clear`: had a clear background already; `removed`: has one now; `kept`: a photograph, left as it is. */
export type Background = 'clear' | 'removed' | 'kept';

export interface Segmented {
  picture: RawPicture;
  background: Background;
}

/** From this share of the border in one colour on, that colour is a background; a portrait may stand on the border. */
const plainBorder = 0.7;
/** How far a background's colours lie apart (distance in RGB), in a drawing and at most. */
const tolerance = { least: 20, most: 45, perDeviation: 4 };
/** A picture is cut out if what stays and what goes have these shares at least. */
const least = { foreground: 0.01, background: 0.03 };

/**
 * Makes a uniform background clear: what has its colour and reaches the border. What it encloses, such as the white of
 * an eye, stays. Pictures that are cut out already, and those whose border is of many colours, come back as they are.
 */
export function segment(picture: RawPicture): Segmented {
  if (isCutOut(picture)) return { picture, background: 'clear' };
  const ground = borderColour(picture);
  if (!ground) return { picture, background: 'kept' };
  const outside = reachFromBorder(picture, ground);
  const share = outside.reduce((sum, one) => sum + one, 0) / outside.length;
  if (share < least.background || share > 1 - least.foreground) return { picture, background: 'kept' };
  return { picture: softenEdge(picture, outside, ground), background: 'removed' };
}

/** The colour of most of the border; undefined where there is none. */
function borderColour(picture: RawPicture): Ground | undefined {
  const places = border(picture);
  const channel = (c: number) => places.map((place) => picture.rgba[place * 4 + c]!);
  const colour = [0, 1, 2].map((c) => median(channel(c))) as [number, number, number];
  const distances = places.map((place) => distance(picture.rgba, place, colour));
  const reach = Math.min(tolerance.most, tolerance.least + tolerance.perDeviation * median(distances));
  const near = distances.filter((one) => one <= reach).length;
  return near >= plainBorder * places.length ? { colour, reach } : undefined;
}

/** 1 for each pixel of the background, `[height, width]`: found from the border inwards, through edges, not corners. */
function reachFromBorder(picture: RawPicture, { colour, reach }: Ground): Uint8Array {
  const { width, height, rgba } = picture;
  const outside = new Uint8Array(width * height);
  const open: number[] = [];
  const visit = (place: number) => {
    if (outside[place] || distance(rgba, place, colour) > reach) return;
    outside[place] = 1;
    open.push(place);
  };
  border(picture).forEach(visit);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const x = place % width;
    if (x > 0) visit(place - 1);
    if (x < width - 1) visit(place + 1);
    if (place >= width) visit(place - width);
    if (place < width * (height - 1)) visit(place + width);
  }
  return outside;
}

/** The places of the outermost pixels. */
function border({ width, height }: RawPicture): number[] {
  const places: number[] = [];
  for (let x = 0; x < width; x++) places.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) places.push(y * width, y * width + width - 1);
  return places;
}

function distance(rgba: Uint8Array, place: number, colour: Ground['colour']): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) sum += (rgba[place * 4 + c]! - colour[c]!) ** 2;
  return Math.sqrt(sum);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
