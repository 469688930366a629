import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { descend } from '#training/losses.ts';

/** Numbers in the generator's code. */
export const noiseSize = 128;

const firstSide = 4;
const firstChannels = 256;
/** The side of each convolution's output, and its channels. */
const generator = [
  [8, 128],
  [16, 64],
  [32, 32],
  [64, 32],
] as const;
const discriminator = [
  [32, 32],
  [16, 64],
  [8, 128],
  [4, 256],
] as const;

export function ganParameters(): ParameterSpec[] {
  const draw = (name: string, shape: number[]): ParameterSpec => ({ name, shape, deviation: 0.05 });
  const specs = [
    draw('generator/4/w', [noiseSize, firstSide * firstSide * firstChannels]),
    draw('generator/4/b', [firstSide * firstSide * firstChannels]),
  ];
  let channels = firstChannels;
  for (const [side, filters] of generator) {
    specs.push(draw(`generator/${side}/w`, [3, 3, channels, filters]), draw(`generator/${side}/b`, [filters]));
    channels = filters;
  }
  specs.push(draw('generator/rgb/w', [3, 3, channels, 3]), draw('generator/rgb/b', [3]));
  channels = 3;
  for (const [side, filters] of discriminator) {
    specs.push(draw(`discriminator/${side}/w`, [3, 3, channels, filters]));
    channels = filters;
  }
  return [...specs, draw('discriminator/score/w', [firstSide * firstSide * channels, 1])];
}

/** `[batch, 128]` → `[batch, 64, 64, 3]` in [-1, 1]. */
export function generate(p: Tensors, noise: tf.Tensor): tf.Tensor4D {
  const conv = (name: string, x: tf.Tensor) =>
    tf.add(tf.conv2d(x as tf.Tensor4D, p[`${name}/w`] as tf.Tensor4D, 1, 'same'), p[`${name}/b`]!);
  const first = tf.add(tf.matMul(noise as tf.Tensor2D, p['generator/4/w'] as tf.Tensor2D), p['generator/4/b']!);
  let h: tf.Tensor = tf.reshape(first, [-1, firstSide, firstSide, firstChannels]);
  for (const [side] of generator) {
    h = tf.image.resizeNearestNeighbor(h as tf.Tensor4D, [side, side]);
    h = tf.leakyRelu(conv(`generator/${side}`, h), 0.2);
  }
  return tf.tanh(conv('generator/rgb', h)) as tf.Tensor4D;
}

/** `[batch, 64, 64, 3]` → `[batch, 1]`, greater for pictures taken to be real. */
function judge(p: Tensors, pictures: tf.Tensor): tf.Tensor {
  let h = pictures;
  for (const [side] of discriminator) {
    h = tf.leakyRelu(tf.conv2d(h as tf.Tensor4D, p[`discriminator/${side}/w`] as tf.Tensor4D, 2, 'same'), 0.2);
  }
  return tf.matMul(tf.reshape(h, [pictures.shape[0]!, -1]) as tf.Tensor2D, p['discriminator/score/w'] as tf.Tensor2D);
}

/**
 * Gradients of both players' non-saturating losses (Goodfellow et al. 2014), each from noise and forward passes of its
 * own: `gradient:` by parameter, `loss:` by player.
 */
export function ganStep({ real, noise, moreNoise, ...p }: Tensors): Tensors {
  const mine = (player: string) => Object.fromEntries(Object.entries(p).filter(([name]) => name.startsWith(player)));
  const judging = descend(mine('discriminator/'), (q) => {
    const fake = generate(p, noise!);
    const onReal = tf.mean(tf.softplus(tf.neg(judge(q, real!))));
    return { losses: { loss: tf.add(onReal, tf.mean(tf.softplus(judge(q, fake)))) } };
  });
  const generating = descend(mine('generator/'), (q) => ({
    losses: { loss: tf.mean(tf.softplus(tf.neg(judge(p, generate(q, moreNoise!))))) },
  }));
  const gradients = Object.entries({ ...judging.gradients, ...generating.gradients });
  return {
    ...Object.fromEntries(gradients.map(([name, gradient]) => [`gradient:${name}`, gradient])),
    'loss:discriminator': judging.losses.loss!,
    'loss:generator': generating.losses.loss!,
  };
}
