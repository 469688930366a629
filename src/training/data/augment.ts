import type { Random } from '#lib/random.ts';

/** How a picture is seen once: mirrored or not, and moved by whole pixels. */
export interface View {
  mirrored: boolean;
  right: number;
  down: number;
}

/** Draws a view: mirrored half of the time, and moved by up to `most` pixels in each direction. */
export function drawView(random: Random, most: number): View {
  return {
    mirrored: random.uniform() < 0.5,
    right: random.integer(2 * most + 1) - most,
    down: random.integer(2 * most + 1) - most,
  };
}
