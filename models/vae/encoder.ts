import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky } from '#training/networks/layers.ts';
import { encoderSides, type VaeConfig } from './config.ts';

/** Numbers of a code: the content of every cell, then the detail of every cell. */
export const codeSize = ({ grid, content, detail }: VaeConfig): number => grid * grid * (content + detail);

/** Whether a second layer follows the one that halves the picture to this side. */
const twofold = ({ size }: VaeConfig, side: number): boolean => side < size / 2 && side > 4;

export function encoderParameters(c: VaeConfig): ParameterSpec[] {
  const sides = encoderSides(c);
  const cell = c.content + c.detail;
  const last = c.encoder[sides.length - 1]!;
  return [
    ...sides.flatMap((side, stage) => {
      const width = c.encoder[stage]!;
      return [
        ...convolution(`encoder/${side}`, 3, stage === 0 ? 4 : c.encoder[stage - 1]!, width),
        ...(twofold(c, side) ? convolution(`encoder/${side}/more`, 3, width, width, 0.5) : []),
      ];
    }),
    ...(c.grid === 1 ? dense('encoder/mean', 16 * last, cell) : convolution('encoder/mean', 3, last, cell, 0.7)),
    { name: 'encoder/spread', shape: [codeSize(c)], deviation: 0, mean: 0 },
  ];
}

/** `[batch, size, size, 4]` → mean code `[batch, code]`. */
export function encode(c: VaeConfig, p: Tensors, images: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  const batch = images.shape[0];
  let h: tf.Tensor = images;
  for (const side of encoderSides(c)) {
    h = leaky(conv(`encoder/${side}`, h, 2));
    if (twofold(c, side)) h = tf.add(h, leaky(conv(`encoder/${side}/more`, h)));
  }
  if (c.grid === 1) return linear('encoder/mean', tf.reshape(h, [batch, -1])) as tf.Tensor2D;
  const cells = conv('encoder/mean', h);
  const part = (start: number, channels: number) =>
    tf.reshape(tf.slice(cells, [0, 0, 0, start], [-1, -1, -1, channels]), [batch, -1]);
  return c.detail === 0
    ? (part(0, c.content) as tf.Tensor2D)
    : (tf.concat([part(0, c.content), part(c.content, c.detail)], 1) as tf.Tensor2D);
}
