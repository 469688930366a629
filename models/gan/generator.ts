import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, twice } from '#training/layers.ts';
import type { GanConfig } from './config.ts';
import { toSphere } from './encoder.ts';

const side = 4;

/**
 * The code is three vectors w, one for each band of resolutions: 4 and 8 pixels decide the shape, 16 the parts, 32 and
 * 64 the finish. Codes of two pictures can be mixed band by band.
 */
export const bands = 3;

interface Layer {
  name: string;
  band: number;
  from: number;
  to: number;
  /** The picture is made twice as large before. */
  up: boolean;
}

function convolutions({ generator: [c4, c8, c16, c32, c64] }: GanConfig): Layer[] {
  return [
    { name: '4', band: 0, from: c4, to: c4, up: false },
    { name: '8', band: 0, from: c4, to: c8, up: true },
    { name: '8/more', band: 0, from: c8, to: c8, up: false },
    { name: '16', band: 1, from: c8, to: c16, up: true },
    { name: '16/more', band: 1, from: c16, to: c16, up: false },
    { name: '32', band: 2, from: c16, to: c32, up: true },
    { name: '32/more', band: 2, from: c32, to: c32, up: false },
    { name: '64', band: 2, from: c32, to: c64, up: true },
  ].map((layer) => ({ ...layer, name: `generator/${layer.name}` }));
}

/** Layers after which a resolution adds its RGBA to the picture, and the window of the convolution that does. */
const painting: Record<string, number> = {
  'generator/8/more': 1,
  'generator/16/more': 1,
  'generator/32/more': 1,
  'generator/64': 3,
};

export const mappingParameters = ({ latent }: GanConfig): ParameterSpec[] => [
  ...dense('mapping/0', latent, latent * 2, 1.4),
  ...dense('mapping/1', latent * 2, latent, 1.4),
];

export function generatorParameters(c: GanConfig): ParameterSpec[] {
  const input = c.latent + c.styles.length;
  return [
    ...dense('generator/start', input, side * side * c.generator[0], 1.4),
    ...convolutions(c).flatMap(({ name, from, to }) => [
      ...convolution(name, 3, from, to),
      ...dense(`${name}/style`, input, from),
      ...(painting[name] ? convolution(`${name}/rgba`, painting[name], to, 4, 0.3) : []),
    ]),
  ];
}

/** Twice as large without the steps of nearest pixels, which each resolution would have to paint over. */
const smoothlyTwice = (x: tf.Tensor): tf.Tensor4D =>
  tf.image.resizeBilinear(x as tf.Tensor4D, [x.shape[1]! * 2, x.shape[2]! * 2], false, true);

/** Where standard normal numbers z, `[batch, latent]`, lie among the vectors w (the mapping network of StyleGAN). */
export function map(p: Tensors, z: tf.Tensor): tf.Tensor2D {
  const { linear } = layers(p);
  const hidden = leaky(linear('mapping/0', toSphere(z)));
  return leaky(linear('mapping/1', hidden)) as tf.Tensor2D;
}

/**
 * `code [batch, 3 · latent]` and `style [batch, styles]` → premultiplied RGBA `[batch, 64, 64, 4]`: StyleGAN2's skip
 * generator (Karras et al. 2020). What w and style ask for scales the channels that go into a convolution, and
 * demodulation brings its outputs back to unit variance. Nothing bounds the numbers, so no gradient ever ends:
 * `clipPicture` makes them a picture.
 */
export function generate(c: GanConfig, p: Tensors, code: tf.Tensor, style: tf.Tensor): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const batch = code.shape[0]!;
  const asked = Array.from({ length: bands }, (_, band) =>
    tf.concat([tf.slice(code, [0, band * c.latent], [batch, c.latent]), style], 1),
  );
  const channelwise = (x: tf.Tensor) => tf.reshape(x, [batch, 1, 1, -1]);

  const modulated = ({ name, band, up }: Layer, x: tf.Tensor) => {
    const scale = tf.add(linear(`${name}/style`, asked[band]!), 1);
    const scaled = tf.mul(x, channelwise(scale));
    const filter = p[`${name}/w`] as tf.Tensor4D;
    const summed = tf.conv2d(up ? twice(scaled) : (scaled as tf.Tensor4D), filter, 1, 'same');
    const energy = tf.matMul(tf.square(scale) as tf.Tensor2D, tf.sum(tf.square(filter), [0, 1]) as tf.Tensor2D);
    const demodulated = tf.mul(summed, channelwise(tf.rsqrt(tf.add(energy, 1e-8))));
    return tf.mul(leaky(tf.add(demodulated, p[`${name}/b`]!)), Math.SQRT2);
  };

  let h: tf.Tensor = tf.reshape(leaky(linear('generator/start', asked[0]!)), [batch, side, side, c.generator[0]]);
  let rgba: tf.Tensor | undefined;
  for (const layer of convolutions(c)) {
    h = modulated(layer, h);
    if (!painting[layer.name]) continue;
    const added = conv(`${layer.name}/rgba`, h);
    rgba = rgba ? tf.add(smoothlyTwice(rgba), added) : added;
  }
  return tf.add(rgba!, 0.5);
}

/** Alpha brought into [0, 1] and each colour into [0, alpha]. */
export function clipPicture(rgba: tf.Tensor4D): tf.Tensor4D {
  const alpha = tf.clipByValue(tf.slice(rgba, [0, 0, 0, 3], [-1, -1, -1, 1]), 0, 1);
  const colour = tf.minimum(tf.relu(tf.slice(rgba, [0, 0, 0, 0], [-1, -1, -1, 3])), alpha);
  return tf.concat([colour, alpha], 3) as tf.Tensor4D;
}
