import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky } from '#training/layers.ts';
import type { GanConfig } from './config.ts';

const side = 4;

/** Each resolution: its name, channels before and in it. */
const stages = ({ discriminator }: GanConfig) =>
  discriminator.map((to, index) => ({
    name: `discriminator/${32 >> index}`,
    from: index === 0 ? 4 : discriminator[index - 1]!,
    to,
    last: index === discriminator.length - 1,
  }));

export function discriminatorParameters(c: GanConfig): ParameterSpec[] {
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
 * Premultiplied RGBA `[batch, 64, 64, 4]` → how real it looks for its style, `[batch]`: the verdict on its features plus
 * their product with the style's own vector (the projection discriminator, Miyato and Koyama 2018). Nothing normalises,
 * nothing mixes the pictures of a batch.
 */
export function judge(c: GanConfig, p: Tensors, pictures: tf.Tensor4D, style: tf.Tensor): tf.Tensor1D {
  const { conv, linear } = layers(p);
  let h: tf.Tensor = tf.sub(tf.mul(pictures, 2), 1);
  for (const { name, last } of stages(c)) {
    h = leaky(conv(name, h, 2));
    if (!last) h = tf.add(h, leaky(conv(`${name}/more`, h)));
  }
  const features = leaky(linear('discriminator/features', tf.reshape(h, [pictures.shape[0], -1])));
  const ofStyle = tf.matMul(style as tf.Tensor2D, p['discriminator/styles'] as tf.Tensor2D);
  const verdict = tf.reshape(linear('discriminator/verdict', features), [-1]);
  return tf.add(verdict, tf.sum(tf.mul(features, ofStyle), 1));
}
