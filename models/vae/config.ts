import { z } from 'zod';

const width = z.number().int().positive();
const weight = z.number().nonnegative();

const current = z.strictObject({
  size: z.literal(64),
  styles: z.array(z.string()).min(1),
  /** Side of the grid of cells that a code is; 1 is a vector. */
  grid: z.union([z.literal(1), z.literal(4), z.literal(8)]).default(1),
  /** Numbers of each cell that say what is shown, whatever the style. */
  content: width,
  /** Numbers of each cell that only this drawing has; dropped when it is decoded in another style. */
  detail: z.number().int().nonnegative(),
  /** Channels at 32, 16, 8 and 4 pixels in the encoder. */
  encoder: z.tuple([width, width, width, width]),
  /** Channels at 8, 16 and 32 pixels in the decoder, and of the layer that becomes 64. */
  decoder: z.tuple([width, width, width, width]),
  /** Numbers that the decoder's modulation is computed from. */
  modulation: width,
  /** Channels of each head of the discriminator. */
  heads: width.default(48),
  klWeight: weight,
  edgeWeight: weight,
  /** Of the generator's side of the game; 0 trains without a discriminator. */
  adversarialWeight: weight.default(0),
  /** Of the difference in what there is to see, see `perceive`. */
  perceptualWeight: weight.default(0),
  /** Weight γ of the gradient penalties. */
  gamma: weight.default(0.2),
  /** The penalties are computed every so many steps, so many times as heavy. */
  penaltyEvery: width.default(4),
});

export type VaeConfig = z.infer<typeof current>;

/** Settings of a discriminator that older checkpoints were trained with: a checkpoint has none. */
const retired = ['discriminator', 'features'];

export const vaeConfig: z.ZodType<VaeConfig> = z.preprocess(
  (config) =>
    config && typeof config === 'object'
      ? Object.fromEntries(Object.entries(config).filter(([name]) => !retired.includes(name)))
      : config,
  current,
);
