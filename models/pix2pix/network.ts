import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import type { ParameterSpec } from '#training/family.ts';
import { convolution, dense, layers, leaky, premultiply, shuffle, twice } from '#training/networks/layers.ts';
import { type Pix2pixConfig, sidesOf } from './config.ts';

/** Stages of this side and below have a second layer: at larger ones it costs as much as all others together. */
const twofold = 32;
/** Where the picture begins to be painted, in pixels. */
const coarsestPicture = 16;

/** What reads a doodle: a stage for each of `sidesOf`, and what the whole of it shows. */
export function encoderParameters(c: Pix2pixConfig): ParameterSpec[] {
  const last = c.encoder.at(-1)!;
  return [
    ...sidesOf(c).flatMap((side, stage) => {
      const width = c.encoder[stage]!;
      return [
        ...convolution(`encoder/${side}`, 3, stage === 0 ? 3 : c.encoder[stage - 1]!, width),
        ...(side <= twofold ? convolution(`encoder/${side}/more`, 3, width, width, 0.5) : []),
      ];
    }),
    ...dense('encoder/whole', 16 * last, c.whole),
  ];
}

/** What paints: the same stages from the smallest on, each of which also sees what the encoder's of its side saw. */
export function decoderParameters(c: Pix2pixConfig): ParameterSpec[] {
  return sidesOf(c).flatMap((side, stage) => {
    const [name, width] = [`decoder/${side}`, c.decoder[stage]!];
    return [
      // From the stage below come as many channels as this one has; the smallest has none below.
      ...modulated(c, name, c.encoder[stage]! + (side === 4 ? 0 : width), width),
      ...(side <= twofold ? modulated(c, `${name}/more`, width, width, 0.5) : []),
      ...(side >= coarsestPicture && stage > 0 ? convolution(`${name}/rgba`, 1, width, 4, 0.3) : []),
      ...(stage === 0
        ? convolution(`${name}/rgba`, 3, width, 16, 0.3)
        : convolution(`${name}/narrow`, 1, width, c.decoder[stage - 1]!)),
    ];
  });
}

function modulated(c: Pix2pixConfig, name: string, from: number, to: number, gain = 1): ParameterSpec[] {
  return [
    ...convolution(name, 3, from, to, gain),
    ...dense(`${name}/modulation`, c.whole + c.styles.length, to * 2, 0.1),
  ];
}

/** What was read: the stages' features, from the largest side to the smallest, and the whole, `[batch, whole]`. */
interface Read {
  stages: tf.Tensor[];
  whole: tf.Tensor2D;
}

/** Each picture's features brought to a mean square of 1: a thin pen and a few lines say as much as a thick one. */
const levelled = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), [1, 2, 3], true), 1e-4)));

/**
 * Doodles `[batch, size, size, 4]`, premultiplied RGBA → what is read in them. They are seen as ink, the opposite of
 * light, over white: clear and white paper are the same, and none of it is 0.
 */
export function read(c: Pix2pixConfig, p: Tensors, doodles: tf.Tensor4D): Read {
  const { conv, linear } = layers(p);
  const [colour, alpha] = tf.split(doodles, [3, 1], 3) as [tf.Tensor, tf.Tensor];
  let h: tf.Tensor = tf.sub(alpha, colour);
  const stages: tf.Tensor[] = [];
  for (const side of sidesOf(c)) {
    h = levelled(leaky(conv(`encoder/${side}`, h, 2)));
    if (side <= twofold) h = levelled(tf.add(h, leaky(conv(`encoder/${side}/more`, h))));
    stages.push(h);
  }
  return { stages, whole: leaky(linear('encoder/whole', tf.reshape(h, [doodles.shape[0], -1]))) as tf.Tensor2D };
}

/**
 * A U-Net (Ronneberger et al. 2015; Isola et al. 2017): what was read, and a style `[batch, styles]` → premultiplied RGBA
 * `[batch, size, size, 4]`. Every convolution is scaled and shifted channel by channel by what the whole shows and the
 * style asks for (FiLM, Perez et al. 2018); each resolution adds its own RGBA to the picture (StyleGAN2's skip generator).
 */
export function paint(c: Pix2pixConfig, p: Tensors, { stages, whole }: Read, style: tf.Tensor): tf.Tensor4D {
  const { conv, linear } = layers(p);
  const said = tf.concat([whole, style], 1);
  const block = (name: string, x: tf.Tensor) => {
    const h = conv(name, x);
    const [scale, shift] = tf
      .split(linear(`${name}/modulation`, said), 2, 1)
      .map((vector) => tf.reshape(vector, [-1, 1, 1, h.shape[3]!]));
    return leaky(tf.add(tf.mul(h, tf.add(scale!, 1)), shift!));
  };
  let h: tf.Tensor | undefined;
  let rgba: tf.Tensor | undefined;
  for (const [stage, side] of [...sidesOf(c).entries()].reverse()) {
    const name = `decoder/${side}`;
    h = block(name, h ? tf.concat([twice(h), stages[stage]!], 3) : stages[stage]!);
    if (side <= twofold) h = tf.add(h, block(`${name}/more`, h));
    if (stage === 0) break;
    if (side >= coarsestPicture) {
      const own = conv(`${name}/rgba`, h);
      rgba = rgba ? tf.add(enlarge(rgba, side), own) : own;
    }
    h = conv(`${name}/narrow`, h);
  }
  const finest = shuffle(conv(`decoder/${c.size / 2}/rgba`, h!));
  return premultiply(tf.sigmoid(tf.add(enlarge(rgba!, c.size), finest)));
}

const enlarge = (x: tf.Tensor, side: number) => tf.image.resizeBilinear(x as tf.Tensor4D, [side, side], false, true);
