import { z } from 'zod';

export const vaeConfig = z.strictObject({
  size: z.literal(64),
  styles: z.array(z.string()).min(1),
  /** Numbers of the code that say what is shown, whatever the style. */
  content: z.number().int().positive(),
  /** Numbers of the code that only this drawing has; dropped when it is decoded in another style. */
  detail: z.number().int().nonnegative(),
  /** Channels at 32, 16, 8 and 4 pixels in the encoder. */
  encoder: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Channels at 8, 16 and 32 pixels in the decoder, and of the layer that becomes 64. */
  decoder: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Numbers that the decoder's modulation is computed from. */
  modulation: z.number().int().positive(),
  klWeight: z.number().nonnegative(),
  edgeWeight: z.number().nonnegative(),
});

export type VaeConfig = z.infer<typeof vaeConfig>;
