import { z } from 'zod';

export const mlpGanConfig = z.strictObject({
  /** Width and height of the grey pictures in pixels. */
  size: z.number().int().positive(),
  /** Numbers that a picture is made from. */
  latent: z.number().int().positive(),
  /** Widths of the generator's hidden layers; the discriminator has them in reverse. */
  hidden: z.array(z.number().int().positive()).min(1),
});

export type MlpGanConfig = z.infer<typeof mlpGanConfig>;
