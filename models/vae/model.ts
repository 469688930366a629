import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { Family, ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, premultiply, twice } from '#training/layers.ts';
import { descend, edgeL1, klDivergence, multiScaleL1 } from '#training/losses.ts';
import { type VaeConfig, vaeConfig } from './config.ts';
import { createPairs } from './pairs.ts';

const side = 4;

function parameters(c: VaeConfig): ParameterSpec[] {
  const [e0, e1, e2, e3] = c.encoder;
  const [d0, d1, d2, d3] = c.decoder;
  const code = c.content + c.detail;
  const input = code + c.styles.length;
  return [
    ...convolution('encoder/32', 3, 4, e0),
    ...convolution('encoder/16', 3, e0, e1),
    ...convolution('encoder/16/more', 3, e1, e1, 0.5),
    ...convolution('encoder/8', 3, e1, e2),
    ...convolution('encoder/8/more', 3, e2, e2, 0.5),
    ...convolution('encoder/4', 3, e2, e3),
    ...dense('encoder/mean', side * side * e3, code),
    { name: 'encoder/spread', shape: [code], deviation: 0, mean: 0 },
    ...dense('decoder/modulation', input, c.modulation),
    ...dense('decoder/4', input, side * side * d0),
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

/** `[batch, 64, 64, 4]` → mean code `[batch, content + detail]`. */
function encode(_config: VaeConfig, p: Tensors, images: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  let h = leaky(conv('encoder/32', images, 2));
  h = leaky(conv('encoder/16', h, 2));
  h = tf.add(h, leaky(conv('encoder/16/more', h)));
  h = leaky(conv('encoder/8', h, 2));
  h = tf.add(h, leaky(conv('encoder/8/more', h)));
  h = leaky(conv('encoder/4', h, 2));
  return linear('encoder/mean', tf.reshape(h, [images.shape[0], -1])) as tf.Tensor2D;
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
function decode(
  c: VaeConfig,
  p: Tensors,
  { code, style, keep }: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor },
): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const batch = code.shape[0]!;
  const content = tf.slice(code, [0, 0], [batch, c.content]);
  const detail = tf.mul(tf.slice(code, [0, c.content], [batch, c.detail]), keep);
  const input = tf.concat([content, detail, style], 1);
  const modulation = leaky(linear('decoder/modulation', input));

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

  let h: tf.Tensor = tf.reshape(leaky(linear('decoder/4', input)), [batch, side, side, c.decoder[0]]);
  h = block('decoder/8', twice(h));
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

export const vae: Family<VaeConfig> = {
  name: 'vae',
  config: vaeConfig,
  configFor: ({ styles }) => ({
    size: 64,
    styles: [...styles],
    content: 192,
    detail: 64,
    encoder: [32, 64, 128, 192],
    decoder: [192, 128, 64, 64],
    modulation: 192,
    klWeight: 0.003,
    edgeWeight: 0.5,
  }),
  defaults: { size: 64, batchSize: 16, learningRate: 8e-4 },
  parameters,
  players: [{ prefix: '', rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.998, maxNorm: 1 }],
  batchSignature: (c, size) => ({
    source: { shape: [size, c.size, c.size, 4] },
    target: { shape: [size, c.size, c.size, 4] },
    style: { shape: [size, c.styles.length] },
    keep: { shape: [size, 1] },
    noise: { shape: [size, c.content + c.detail] },
  }),
  batches: (c, dataset) => createPairs(c, dataset),

  /**
   * Descends reconstruction + klWeight · KL, the negative evidence lower bound with the divergence weighted (β-VAE,
   * Higgins et al. 2017). `source` is encoded; `target` is the same concept as another set draws it, or the source
   * itself where `keep` is 1.
   */
  step: (c, p, batch) =>
    descend(p, (q) => {
      const mean = encode(c, q, batch.source as tf.Tensor4D);
      const logVariance = tf.sub(tf.mul(3, tf.tanh(q['encoder/spread']!)), 2);
      const code = tf.add(mean, tf.mul(tf.exp(tf.mul(0.5, logVariance)), batch.noise!));
      const image = decode(c, q, { code, style: batch.style!, keep: batch.keep! });
      const reconstruction = multiScaleL1(image, batch.target as tf.Tensor4D);
      const edges = edgeL1(image, batch.target as tf.Tensor4D);
      const kl = klDivergence(mean, logVariance);
      const loss = tf.addN([reconstruction, tf.mul(c.edgeWeight, edges), tf.mul(c.klWeight, kl)]);
      return { losses: { loss, reconstruction, edges, kl } };
    }),
  code: (c) => ({ size: c.content + c.detail, detail: c.detail }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  decode,
  encode,
};
