import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, premultiply, twice } from '#training/layers.ts';
import type { VaeConfig } from './config.ts';
import { codeSize } from './encoder.ts';

export function decoderParameters(c: VaeConfig): ParameterSpec[] {
  const [d0, d1, d2, d3] = c.decoder;
  const cell = c.content + c.detail;
  return [
    ...dense('decoder/modulation', codeSize(c) + c.styles.length, c.modulation),
    ...(c.grid === 1 ? dense('decoder/4', cell + c.styles.length, 16 * d0) : modulated('decoder/start', c, cell, d0)),
    ...modulated('decoder/8', c, d0, d0),
    ...modulated('decoder/8/more', c, d0, d0, 0.5),
    ...convolution('decoder/8/narrow', 1, d0, d1),
    ...modulated('decoder/16', c, d1, d1),
    ...modulated('decoder/16/more', c, d1, d1, 0.5),
    ...convolution('decoder/16/rgba', 1, d1, 4, 0.3),
    ...convolution('decoder/16/narrow', 1, d1, d2),
    ...modulated('decoder/32', c, d2, d2),
    ...modulated('decoder/32/more', c, d2, d2, 0.5),
    ...convolution('decoder/32/rgba', 1, d2, 4, 0.3),
    ...modulated('decoder/64', c, d2, d3),
    ...convolution('decoder/64/rgba', 3, d3, 16, 0.3),
  ];
}

function modulated(name: string, c: VaeConfig, from: number, to: number, gain = 1): ParameterSpec[] {
  return [...convolution(name, 3, from, to, gain), ...dense(`${name}/modulation`, c.modulation, to * 2, 0.1)];
}

/** `[batch, n, n, 16]` → `[batch, 2n, 2n, 4]`: each pixel's channels become 2 × 2 pixels (Shi et al. 2016). */
function shuffle(x: tf.Tensor): tf.Tensor {
  const [batch, height, width] = x.shape as [number, number, number];
  const blocks = tf.transpose(tf.reshape(x, [batch, height, width, 2, 2, 4]), [0, 1, 3, 2, 4, 5]);
  return tf.reshape(blocks, [batch, height * 2, width * 2, 4]);
}

/**
 * Code and style → picture. Every convolution is scaled and shifted channel by channel by what code and style ask for
 * (FiLM, Perez et al. 2018); each resolution adds its own RGBA to the picture (StyleGAN2's skip generator).
 */
export function decode(
  c: VaeConfig,
  p: Tensors,
  { code, style, keep }: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor },
): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const batch = code.shape[0]!;
  const contents = c.grid * c.grid * c.content;
  const content = tf.slice(code, [0, 0], [batch, contents]);
  const detail = tf.mul(tf.slice(code, [0, contents], [batch, codeSize(c) - contents]), keep);
  const modulation = leaky(linear('decoder/modulation', tf.concat([content, detail, style], 1)));

  const modulate = (name: string, x: tf.Tensor) => {
    const channels = x.shape[3]!;
    const [scale, shift] = [0, channels].map((start) =>
      tf.reshape(tf.slice(linear(`${name}/modulation`, modulation), [0, start], [batch, channels]), [
        batch,
        1,
        1,
        channels,
      ]),
    );
    return leaky(tf.add(tf.mul(x, tf.add(scale!, 1)), shift!));
  };
  const block = (name: string, x: tf.Tensor) => modulate(name, conv(name, x));
  const grid = (x: tf.Tensor, channels: number) => tf.reshape(x, [batch, c.grid, c.grid, channels]);

  let h: tf.Tensor;
  if (c.grid === 1) {
    const start = linear('decoder/4', tf.concat([content, detail, style], 1));
    h = tf.reshape(leaky(start), [batch, 4, 4, c.decoder[0]]);
  } else h = block('decoder/start', tf.concat([grid(content, c.content), grid(detail, c.detail)], 3));
  h = block('decoder/8', c.grid === 8 ? h : twice(h));
  h = tf.add(h, block('decoder/8/more', h));
  h = block('decoder/16', twice(conv('decoder/8/narrow', h)));
  h = tf.add(h, block('decoder/16/more', h));
  let rgba = conv('decoder/16/rgba', h);
  h = block('decoder/32', twice(conv('decoder/16/narrow', h)));
  h = tf.add(h, block('decoder/32/more', h));
  rgba = tf.add(twice(rgba), conv('decoder/32/rgba', h));
  h = block('decoder/64', h);
  rgba = tf.sigmoid(tf.add(twice(rgba), shuffle(conv('decoder/64/rgba', h))));
  return premultiply(rgba);
}
