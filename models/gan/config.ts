import { z } from 'zod';
import { bands, finest } from './layout.ts';

const width = z.number().int().positive();

export const ganConfig = z.strictObject({
  size: z.literal(64),
  styles: z.array(z.string()).min(1),
  /** Numbers of the whole code: as many of each band. */
  code: width.multipleOf(bands * finest ** 2),
  /** Channels of the generator at 4, 8, 16, 32 and 64 pixels. */
  generator: z.tuple([width, width, width, width, width]),
  /** Channels of the encoder at 32, 16, 8 and 4 pixels. */
  encoder: z.tuple([width, width, width, width]),
  /** Of the generator's side of the game; 0 trains encoder and generator alone, to begin with. */
  adversarialWeight: z.number().nonnegative(),
  /** Of the difference between a picture and what is painted of its place, in what there is to see; see `perceive`. */
  perceptualWeight: z.number().nonnegative(),
  /** Channels of each head of the discriminator. */
  heads: width,
  /** Weight γ of the gradient penalties. */
  gamma: z.number().nonnegative(),
  /** The penalties are computed every so many steps, so many times as heavy. */
  penaltyEvery: width,
});

export type GanConfig = z.infer<typeof ganConfig>;
