import * as tf from '@tensorflow/tfjs-core';
import { adversarialLoss } from '#training/adversarial/adversarial-loss.ts';
import {
  againstAdversary,
  descent,
  discriminatorGroup,
  hasAdversary,
  likeness,
} from '#training/adversarial/adversary.ts';
import { augmentationSignature } from '#training/augmentation.ts';
import { adoptStyles } from '#training/checkpoint/adopt.ts';
import type { Family } from '#training/family.ts';
import { astray, descend, towardNext } from '#training/losses.ts';
import { createBatches } from './batches.ts';
import { type GanConfig, ganConfig } from './config.ts';
import { encode, encoderParameters } from './encoder.ts';
import { generate, generatorParameters } from './generator.ts';
import { bands, coarsest, finest } from './layout.ts';

/** Its gradients are clipped less. */
const ganDescent = { ...descent, maxNorm: 100 };

const alphaOf = (pictures: tf.Tensor4D) => tf.slice(pictures, [0, 0, 0, 3], [-1, -1, -1, 1]);

/** Of edges, beside pixels. */
const edgeWeight = 0.5;

export const gan: Family<GanConfig> = {
  name: 'gan',
  config: ganConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    code: 576,
    generator: [192, 192, 128, 64, 32],
    encoder: [32, 64, 128, 128],
    adversarialWeight: 0.5,
    perceptualWeight: 0.7,
    heads: 48,
    gamma: 0.1,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 3e-4 },
  groups: (c) => [
    { name: 'encoder', parameters: encoderParameters(c), role: 'reads', rate: 1, ...ganDescent },
    { name: 'generator', parameters: generatorParameters(c), rate: 1, ...ganDescent },
    discriminatorGroup(c),
  ],
  batchSignature: (c, size) => ({
    source: { shape: [size, c.size, c.size, 4] },
    real: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    weight: { shape: [size, 1, 1, 1] },
    noise: { shape: [size, c.code] },
    ...(hasAdversary(c)
      ? {
          share: { shape: [size, bands, 1] },
          otherStyle: { shape: [size, c.styles.length] },
          ...augmentationSignature(size, c.size),
        }
      : {}),
  }),
  batches: createBatches,
  ...againstAdversary,

  /**
   * Both players play at once, the relativistic pairing of Huang et al. (2024) on what a fixed network sees: see
   * `adversarialLoss`. Every picture that the discriminator sees is augmented.
   *
   * Rows with a `weight` are painted of the code that the encoder gives `source`, a drawing of what `real` shows, and
   * are also to look like `real`: so every kind of picture has a code, and none is forgotten (as an autoencoder's
   * reconstruction keeps a GAN from collapse in Larsen et al. 2016). The others are painted of codes that have a
   * `share` of each band from the next row's (mixing regularisation of StyleGAN).
   */
  step: (c, p, { source, real, style, weight, noise, share, otherStyle, ...drawn }, penalised, fixed) =>
    descend(p, (q) => {
      const size = real!.shape[0]!;
      const wanted = real as tf.Tensor4D;
      const read = tf.add(encode(q, source as tf.Tensor4D), noise!) as tf.Tensor2D;
      const bound = (image: tf.Tensor4D) => {
        const { reconstruction, edges } = likeness(image, wanted, weight!);
        return { loss: tf.add(reconstruction, tf.mul(edgeWeight, edges)), reconstruction, edges };
      };
      if (!hasAdversary(c)) return { losses: bound(generate(c, q, read, style!)) };

      const mixed = tf.reshape(towardNext(tf.reshape(read, [size, bands, -1]), share!), [size, c.code]);
      const fake = generate(c, q, mixed, style!);
      const reconstructed = bound(fake);
      const ofShape = tf.slice(share!, [0, 0, 0], [size, 1, 1]);
      const misplaced = astray(alphaOf(fake), alphaOf(wanted), {
        share: tf.expandDims(ofShape, 1),
        rows: tf.equal(weight!, 0),
      });
      const contest = { real: wanted, fake, style: style!, otherStyle: otherStyle!, drawn, penalised };
      const counts = () => weight!;
      return adversarialLoss(q, fixed, { contest, bound: reconstructed, misplaced, counts, weights: c });
    }),
  adopt: (c, { config, weights }) => {
    const tables = Object.entries(weights).filter(([name]) => name.endsWith('/style/w'));
    const adopted = tables.map(([name, table]) => [name, adoptStyles(table, c.code / bands, config.styles, c.styles)]);
    return { ...weights, ...Object.fromEntries(adopted) };
  },
  code: (c) => ({ size: c.code, detail: 0, bands: [coarsest, finest, 1] }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  graded: () => true,
  encode: (_config, p, images) => encode(p, images),
  decode: (c, p, { code, style }) => generate(c, p, code, style),
};
