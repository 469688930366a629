import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { augmentationSignature } from '#training/augmentation.ts';
import { compete, discriminatorParameters } from '#training/discriminator.ts';
import type { Family, Player } from '#training/family.ts';
import { descend } from '#training/losses.ts';
import { preparePerception } from '#training/perception.ts';
import { createBatches } from './batches.ts';
import { type GanConfig, ganConfig } from './config.ts';
import { bands, clipPicture, generate, generatorParameters, map } from './generator.ts';

const player: Omit<Player, 'prefix' | 'rate'> = { beta1: 0, beta2: 0.99, emaDecay: 0.998, maxNorm: 100 };

export const gan: Family<GanConfig> = {
  name: 'gan',
  config: ganConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    latent: 128,
    generator: [256, 256, 128, 48, 24],
    heads: 48,
    gamma: 0.2,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 3e-4 },
  parameters: (c) => [...generatorParameters(c), ...discriminatorParameters(c)],
  players: [
    { prefix: 'generator/', rate: 1, ...player },
    { prefix: 'discriminator/', rate: 4, ...player },
  ],
  batchSignature: (c, size) => ({
    real: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    noise: { shape: [2, size, c.latent] },
    bands: { shape: [size, bands, 1] },
    otherStyle: { shape: [size, c.styles.length] },
    ...augmentationSignature(size, c.size),
  }),
  batches: createBatches,
  prepare: (_config, dataset, device) => preparePerception(dataset, device),

  /**
   * Both players play `compete`'s game at once, the relativistic pairing of Huang et al. (2024) on what a fixed network
   * sees; on the penalty's turn the discriminator also descends γ/2 (R1 + R2). Every picture it sees is augmented.
   * `bands` says which of two draws each band of a code comes from (mixing regularisation of StyleGAN).
   */
  step: (c, p, { real, style, otherStyle, noise, bands: from, ...drawn }, penalised, fixed) =>
    descend(p, (q) => {
      const size = real!.shape[0]!;
      const draws = tf.unstack(noise!).map((draw) => tf.reshape(map(q, draw), [size, 1, c.latent]));
      const code = tf.add(draws[0]!, tf.mul(from!, tf.sub(draws[1]!, draws[0]!)));
      const fake = generate(c, q, tf.reshape(code, [size, bands * c.latent]), style!);
      const contest = { real: real as tf.Tensor4D, fake, style: style!, otherStyle: otherStyle!, drawn, penalised };
      const { seen: _seen, metrics, ...losses } = compete(q, fixed, contest);
      const { discriminator, generator, penalty } = losses;
      const held = penalty ? [tf.mul((c.gamma / 2) * c.penaltyEvery, penalty)] : [];
      return { losses: { ...losses, loss: tf.addN([discriminator, generator, ...held]) } as Tensors, metrics };
    }),
  penaltyEvery: (c) => c.penaltyEvery,
  code: (c) => ({ size: bands * c.latent, detail: 0 }),
  prior: {
    size: (c) => c.latent,
    truncation: 0.8,
    draw: (_config, p, noise) => tf.tile(map(p, noise), [1, bands]) as tf.Tensor2D,
  },
  styles: (c) => c.styles,
  size: (c) => c.size,
  graded: true,
  decode: (c, p, { code, style }) => clipPicture(generate(c, p, code, style)),
};
