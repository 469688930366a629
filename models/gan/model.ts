import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { detach, gameMetrics, gradientPenalty, oppose, relativisticGame } from '#training/adversarial.ts';
import { augment, augmentationSignature } from '#training/augmentation.ts';
import { discriminatorParameters, judge } from '#training/discriminator.ts';
import type { Family, Player } from '#training/family.ts';
import { descend } from '#training/losses.ts';
import { createBatches } from './batches.ts';
import { type GanConfig, ganConfig } from './config.ts';
import { bands, clipPicture, generate, generatorParameters, map } from './generator.ts';

const player: Omit<Player, 'prefix'> = { rate: 1, beta1: 0, beta2: 0.99, emaDecay: 0.998, maxNorm: 100 };

export const gan: Family<GanConfig> = {
  name: 'gan',
  config: ganConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    latent: 128,
    generator: [256, 256, 128, 48, 24],
    discriminator: [32, 64, 128, 256],
    features: 256,
    gamma: 0.5,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 3e-4 },
  parameters: (c) => [...generatorParameters(c), ...discriminatorParameters(c)],
  players: [
    { prefix: 'generator/', ...player },
    { prefix: 'discriminator/', ...player },
  ],
  batchSignature: (c, size) => ({
    real: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    noise: { shape: [2, size, c.latent] },
    bands: { shape: [size, bands, 1] },
    ...augmentationSignature(2 * size, c.size),
  }),
  batches: createBatches,

  /**
   * Both players descend the relativistic pairing game at once; on the penalty's turn the discriminator also descends
   * γ/2 (R1 + R2) (Huang et al. 2024). Every picture it sees is augmented. `bands` says which of two draws each band of
   * a code comes from (mixing regularisation of StyleGAN).
   */
  step: (c, p, { real, style, noise, bands: from, ...batch }, penalised) =>
    descend(p, (q) => {
      const size = real!.shape[0]!;
      const draws = tf.unstack(noise!).map((draw) => tf.reshape(map(q, draw), [size, 1, c.latent]));
      const code = tf.add(draws[0]!, tf.mul(from!, tf.sub(draws[1]!, draws[0]!)));
      const fake = generate(c, q, tf.reshape(code, [size, bands * c.latent]), style!);

      const opposed = oppose(fake, () => game.slopes);
      const seen = augment(tf.concat([real as tf.Tensor4D, opposed]), batch);
      const styles = tf.concat([style!, style!]);
      const verdicts = judge(c, q, seen, styles);
      const verdict = { real: tf.slice(verdicts, 0, size), fake: tf.slice(verdicts, size) };
      const game = relativisticGame(verdict);
      const { discriminator, generator } = game;
      const losses: Tensors = { loss: discriminator, generator };
      if (penalised) {
        losses.penalty = tf.mul(
          2,
          gradientPenalty(detach(seen), (pictures) => judge(c, q, pictures, styles)),
        );
        losses.loss = tf.add(discriminator, tf.mul((c.gamma / 2) * c.penaltyEvery, losses.penalty));
      }
      return { losses, metrics: gameMetrics(verdict, { real: real!, fake }) };
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
  decode: (c, p, { code, style }) => clipPicture(generate(c, p, code, style)),
};
