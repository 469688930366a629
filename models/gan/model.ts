import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { augmentationSignature } from '#training/augmentation.ts';
import { compete, discriminatorParameters } from '#training/discriminator.ts';
import type { Family, Player } from '#training/family.ts';
import { descend, edgeL1, multiScaleL1 } from '#training/losses.ts';
import { perceptualDifference, preparePerception } from '#training/perception.ts';
import { createBatches } from './batches.ts';
import { type GanConfig, ganConfig } from './config.ts';
import { crowding, encoderParameters, place } from './encoder.ts';
import { bands, clipPicture, generate, generatorParameters, map, mappingParameters } from './generator.ts';

const player: Omit<Player, 'prefix' | 'rate'> = { beta1: 0, beta2: 0.99, emaDecay: 0.998, maxNorm: 100 };

const adversarial = (c: GanConfig): boolean => c.adversarialWeight > 0;

/** Of edges, beside pixels; and of pictures' places lying unevenly. */
const weights = { edges: 0.5, crowding: 1 };

export const gan: Family<GanConfig> = {
  name: 'gan',
  config: ganConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    latent: 128,
    generator: [256, 256, 128, 48, 24],
    encoder: [32, 64, 128, 192],
    adversarialWeight: 1,
    perceptualWeight: 1,
    heads: 48,
    gamma: 0.2,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 3e-4 },
  parameters: (c) => [
    ...encoderParameters(c),
    ...mappingParameters(c),
    ...generatorParameters(c),
    ...(adversarial(c) ? discriminatorParameters(c) : []),
  ],
  players: [
    { prefix: 'encoder/', rate: 1, ...player },
    { prefix: 'mapping/', rate: 1, ...player },
    { prefix: 'generator/', rate: 1, ...player },
    { prefix: 'discriminator/', rate: 4, ...player },
  ],
  batchSignature: (c, size) => ({
    source: { shape: [size, c.size, c.size, 4] },
    real: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    weight: { shape: [size, 1, 1, 1] },
    noise: { shape: [2, size, c.latent] },
    ...(adversarial(c)
      ? {
          bands: { shape: [size, bands, 1] },
          otherStyle: { shape: [size, c.styles.length] },
          ...augmentationSignature(size, c.size),
        }
      : {}),
  }),
  batches: createBatches,
  prepare: async (c, dataset, device) => (adversarial(c) ? preparePerception(dataset, device) : {}),

  /**
   * Both players play `compete`'s game at once, the relativistic pairing of Huang et al. (2024) on what a fixed network
   * sees; on the penalty's turn the discriminator also descends γ/2 (R1 + R2). Every picture it sees is augmented.
   *
   * Rows with a `weight` are painted of the place that the encoder gives `source`, a drawing of what `real` shows, and
   * are also to look like `real`: so every kind of picture has a place, and none is forgotten (as an autoencoder's
   * reconstruction keeps a GAN from collapse in Larsen et al. 2016). The others are free samples; `bands` says which of
   * two draws each band of their codes comes from (mixing regularisation of StyleGAN).
   */
  step: (c, p, { source, real, style, weight, noise, bands: from, otherStyle, ...drawn }, penalised, fixed) =>
    descend(p, (q) => {
      const size = real!.shape[0]!;
      const wanted = real as tf.Tensor4D;
      const places = place(q, source as tf.Tensor4D);
      const anchored = tf.cast(tf.greater(tf.reshape(weight!, [size, 1]), 0), 'float32');
      const [drawnFirst, drawnSecond] = tf.unstack(noise!) as [tf.Tensor, tf.Tensor];
      const first = tf.reshape(map(q, tf.add(drawnFirst, tf.mul(anchored, places))), [size, 1, c.latent]);
      const uneven = crowding(places);
      const bound = (image: tf.Tensor4D) => {
        const [ours, theirs] = [tf.mul(image, weight!), tf.mul(wanted, weight!)] as [tf.Tensor4D, tf.Tensor4D];
        const reconstruction = multiScaleL1(ours, theirs);
        const edges = edgeL1(ours, theirs);
        const loss = tf.addN([reconstruction, tf.mul(weights.edges, edges), tf.mul(weights.crowding, uneven)]);
        return { loss, reconstruction, edges, crowding: uneven };
      };
      const painted = (codes: tf.Tensor) => generate(c, q, tf.reshape(codes, [size, bands * c.latent]), style!);
      if (!adversarial(c)) return { losses: bound(painted(tf.tile(first, [1, bands, 1]))) };

      const second = tf.reshape(map(q, drawnSecond), [size, 1, c.latent]);
      const fake = painted(tf.add(first, tf.mul(from!, tf.sub(second, first))));
      const { loss, ...losses } = bound(fake);
      const contest = { real: wanted, fake, style: style!, otherStyle: otherStyle!, drawn, penalised };
      const { seen, metrics, ...game } = compete(q, fixed, contest);
      const perceptual = perceptualDifference(seen, () => weight!);
      const parts = [
        loss,
        game.discriminator,
        tf.mul(c.adversarialWeight, game.generator),
        tf.mul(c.perceptualWeight, perceptual),
        ...(game.penalty ? [tf.mul((c.gamma / 2) * c.penaltyEvery, game.penalty)] : []),
      ];
      return { losses: { loss: tf.addN(parts), ...losses, perceptual, ...game } as Tensors, metrics };
    }),
  penaltyEvery: (c) => (adversarial(c) ? c.penaltyEvery : 0),
  code: (c) => ({ size: bands * c.latent, detail: 0, bands }),
  prior: {
    size: (c) => c.latent,
    truncation: 0.8,
    draw: (_config, p, noise) => tf.tile(map(p, noise), [1, bands]) as tf.Tensor2D,
  },
  styles: (c) => c.styles,
  size: (c) => c.size,
  graded: true,
  encode: (_config, p, images) => tf.tile(map(p, place(p, images)), [1, bands]) as tf.Tensor2D,
  decode: (c, p, { code, style }) => clipPicture(generate(c, p, code, style)),
};
