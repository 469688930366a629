import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, premultiply, twice } from '#training/networks/layers.ts';
import type { GanConfig } from './config.ts';
import { bandOf, bands, cellsOf, coarsest, finest, toSpheres } from './layout.ts';

interface Layer {
  name: string;
  from: number;
  to: number;
  /** The picture is made twice as large before. */
  up: boolean;
}

function convolutions({ generator: [c4, c8, c16, c32, c64] }: GanConfig): Layer[] {
  return [
    { name: '4', from: c4, to: c4, up: false },
    { name: '8', from: c4, to: c8, up: true },
    { name: '8/more', from: c8, to: c8, up: false },
    { name: '16', from: c8, to: c16, up: true },
    { name: '16/more', from: c16, to: c16, up: false },
    { name: '32', from: c16, to: c32, up: true },
    { name: '32/more', from: c32, to: c32, up: false },
    { name: '64', from: c32, to: c64, up: true },
  ].map((layer) => ({ ...layer, name: `generator/${layer.name}` }));
}

/** Layers after which a resolution adds its RGBA to the picture, and the window of the convolution that does. */
const painting: Record<string, number> = {
  'generator/8/more': 1,
  'generator/16/more': 1,
  'generator/32/more': 1,
  'generator/64': 3,
};

export function generatorParameters(c: GanConfig): ParameterSpec[] {
  const band = c.code / bands;
  return [
    ...convolution('generator/shape', 3, band / coarsest ** 2, c.generator[0]),
    ...convolution('generator/parts', 3, band / finest ** 2, c.generator[1]),
    ...convolutions(c).flatMap(({ name, from, to }) => [
      ...convolution(name, 3, from, to),
      ...dense(`${name}/style`, band + c.styles.length, from),
      ...(painting[name] ? convolution(`${name}/rgba`, painting[name], to, 4, 0.3) : []),
    ]),
  ];
}

/** Twice as large without the steps of nearest pixels, which each resolution would have to paint over. */
const smoothlyTwice = (x: tf.Tensor): tf.Tensor4D =>
  tf.image.resizeBilinear(x as tf.Tensor4D, [x.shape[1]! * 2, x.shape[2]! * 2], false, true);

/**
 * `code [batch, code]` and `style [batch, styles]` → premultiplied RGBA `[batch, 64, 64, 4]`: StyleGAN2's skip generator
 * (Karras et al. 2020), which begins at the cells of the shape and takes up those of the parts on its way (a style
 * map, Kim et al. 2021). What finish and style ask for scales the channels that go into a convolution, and
 * demodulation brings its outputs back to unit variance.
 */
export function generate(c: GanConfig, p: Tensors, code: tf.Tensor, style: tf.Tensor): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const batch = code.shape[0]!;
  const codes = toSpheres(code);
  const asked = tf.concat([bandOf(codes, 2), style as tf.Tensor2D], 1);
  const channelwise = (x: tf.Tensor) => tf.reshape(x, [batch, 1, 1, -1]);

  const modulated = ({ name, up }: Layer, x: tf.Tensor) => {
    const scale = tf.add(linear(`${name}/style`, asked), 1);
    const scaled = tf.mul(x, channelwise(scale));
    const filter = p[`${name}/w`] as tf.Tensor4D;
    const summed = tf.conv2d(up ? twice(scaled) : (scaled as tf.Tensor4D), filter, 1, 'same');
    const energy = tf.matMul(tf.square(scale) as tf.Tensor2D, tf.sum(tf.square(filter), [0, 1]) as tf.Tensor2D);
    const demodulated = tf.mul(summed, channelwise(tf.rsqrt(tf.add(energy, 1e-8))));
    return tf.mul(leaky(tf.add(demodulated, p[`${name}/b`]!)), Math.SQRT2);
  };

  let h: tf.Tensor = leaky(conv('generator/shape', cellsOf(bandOf(codes, 0), coarsest)));
  let rgba: tf.Tensor | undefined;
  for (const layer of convolutions(c)) {
    h = modulated(layer, h);
    if (layer.name === 'generator/8') h = tf.add(h, conv('generator/parts', cellsOf(bandOf(codes, 1), finest)));
    if (!painting[layer.name]) continue;
    const added = conv(`${layer.name}/rgba`, h);
    rgba = rgba ? tf.add(smoothlyTwice(rgba), added) : added;
  }
  return premultiply(tf.sigmoid(rgba!));
}
