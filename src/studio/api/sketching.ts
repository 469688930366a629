import type { Caller } from './people.ts';

/** What somebody draws, as they draw it. */
export interface Sketching {
  /**
   * What a drawing of 128 × 128 becomes in a style, straight RGBA in, a PNG file out. Nothing is kept. Throws `bad_image`
   * where nothing is drawn, `bad_checkpoint` where the model for it is missing.
   */
  glimpse(caller: Caller, drawing: Uint8Array, style?: string): Promise<Uint8Array>;
}
