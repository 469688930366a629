import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { adoptStyles } from '#training/adopt.ts';
import { detach, gameMetrics, gradientPenalty, oppose, relativisticGame } from '#training/adversarial.ts';
import { augment, augmentationSignature } from '#training/augmentation.ts';
import { discriminatorParameters, judge, look } from '#training/discriminator.ts';
import type { Family, Player } from '#training/family.ts';
import { descend, edgeL1, klDivergence, multiScaleL1 } from '#training/losses.ts';
import { type VaeConfig, vaeConfig } from './config.ts';
import { decode, decoderParameters } from './decoder.ts';
import { codeSize, encode, encoderParameters } from './encoder.ts';
import { createPairs, mixesOf } from './pairs.ts';

const player: Omit<Player, 'prefix' | 'rate'> = { beta1: 0.9, beta2: 0.99, emaDecay: 0.998, maxNorm: 1 };

const adversarial = (c: VaeConfig): boolean => c.adversarialWeight > 0;

/** Of pictures `[batch, …]`, the first `count`. */
const first = <Any extends tf.Tensor>(x: Any, count: number): Any =>
  tf.slice(x, 0, [count, ...x.shape.slice(1)] as number[]) as Any;

export const vae: Family<VaeConfig> = {
  name: 'vae',
  config: vaeConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    grid: 8,
    content: 8,
    detail: 2,
    encoder: [32, 64, 128, 192],
    decoder: [192, 128, 64, 64],
    modulation: 192,
    discriminator: [32, 64, 128, 256],
    features: 256,
    klWeight: 0.12,
    edgeWeight: 0.5,
    adversarialWeight: 0.08,
    perceptualWeight: 0.1,
    gamma: 0.5,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 8e-4 },
  parameters: (c) => [
    ...encoderParameters(c),
    ...decoderParameters(c),
    ...(adversarial(c) ? discriminatorParameters(c) : []),
  ],
  players: [
    { prefix: 'encoder/', rate: 1, ...player },
    { prefix: 'decoder/', rate: 1, ...player },
    { prefix: 'discriminator/', rate: 1, ...player, beta1: 0, maxNorm: 100 },
  ],
  batchSignature: (c, size) => ({
    source: { shape: [size, c.size, c.size, 4] },
    target: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    keep: { shape: [size, 1] },
    noise: { shape: [size, codeSize(c)] },
    ...(adversarial(c)
      ? {
          share: { shape: [mixesOf(size), 1] },
          stray: { shape: [mixesOf(size), codeSize(c)] },
          keepMixed: { shape: [mixesOf(size), 1] },
          ...augmentationSignature(2 * size + mixesOf(size), c.size),
        }
      : {}),
  }),
  batches: (c, dataset) => createPairs(c, dataset, codeSize(c), adversarial(c)),

  /**
   * Descends reconstruction + edgeWeight · edges + klWeight · KL: the negative evidence lower bound
   * E[−log p(x | z)] + KL(q(z | x) ‖ N(0, 1)) (Kingma and Welling 2014) with the divergence weighted (Higgins et al.
   * 2017) and p a Laplace distribution over pixels at four resolutions. `source` is encoded; `target` is the same
   * concept as another set draws it, or the source itself.
   *
   * With an adversary, both players also descend the relativistic pairing game with γ/2 (R1 + R2): beside each target
   * its reconstruction is judged, and codes between two pictures' (`share`) or beside one's (`stray`), which nothing
   * else teaches the decoder to paint (Berthelot et al. 2019). What the discriminator sees is to be the same as well
   * (Larsen et al. 2016).
   */
  step: (c, p, { source, target, style, keep, noise, share, stray, keepMixed, ...drawn }, penalised) =>
    descend(p, (q) => {
      const size = source!.shape[0]!;
      const mean = encode(c, q, source as tf.Tensor4D);
      const logVariance = tf.sub(tf.mul(3, tf.tanh(q['encoder/spread']!)), 2);
      const code = tf.add(mean, tf.mul(tf.exp(tf.mul(0.5, logVariance)), noise!));
      const real = target as tf.Tensor4D;
      const kl = klDivergence(mean, logVariance);
      const bound = (image: tf.Tensor4D) => {
        const reconstruction = multiScaleL1(image, real);
        const edges = edgeL1(image, real);
        const loss = tf.addN([reconstruction, tf.mul(c.edgeWeight, edges), tf.mul(c.klWeight, kl)]);
        return { loss, reconstruction, edges, kl };
      };
      if (!adversarial(c)) return { losses: bound(decode(c, q, { code, style: style!, keep: keep! })) };

      const mixes = mixesOf(size);
      const others = tf.slice(code, [mixes, 0], [mixes, -1]);
      const between = tf.add(first(code, mixes), tf.mul(share!, tf.sub(others, first(code, mixes))));
      const mixed = tf.add(between, stray!);
      const fake = decode(c, q, {
        code: tf.concat([code, mixed]),
        style: tf.concat([style!, first(style!, mixes)]),
        keep: tf.concat([keep!, keepMixed!]),
      });
      const { loss, ...losses } = bound(first(fake, size));

      const slopes = () => {
        const scaled = tf.keep(tf.mul(game.slopes, c.adversarialWeight));
        game.slopes.dispose();
        return scaled as tf.Tensor1D;
      };
      const seen = augment(tf.concat([real, oppose(fake, slopes)]), drawn);
      const styles = tf.concat([style!, style!, first(style!, mixes)]);
      const verdicts = judge(c, q, seen, styles);
      const ofReal = tf.slice(verdicts, 0, size);
      const verdict = { real: tf.concat([ofReal, first(ofReal, mixes)]), fake: tf.slice(verdicts, size) };
      const game = relativisticGame(verdict);
      const parts = [loss, game.discriminator, perceptual(c, q, first(fake, size), real)];
      const named: Tensors = { ...losses, discriminator: game.discriminator, generator: game.generator };
      if (penalised) {
        named.penalty = tf.mul(
          2,
          gradientPenalty(detach(seen), (pictures) => judge(c, q, pictures, styles)),
        );
        parts.push(tf.mul((c.gamma / 2) * c.penaltyEvery, named.penalty));
      }
      return { losses: { loss: tf.addN(parts), ...named }, metrics: gameMetrics(verdict, { real, fake }) };
    }),
  penaltyEvery: (c) => (adversarial(c) ? c.penaltyEvery : 0),
  adopt: (c, { config, weights }) => {
    const styled = (name: string) => adoptStyles(weights[name]!, codeSize(c), config.styles, c.styles);
    const names = ['decoder/modulation/w', ...(c.grid === 1 ? ['decoder/4/w'] : [])];
    return { ...weights, ...Object.fromEntries(names.map((name) => [name, styled(name)])) };
  },
  code: (c) => ({ size: codeSize(c), detail: c.grid * c.grid * c.detail, grid: c.grid }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  decode,
  encode,
};

/**
 * Mean absolute difference in what the discriminator sees, averaged over its resolutions, weighted (Larsen et al. 2016).
 * Only the pictures learn from it, not the discriminator.
 */
function perceptual(c: VaeConfig, p: Tensors, image: tf.Tensor4D, target: tf.Tensor4D): tf.Scalar {
  const fixed = Object.fromEntries(
    Object.entries(p).flatMap(([name, value]) => (name.startsWith('discriminator/') ? [[name, detach(value)]] : [])),
  );
  const size = image.shape[0];
  const differences = look(c, fixed, tf.concat([image, target])).map((features) => {
    const [of, wanted] = [first(features, size), tf.slice(features, size)];
    return tf.mean(tf.abs(tf.sub(of, wanted)));
  });
  return tf.mul(c.perceptualWeight, tf.addN(differences)) as tf.Scalar;
}
