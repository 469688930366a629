import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from './family.ts';
import { convolution, dense, layers, leaky } from './layers.ts';

/** The size of a discriminator of 64 × 64 RGBA pictures in several styles. */
export interface DiscriminatorConfig {
  styles: readonly string[];
  /** Channels at 32, 16, 8 and 4 pixels. */
  discriminator: readonly [number, number, number, number];
  /** Numbers that it sees in a picture before its verdict. */
  features: number;
}

const side = 4;

/** Each resolution: its name, channels before and in it. */
const stages = ({ discriminator }: DiscriminatorConfig) =>
  discriminator.map((to, index) => ({
    name: `discriminator/${32 >> index}`,
    from: index === 0 ? 4 : discriminator[index - 1]!,
    to,
    last: index === discriminator.length - 1,
  }));

export function discriminatorParameters(c: DiscriminatorConfig): ParameterSpec[] {
  return [
    ...stages(c).flatMap(({ name, from, to, last }) => [
      ...convolution(name, 3, from, to),
      ...(last ? [] : convolution(`${name}/more`, 3, to, to, 0.5)),
    ]),
    ...dense('discriminator/features', side * side * c.discriminator.at(-1)!, c.features, 1.4),
    ...dense('discriminator/verdict', c.features, 1, 0.3),
    { name: 'discriminator/styles', shape: [c.styles.length, c.features], deviation: 0.3 * Math.sqrt(1 / c.features) },
  ];
}

/**
 * What a discriminator sees in premultiplied RGBA `[batch, 64, 64, 4]`, from fine to coarse:
 * `[batch, side, side, channels]` at 32, 16, 8 and 4 pixels.
 */
export function look(c: DiscriminatorConfig, p: Tensors, pictures: tf.Tensor4D): tf.Tensor4D[] {
  const { conv } = layers(p);
  let h: tf.Tensor = tf.sub(tf.mul(pictures, 2), 1);
  return stages(c).map(({ name, last }) => {
    h = leaky(conv(name, h, 2));
    if (!last) h = tf.add(h, leaky(conv(`${name}/more`, h)));
    return h as tf.Tensor4D;
  });
}

/**
 * Premultiplied RGBA `[batch, 64, 64, 4]` → how real it looks for its style, `[batch]`: the verdict on its features plus
 * their product with the style's own vector (the projection discriminator, Miyato and Koyama 2018). Nothing normalises,
 * nothing mixes the pictures of a batch.
 */
export function judge(c: DiscriminatorConfig, p: Tensors, pictures: tf.Tensor4D, style: tf.Tensor): tf.Tensor1D {
  const { linear } = layers(p);
  const seen = look(c, p, pictures).at(-1)!;
  const features = leaky(linear('discriminator/features', tf.reshape(seen, [pictures.shape[0], -1])));
  const ofStyle = tf.matMul(style as tf.Tensor2D, p['discriminator/styles'] as tf.Tensor2D);
  const verdict = tf.reshape(linear('discriminator/verdict', features), [-1]);
  return tf.add(verdict, tf.sum(tf.mul(features, ofStyle), 1));
}
