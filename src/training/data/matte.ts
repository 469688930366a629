import type { RawPicture } from '#images/frame.ts';

/** What a picture stands on. */
export interface Ground {
  colour: readonly [number, number, number];
  /** Colours nearer than this (distance in RGB) belong to it. */
  reach: number;
}

/** How many pixels an edge is wide, and how far inside the object its own colour is looked for. */
const reach = { edge: 2, inside: 5 };
/** Fainter pixels than this become clear. */
const faintest = 0.06;

type Colour = [number, number, number];

/**
 * Clears the background and gives pixels on the edge the alpha and the colour that they had before they were drawn over
 * it, so that no fringe of it is left: such a pixel is `alpha · inside + (1 - alpha) · ground`, with the object's colour
 * a few pixels further in as `inside`. Those that are no such mixture, as a sticker's outline, stay solid.
 * `outside`: 1 for each pixel of the background, `[height, width]`.
 */
export function softenEdge(picture: RawPicture, outside: Uint8Array, ground: Ground): RawPicture {
  const { width, height } = picture;
  const depth = depthInside(outside, width, height);
  const rgba = new Uint8Array(picture.rgba);
  for (let place = 0; place < outside.length; place++) {
    if (depth[place] === 0) rgba.fill(0, place * 4, place * 4 + 4);
    else if (depth[place]! <= reach.edge) {
      const inside = colourInside(picture, depth, place);
      if (inside) unmix(rgba.subarray(place * 4, place * 4 + 4), inside, ground);
    }
  }
  return { width, height, rgba };
}

/** Steps from each pixel to the background, counted up to one more than an edge is wide; `[height, width]`. */
function depthInside(outside: Uint8Array, width: number, height: number): Uint8Array {
  const depth = outside.map((one) => (one ? 0 : reach.edge + 1));
  for (let step = 1; step <= reach.edge; step++) {
    for (let place = 0; place < depth.length; place++) {
      if (depth[place]! <= step) continue;
      const x = place % width;
      const neighbours = [
        x > 0 ? place - 1 : place,
        x < width - 1 ? place + 1 : place,
        place >= width ? place - width : place,
        place < width * (height - 1) ? place + width : place,
      ];
      if (neighbours.some((one) => depth[one] === step - 1)) depth[place] = step;
    }
  }
  return depth;
}

/** The mean colour of the nearest ring of pixels that lie inside, off the edge; undefined in what is all edge. */
function colourInside({ width, height, rgba }: RawPicture, depth: Uint8Array, place: number): Colour | undefined {
  const [x, y] = [place % width, Math.floor(place / width)];
  for (let radius = 1; radius <= reach.inside; radius++) {
    const sum: Colour = [0, 0, 0];
    let count = 0;
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
      const step = Math.abs(row - y) === radius ? 1 : 2 * radius;
      for (let column = x - radius; column <= x + radius; column += step) {
        if (column < 0 || column >= width || depth[row * width + column]! <= reach.edge) continue;
        for (let c = 0; c < 3; c++) sum[c]! += rgba[(row * width + column) * 4 + c]!;
        count++;
      }
    }
    if (count > 0) return sum.map((one) => one / count) as Colour;
  }
  return undefined;
}

/** Takes the ground out of one pixel, in place. */
function unmix(pixel: Uint8Array, inside: Colour, { colour, reach }: Ground): void {
  const towards = inside.map((one, c) => one - colour[c]!);
  const length = towards.reduce((sum, one) => sum + one * one, 0);
  if (length <= reach * reach) return;
  const alpha = towards.reduce((sum, one, c) => sum + one * (pixel[c]! - colour[c]!), 0) / length;
  if (alpha >= 1) return;
  const off = Math.hypot(...towards.map((one, c) => pixel[c]! - colour[c]! - alpha * one));
  if (off > reach) return;
  if (alpha < faintest) pixel.fill(0);
  else {
    for (let c = 0; c < 3; c++) {
      pixel[c] = Math.min(255, Math.max(0, Math.round(colour[c]! + (pixel[c]! - colour[c]!) / alpha)));
    }
    pixel[3] = Math.round(255 * alpha);
  }
}
