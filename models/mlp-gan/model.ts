import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { crossEntropyGame, gameMetrics, oppose } from '#training/adversarial/adversarial.ts';
import { createArrays } from '#training/data/arrays.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import type { Family, ParameterGroup, ParameterSpec } from '#training/family.ts';
import { descend } from '#training/losses.ts';
import { dense, layers, leaky } from '#training/networks/layers.ts';
import { type MlpGanConfig, mlpGanConfig } from './config.ts';

/** Each layer's inputs and outputs, for widths such as 100, 128, 784. */
const steps = (widths: readonly number[]) => widths.slice(1).map((to, index) => [widths[index]!, to] as const);
const generatorWidths = (c: MlpGanConfig) => [c.latent, ...c.hidden, c.size ** 2];
const discriminatorWidths = (c: MlpGanConfig) => [c.size ** 2, ...c.hidden.toReversed(), 1];

/** He's scale in hidden layers; the last begins small, so that tanh and verdicts begin near 0, where they slope. */
function network(name: string, widths: readonly number[]): ParameterSpec[] {
  const last = widths.length - 2;
  return steps(widths).flatMap(([from, to], index) => dense(`${name}/${index}`, from, to, index < last ? 1.4 : 0.2));
}

/** Dense layers with leaky rectifiers between them; the last one gives its sums as they are. */
function apply(name: string, p: Tensors, count: number, x: tf.Tensor): tf.Tensor {
  const { linear } = layers(p);
  let h = x;
  for (let index = 0; index < count; index++) {
    h = linear(`${name}/${index}`, h);
    if (index < count - 1) h = leaky(h);
  }
  return h;
}

/** `[batch, latent]` → grey pictures `[batch, size · size]` in [-1, 1]. */
const generate = (c: MlpGanConfig, p: Tensors, code: tf.Tensor) =>
  tf.tanh(apply('generator', p, c.hidden.length + 1, code));

/** Grey pictures → how real they look, `[batch]`. */
const judge = (c: MlpGanConfig, p: Tensors, pictures: tf.Tensor) =>
  tf.reshape(apply('discriminator', p, c.hidden.length + 1, pictures), [-1]) as tf.Tensor1D;

/** Premultiplied RGBA over white as grey in [-1, 1] (luma of ITU-R BT.601). */
function toGrey(rgba: Float32Array, grey: Float32Array): void {
  for (let i = 0; i < grey.length; i++) {
    const [red, green, blue, alpha] = rgba.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number];
    grey[i] = 2 * (0.299 * red + 0.587 * green + 0.114 * blue + 1 - alpha) - 1;
  }
}

const descent: Omit<ParameterGroup, 'name' | 'parameters'> = {
  rate: 1,
  beta1: 0.5,
  beta2: 0.999,
  emaDecay: 0.998,
  maxNorm: 100,
};

/** The textbook GAN (Goodfellow et al. 2014) of fully connected layers, on small grey pictures. */
export const mlpGan: Family<MlpGanConfig> = {
  name: 'mlp-gan',
  config: mlpGanConfig,
  configFor: ({ size }) => ({ size, latent: 100, hidden: [128, 256, 512, 1024] }),
  defaults: { size: 28, batchSize: 64, learningRate: 1e-4 },
  groups: (c) => [
    { name: 'generator', parameters: network('generator', generatorWidths(c)), ...descent },
    { name: 'discriminator', parameters: network('discriminator', discriminatorWidths(c)), role: 'judges', ...descent },
  ],
  batchSignature: (c, size) => ({
    real: { shape: [size, c.size ** 2] },
    noise: { shape: [size, c.latent] },
  }),
  batches: (c, dataset) => {
    const training = trainingPictures(dataset);
    const pixels = c.size ** 2;
    const array = createArrays();
    return {
      count: training.length,
      next: (random, size) => {
        const real = array('real', size * pixels);
        for (let row = 0; row < size; row++) {
          const rgba = array('picture', pixels * 4);
          copyPicture(dataset, training[random.integer(training.length)]!, rgba);
          toGrey(rgba, real.subarray(row * pixels, (row + 1) * pixels));
        }
        return { real, noise: Float32Array.from({ length: size * c.latent }, () => random.normal()) };
      },
    };
  },
  step: (c, p, { real, noise }) =>
    descend(p, (q) => {
      const fake = generate(c, q, noise!);
      const verdict = {
        real: judge(c, q, real!),
        fake: judge(
          c,
          q,
          oppose(fake, () => game.slopes),
        ),
      };
      const game = crossEntropyGame(verdict);
      const { discriminator, generator } = game;
      return {
        losses: { loss: discriminator, generator },
        metrics: gameMetrics(verdict, { real: real!, fake }),
      };
    }),
  code: (c) => ({ size: c.latent, detail: 0 }),
  drawn: true,
  styles: () => ['grey'],
  size: (c) => c.size,
  decode: (c, p, { code }) => {
    const grey = tf.reshape(generate(c, p, code), [-1, c.size, c.size, 1]);
    const light = tf.div(tf.add(grey, 1), 2);
    return tf.concat([light, light, light, tf.onesLike(light)], 3) as tf.Tensor4D;
  },
};
