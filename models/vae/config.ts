import { z } from 'zod';

const width = z.number().int().positive();
const weight = z.number().nonnegative();

const shape = z.strictObject({
  /** Width and height of the pictures in pixels. */
  size: z.union([z.literal(64), z.literal(128)]),
  styles: z.array(z.string()).min(1),
  /** Side of the grid of cells that a code is; 1 is a vector. */
  grid: z.union([z.literal(1), z.literal(4), z.literal(8), z.literal(16)]).default(1),
  /** Numbers of each cell that say what is shown, whatever the style. */
  content: width,
  /** Numbers of each cell that only this drawing has; dropped when it is decoded in another style. */
  detail: z.number().int().nonnegative(),
  /** Channels of each of `encoderSides`. */
  encoder: z.array(width),
  /** Channels of each of `decoderSides`, and of the layer at half the picture's side that becomes it. */
  decoder: z.array(width),
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

export type VaeConfig = z.infer<typeof shape>;

/** Sides, in pixels, of what the encoder's layers give: from half the picture's down to the grid's, or 4 for a vector. */
export const encoderSides = ({ size, grid }: Pick<VaeConfig, 'size' | 'grid'>): number[] =>
  halvings(size / 2, Math.max(4, grid));

/** A stage at 64 pixels would cost as much as all others together: there a single layer is. */
const largestStage = 32;

/** Sides of the decoder's stages, from the grid's, or 8. */
export const decoderSides = ({ grid }: Pick<VaeConfig, 'grid'>): number[] =>
  halvings(largestStage, Math.max(8, grid)).reverse();

function halvings(from: number, to: number): number[] {
  return from < to ? [] : [from, ...halvings(from / 2, to)];
}

const current = shape.superRefine((config, context) => {
  const needed = { encoder: encoderSides(config), decoder: [...decoderSides(config), config.size] };
  for (const part of ['encoder', 'decoder'] as const) {
    // Old checkpoints have a width more than a grid of 8 × 8 needs.
    if (config[part].length >= needed[part].length) continue;
    const message = `wants ${needed[part].length} widths, for ${needed[part].join(', ')} pixels`;
    context.addIssue({ code: 'custom', path: [part], message });
  }
});

/** Settings of a discriminator that older checkpoints were trained with: a checkpoint has none. */
const retired = ['discriminator', 'features'];

export const vaeConfig: z.ZodType<VaeConfig> = z.preprocess(
  (config) =>
    config && typeof config === 'object'
      ? Object.fromEntries(Object.entries(config).filter(([name]) => !retired.includes(name)))
      : config,
  current,
);
