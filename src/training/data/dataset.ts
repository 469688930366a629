import type { Log } from '#lib/log.ts';
import type { Scene } from './compositions/scene.ts';

export interface DataPicture {
  /**
   * What it shows, the same in every style: an emoji's code points in lower-case hex joined by `-`, without fe0f; an
   * avatar's style and number, such as `rings 7`; the hash of a file of one's own.
   */
  concept: string;
  style: string;
  /** Such as `food-drink`. */
  group: string;
  /** In English words. */
  label: string;
  /** Kept out of training for good. */
  heldOut: boolean;
}

/** A picture's scene, and the style that it was drawn for. */
export interface Composed {
  style: string;
  /** A second style that it is drawn for too, where the set has more than one. */
  other: string;
  scene: Scene;
}

/** Compositions by number: the same number is the same scene and picture in every run. */
export interface ComposedPictures {
  readonly count: number;
  readonly size: number;
  readonly styles: readonly string[];
  at(number: number): Composed;
  /** Premultiplied RGBA `[size, size, 4]` of it in a style, its own unless told; undefined where the style lacks a part. */
  picture(number: number, style?: string): Promise<Uint8Array | undefined>;
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
  /** Compositions in its styles, to learn from beside the pictures. */
  composed?: ComposedPictures;
  /** Some with pairs that are kept out of training for good. */
  composedHeldOut?: ComposedPictures;
  /** What could not be used, and why. */
  skipped: Skipped[];
  /** What the pipeline did, stage by stage in its order. */
  stages: StageReport[];
}

export type Stage = 'collect' | 'copies' | 'smooth' | 'segment' | 'specks' | 'normalise' | 'look-alikes';

export interface Skipped {
  file: string;
  reason: string;
  /** Where it was left out. */
  stage: Stage;
}

export interface StageReport {
  stage: Stage;
  /** How many pictures went on from it. */
  pictures: number;
  /** What it did to how many of them, in words; nothing where it had nothing to do. */
  did: Record<string, number>;
}

export interface LoadOptions {
  /** Width and height of every picture in pixels; 64 unless told otherwise. */
  size?: number;
  /** Where prepared pictures are kept between runs; nowhere unless told. */
  cacheDir?: string;
  log?: Log;
  onProgress?: (done: number, total: number) => void;
}
