import { runConfined } from '#lib/confined.ts';
import type { RawPicture } from './frame.ts';

export interface PictureOrder {
  kind: 'raster' | 'svg' | 'moving';
  bytes: Uint8Array;
  /** At most so wide and high, in pixels; an SVG exactly so on its longer side. */
  side: number;
  /** A raster of more pixels is not decoded; of an animation, all frames count. */
  pixels: number;
}

export type PictureAnswer =
  | { picture: RawPicture /** What its file says of it in XMP, cut off where it is long. */; xmp?: string }
  | { moving: Moving }
  | { tooLarge: { width: number; height: number } };

/** An animation, its frames `[side, side, 4]` of straight RGBA below each other. */
export interface Moving {
  side: number;
  rgba: Uint8Array;
  /** Of each frame, in milliseconds. */
  delays: number[];
}

/** 40 megapixels take 150 MB where they are turned upright. */
const program = {
  url: new URL('./picture-process.ts', import.meta.url),
  megabytes: 220,
  milliseconds: 10_000,
  atOnce: 2,
};

/** Decodes or draws a picture that anyone may have sent. Throws ConfinedError, with `refused` for a damaged one. */
export function drawUntrusted(order: PictureOrder, milliseconds = program.milliseconds): Promise<PictureAnswer> {
  return runConfined({ ...program, milliseconds }, order);
}
