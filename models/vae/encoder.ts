import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky } from '#training/layers.ts';
import type { VaeConfig } from './config.ts';

/** Numbers of a code: the content of every cell, then the detail of every cell. */
export const codeSize = ({ grid, content, detail }: VaeConfig): number => grid * grid * (content + detail);

export function encoderParameters(c: VaeConfig): ParameterSpec[] {
  const [e0, e1, e2, e3] = c.encoder;
  const cell = c.content + c.detail;
  return [
    ...convolution('encoder/32', 3, 4, e0),
    ...convolution('encoder/16', 3, e0, e1),
    ...convolution('encoder/16/more', 3, e1, e1, 0.5),
    ...convolution('encoder/8', 3, e1, e2),
    ...convolution('encoder/8/more', 3, e2, e2, 0.5),
    ...(c.grid < 8 ? convolution('encoder/4', 3, e2, e3) : []),
    ...(c.grid === 1
      ? dense('encoder/mean', 16 * e3, cell)
      : convolution('encoder/mean', 3, c.grid === 8 ? e2 : e3, cell, 0.7)),
    { name: 'encoder/spread', shape: [codeSize(c)], deviation: 0, mean: 0 },
  ];
}

/** `[batch, 64, 64, 4]` → mean code `[batch, code]`. */
export function encode(c: VaeConfig, p: Tensors, images: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  const batch = images.shape[0];
  let h = leaky(conv('encoder/32', images, 2));
  h = leaky(conv('encoder/16', h, 2));
  h = tf.add(h, leaky(conv('encoder/16/more', h)));
  h = leaky(conv('encoder/8', h, 2));
  h = tf.add(h, leaky(conv('encoder/8/more', h)));
  if (c.grid < 8) h = leaky(conv('encoder/4', h, 2));
  if (c.grid === 1) return linear('encoder/mean', tf.reshape(h, [batch, -1])) as tf.Tensor2D;
  const cells = conv('encoder/mean', h);
  const part = (start: number, channels: number) =>
    tf.reshape(tf.slice(cells, [0, 0, 0, start], [-1, -1, -1, channels]), [batch, -1]);
  return c.detail === 0
    ? (part(0, c.content) as tf.Tensor2D)
    : (tf.concat([part(0, c.content), part(c.content, c.detail)], 1) as tf.Tensor2D);
}
