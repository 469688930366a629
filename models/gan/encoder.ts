import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky } from '#training/networks/layers.ts';
import type { GanConfig } from './config.ts';
import { bands, coarsest, finest, toSpheres } from './layout.ts';

export function encoderParameters({ encoder: [e32, e16, e8, e4], code }: GanConfig): ParameterSpec[] {
  const band = code / bands;
  return [
    ...convolution('encoder/32', 3, 4, e32),
    ...convolution('encoder/16', 3, e32, e16),
    ...convolution('encoder/16/more', 3, e16, e16, 0.5),
    ...convolution('encoder/8', 3, e16, e8),
    ...convolution('encoder/8/more', 3, e8, e8, 0.5),
    ...convolution('encoder/parts', 3, e8, band / finest ** 2, 0.7),
    ...convolution('encoder/4', 3, e8, e4),
    ...convolution('encoder/shape', 3, e4, band / coarsest ** 2, 0.7),
    ...dense('encoder/finish', coarsest ** 2 * e4, band),
  ];
}

/** `[batch, 64, 64, 4]` → the codes of pictures, `[batch, code]`. */
export function encode(p: Tensors, pictures: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  let h = leaky(conv('encoder/32', pictures, 2));
  for (const name of ['encoder/16', 'encoder/8']) {
    h = leaky(conv(name, h, 2));
    h = tf.add(h, leaky(conv(`${name}/more`, h)));
  }
  const flat = (x: tf.Tensor) => tf.reshape(x, [pictures.shape[0], -1]) as tf.Tensor2D;
  const small = leaky(conv('encoder/4', h, 2));
  const [shape, parts, finish] = [
    flat(conv('encoder/shape', small)),
    flat(conv('encoder/parts', h)),
    linear('encoder/finish', flat(small)) as tf.Tensor2D,
  ];
  return toSpheres(tf.concat([shape, parts, finish], 1));
}
