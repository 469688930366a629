import type { Log } from '#lib/log.ts';

export interface DataPicture {
  /** What it shows, the same in every style: an emoji's code points in lower-case hex joined by `-`, without fe0f. */
  concept: string;
  style: string;
  /** Such as `food-drink`. */
  group: string;
  /** In English words. */
  label: string;
  /** Kept out of training for good. */
  heldOut: boolean;
}

export interface Dataset {
  name: string;
  /** Width and height of every picture in pixels. */
  size: number;
  styles: string[];
  pictures: DataPicture[];
  /** Premultiplied RGBA, `[pictures, size, size, 4]`. */
  pixels: Uint8Array;
  /** SHA-256 of the pictures' names and pixels, in hex. */
  hash: string;
  /** What could not be used, and why. */
  skipped: Skipped[];
}

export interface Skipped {
  file: string;
  reason: string;
}

export interface LoadOptions {
  /** Width and height of every picture in pixels; 64 unless told otherwise. */
  size?: number;
  /** Where rendered sets are kept between runs; nowhere unless told. */
  cacheDir?: string;
  log?: Log;
  onProgress?: (done: number, total: number) => void;
}
