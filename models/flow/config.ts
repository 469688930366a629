import { z } from 'zod';

const width = z.number().int().positive();

export const flowConfig = z
  .strictObject({
    /** Width and height of the pictures in pixels. */
    size: width,
    styles: z.array(z.string()).min(1),
    /** Resolutions, each half as wide and high as the one before; the first is half the picture's. */
    levels: width,
    /** Steps at each of them. */
    steps: width,
    /** Channels inside the network of each step. */
    width,
    /** Reflections that the channels are turned by in each step. */
    reflections: width,
  })
  .refine(({ size, levels }) => size % 2 ** levels === 0, {
    path: ['levels'],
    message: 'the size must be divisible by 2 as often as there are levels',
  });

export type FlowConfig = z.infer<typeof flowConfig>;
