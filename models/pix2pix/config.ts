import { z } from 'zod';

const width = z.number().int().positive();
const weight = z.number().nonnegative();

export const pix2pixConfig = z
  .strictObject({
    /** Width and height of the pictures in pixels. */
    size: z.union([z.literal(64), z.literal(128)]),
    styles: z.array(z.string()).min(1),
    /** Channels of the encoder at half the picture's side, at a quarter, and so on down to 4 pixels. */
    encoder: z.array(width),
    /** Channels of the decoder at the same sides. */
    decoder: z.array(width),
    /** Numbers that say what the whole doodle shows; the decoder is modulated by them and the style. */
    whole: width,
    /** Of edges, beside pixels. */
    edgeWeight: weight,
    /** Of the generator's side of the game; 0 trains without a discriminator. */
    adversarialWeight: weight,
    /** Of the difference in what there is to see, see `perceive`. */
    perceptualWeight: weight,
    /** Channels of each head of the discriminator. */
    heads: width,
    /** Weight γ of the gradient penalties, which are computed every so many steps, so many times as heavy. */
    gamma: weight,
    penaltyEvery: width,
  })
  .superRefine((config, context) => {
    const needed = sidesOf(config);
    for (const part of ['encoder', 'decoder'] as const) {
      if (config[part].length === needed.length) continue;
      const message = `wants ${needed.length} widths, for ${needed.join(', ')} pixels`;
      context.addIssue({ code: 'custom', path: [part], message });
    }
  });

export type Pix2pixConfig = z.infer<typeof pix2pixConfig>;

/** Sides of what the encoder's stages give, in pixels: from half the picture's down to 4. */
export function sidesOf({ size }: Pick<Pix2pixConfig, 'size'>): number[] {
  const sides: number[] = [];
  for (let side = size / 2; side >= 4; side /= 2) sides.push(side);
  return sides;
}
