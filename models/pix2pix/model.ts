import * as tf from '@tensorflow/tfjs-core';
import { adversarialLoss } from '#training/adversarial/adversarial-loss.ts';
import {
  againstAdversary,
  countsByView,
  descent,
  discriminatorGroup,
  hasAdversary,
  likeness,
} from '#training/adversarial/adversary.ts';
import { viewSize } from '#training/adversarial/perception.ts';
import { augmentationSignature } from '#training/augmentation.ts';
import { adoptStyles } from '#training/checkpoint/adopt.ts';
import type { Family } from '#training/family.ts';
import { astray, descend } from '#training/losses.ts';
import { createBatches } from './batches.ts';
import { type Pix2pixConfig, pix2pixConfig } from './config.ts';
import { drawDoodle, trace } from './doodle.ts';
import { decoderParameters, encoderParameters, paint, read } from './network.ts';

/** Channels by the size of the pictures, from half its side down to 4 pixels. */
const widths = {
  64: { encoder: [32, 64, 112, 192], decoder: [24, 48, 80, 112] },
  128: { encoder: [16, 32, 64, 128, 192], decoder: [16, 32, 64, 96, 128] },
} as const;

/** A doodle becomes a picture in the style asked for: what the doodle shows is not told, but seen. */
export const pix2pix: Family<Pix2pixConfig> = {
  name: 'pix2pix',
  config: pix2pixConfig,
  configFor: ({ styles, size }) => {
    const { encoder, decoder } = widths[size === 64 ? 64 : 128];
    return {
      ...{ size: size === 64 ? 64 : 128, styles: [...styles], encoder: [...encoder], decoder: [...decoder] },
      ...{ whole: 192, edgeWeight: 0.5 },
      ...{ adversarialWeight: 0.4, perceptualWeight: 0.5, heads: 48, gamma: 0.1, penaltyEvery: 4 },
    };
  },
  defaults: { size: 64, batchSize: 16, learningRate: 1e-3 },
  groups: (c) => [
    { name: 'encoder', parameters: encoderParameters(c), rate: 1, ...descent },
    { name: 'decoder', parameters: decoderParameters(c), rate: 1, ...descent },
    discriminatorGroup(c),
  ],
  batchSignature: (c, size) => ({
    doodle: { shape: [size, c.size, c.size, 4] },
    real: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    weight: { shape: [size, 1, 1, 1] },
    ...(hasAdversary(c)
      ? { otherStyle: { shape: [size, c.styles.length] }, ...augmentationSignature(size, c.size, viewSize) }
      : {}),
  }),
  batches: createBatches,
  ...againstAdversary,

  /**
   * Descends ‖y − G(x)‖₁ at four resolutions + edgeWeight · edges, where x is the doodle and y the picture that it is to
   * become (Isola et al. 2017). With an adversary, also the game and the perceptual difference of `adversarialLoss`; there
   * the discriminator sees the style, but not the doodle: what is to be like the doodle is said by y. Each row counts by
   * its `weight`: less across styles.
   */
  step: (c, p, { doodle, real, style, weight, otherStyle, ...drawn }, penalised, fixed) =>
    descend(p, (q) => {
      const seen = read(c, q, doodle as tf.Tensor4D);
      const fake = paint(c, q, seen, style!);
      const wanted = real as tf.Tensor4D;
      const { reconstruction, edges } = likeness(fake, wanted, weight!);
      const bound = { loss: tf.add(reconstruction, tf.mul(c.edgeWeight, edges)), reconstruction, edges };
      if (!hasAdversary(c)) return { losses: bound };

      const still = { share: tf.zeros([real!.shape[0]!, 1, 1, 1]), rows: tf.onesLike(weight!) };
      const contest = { real: wanted, fake, style: style!, otherStyle: otherStyle!, drawn, penalised };
      const misplaced = astray(fake, wanted, still);
      return adversarialLoss(q, fixed, { contest, bound, misplaced, counts: countsByView(weight!), weights: c });
    }),
  adopt: (c, { config, weights }) =>
    Object.fromEntries(
      Object.entries(weights).map(([name, tensor]) => [
        name,
        name.endsWith('/modulation/w') ? adoptStyles(tensor, c.whole, config.styles, c.styles) : tensor,
      ]),
    ),
  code: () => ({ size: 0, detail: 0 }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  translate: (c, p, { image, style }) => paint(c, p, read(c, p, image), style),
  source: (c, picture, random) => drawDoodle(trace(picture, c.size), random),
};
