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
import { astray, descend, klDivergence, towardNext } from '#training/losses.ts';
import { type VaeConfig, vaeConfig } from './config.ts';
import { decode, decoderParameters } from './decoder.ts';
import { codeSize, encode, encoderParameters } from './encoder.ts';
import { grows, growWeights } from './grow.ts';
import { createPairs } from './pairs.ts';

/** The shapes of a new model, by the size of its pictures: finer cells hold faces and hats, coarser ones mix better. */
const small = {
  ...{ size: 64, grid: 8, content: 8, detail: 2 },
  ...{ encoder: [32, 64, 128], decoder: [192, 128, 64, 64] },
} satisfies Partial<VaeConfig>;
const large = {
  ...{ size: 128, grid: 16, content: 6, detail: 10 },
  ...{ encoder: [32, 48, 96], decoder: [128, 64, 32] },
} satisfies Partial<VaeConfig>;

export const vae: Family<VaeConfig> = {
  name: 'vae',
  config: vaeConfig,
  configFor: ({ styles, size }) => ({
    styles: [...styles],
    ...(size === large.size ? large : small),
    modulation: 192,
    heads: 48,
    klWeight: 0.12,
    edgeWeight: 0.5,
    adversarialWeight: 0.4,
    perceptualWeight: 0.5,
    gamma: 0.2,
    penaltyEvery: 4,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 8e-4 },
  groups: (c) => [
    { name: 'encoder', parameters: encoderParameters(c), role: 'reads', rate: 1, ...descent },
    { name: 'decoder', parameters: decoderParameters(c), rate: 1, ...descent },
    discriminatorGroup(c),
  ],
  batchSignature: (c, size) => ({
    source: { shape: [size, c.size, c.size, 4] },
    target: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    keep: { shape: [size, 1] },
    noise: { shape: [size, codeSize(c)] },
    weight: { shape: [size, 1, 1, 1] },
    ...(hasAdversary(c)
      ? {
          share: { shape: [size, 1] },
          stray: { shape: [size, codeSize(c)] },
          otherStyle: { shape: [size, c.styles.length] },
          ...augmentationSignature(size, c.size, viewSize),
        }
      : {}),
  }),
  batches: (c, dataset) => createPairs(c, dataset, codeSize(c), hasAdversary(c)),
  ...againstAdversary,

  /**
   * Descends reconstruction + edgeWeight · edges + klWeight · KL: the negative evidence lower bound
   * E[−log p(x | z)] + KL(q(z | x) ‖ N(0, 1)) (Kingma and Welling 2014) with the divergence weighted (Higgins et al.
   * 2017) and p a Laplace distribution over pixels at four resolutions. `source` is encoded; `target` is the same
   * concept as another set draws it, or the source itself. Each row counts by its `weight`: less across styles.
   *
   * With an adversary, both players also play the game of `adversarialLoss`. Codes between two pictures' or beside one's,
   * which nothing else teaches the decoder to paint, count by the game alone (Berthelot et al. 2019) and by where there is
   * something at all.
   */
  step: (c, p, { source, target, style, keep, noise, weight, share, stray, otherStyle, ...drawn }, penalised, fixed) =>
    descend(p, (q) => {
      const mean = encode(c, q, source as tf.Tensor4D);
      const logVariance = tf.sub(tf.mul(3, tf.tanh(q['encoder/spread']!)), 2);
      const code = tf.add(mean, tf.mul(tf.exp(tf.mul(0.5, logVariance)), noise!));
      const real = target as tf.Tensor4D;
      const kl = klDivergence(mean, logVariance);
      const bound = (painted: tf.Tensor4D) => {
        const { reconstruction, edges } = likeness(painted, real, weight!);
        const loss = tf.addN([reconstruction, tf.mul(c.edgeWeight, edges), tf.mul(c.klWeight, kl)]);
        return { loss, reconstruction, edges, kl };
      };
      if (!hasAdversary(c)) return { losses: bound(decode(c, q, { code, style: style!, keep: keep! })) };

      const moved = tf.add(towardNext(code, share!), stray!);
      const fake = decode(c, q, { code: moved, style: style!, keep: keep! });
      const reconstructed = bound(fake);
      const misplaced = astray(fake, real, {
        share: tf.reshape(share!, [-1, 1, 1, 1]),
        rows: tf.equal(weight!, 0),
      });
      const contest = { real, fake, style: style!, otherStyle: otherStyle!, drawn, penalised };
      return adversarialLoss(q, fixed, {
        contest,
        bound: reconstructed,
        misplaced,
        counts: countsByView(weight!),
        weights: c,
      });
    }),
  adopt: (c, { config, weights }) => {
    const grown = grows(config, c) ? growWeights(config, { ...c, styles: config.styles }, weights) : weights;
    const styled = (name: string) => adoptStyles(grown[name]!, codeSize(c), config.styles, c.styles);
    const names = ['decoder/modulation/w', ...(c.grid === 1 ? ['decoder/4/w'] : [])];
    return { ...grown, ...Object.fromEntries(names.map((name) => [name, styled(name)])) };
  },
  code: (c) => ({ size: codeSize(c), detail: c.grid * c.grid * c.detail, grid: c.grid }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  // Fine cells tell colours themselves: brought to a style's, they come back worse (0.0345 against 0.0318).
  graded: ({ grid }) => grid < 16,
  decode,
  encode,
};
