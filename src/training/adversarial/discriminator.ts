import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Tensors } from '#tensor/program.ts';
import { augment } from '../augmentation.ts';
import type { ParameterSpec } from '../family.ts';
import { convolution, leaky } from '../networks/layers.ts';
import { detach, type Game, gameMetrics, gradientPenalty, relativisticGame, type Verdict } from './adversarial.ts';
import { perceive, type View, views } from './perception.ts';

/** The size of a discriminator of pictures in several styles. */
export interface DiscriminatorConfig {
  styles: readonly string[];
  /** Channels of each of its heads. */
  heads: number;
}

/** The strides of each head's convolutions: it judges at 8 × 8 places, at 4 × 4, or the whole palette. */
const strides: Record<string, readonly number[]> = {
  pixels: [2, 2, 2],
  edges: [2, 2],
  texture: [2, 1],
  parts: [1, 1],
  things: [1, 1],
  palette: [1, 1],
};

/** The window of a head's convolutions. */
const windowOf = ({ side }: View) => Math.min(3, side);

const layersOf = ({ name }: View) =>
  strides[name]!.map((stride, layer) => ({ name: `${nameOf(name)}/${layer}`, stride }));
const own = 'discriminator/';
const nameOf = (view: string) => `${own}${view}`;

export function discriminatorParameters({ styles, heads }: DiscriminatorConfig): ParameterSpec[] {
  return views.flatMap((view) => [
    ...layersOf(view).flatMap(({ name }, layer) =>
      convolution(name, windowOf(view), layer === 0 ? view.channels : heads, heads),
    ),
    { name: `${nameOf(view.name)}/verdict`, shape: [1, 1, heads, 1], deviation: 1 },
    { name: `${nameOf(view.name)}/styles`, shape: [styles.length, heads], deviation: 0.1 },
  ]);
}

/** Filters, or rows, of length 1: no head can be sure by being loud (weight normalisation, Salimans and Kingma 2016). */
const normalised = (weights: tf.Tensor, axes: number[]): tf.Tensor =>
  tf.div(weights, tf.sqrt(tf.add(tf.sum(tf.square(weights), axes, true), 1e-8)));

/** Convolution by filters of length 1. */
const convolve = (filters: tf.Tensor, x: tf.Tensor, stride = 1): tf.Tensor =>
  tf.mul(Math.SQRT2, tf.conv2d(x as tf.Tensor4D, normalised(filters, [0, 1, 2]) as tf.Tensor4D, stride, 'same'));

/**
 * One view of pictures → how real each place of it looks, `[batch, side, side, 1]`, for pictures of any `style`: a verdict
 * on the features there plus their product with the style's own vector (the projection discriminator, Miyato and Koyama
 * 2018). Nothing mixes the pictures of a batch; pairing leaves the level free, so there is no bias.
 */
function judge(view: View, p: Tensors, seen: tf.Tensor4D): (style: tf.Tensor) => tf.Tensor4D {
  const features = layersOf(view).reduce<tf.Tensor>(
    (x, { name, stride }) => leaky(tf.add(convolve(p[`${name}/w`]!, x, stride), p[`${name}/b`]!)),
    seen,
  );
  const verdict = convolve(p[`${nameOf(view.name)}/verdict`]!, features);
  const directions = normalised(p[`${nameOf(view.name)}/styles`]!, [1]) as tf.Tensor2D;
  return (style) => {
    const direction = tf.reshape(tf.matMul(style as tf.Tensor2D, directions), [seen.shape[0], 1, 1, -1]);
    return tf.add(verdict, tf.sum(tf.mul(features, direction), 3, true)) as tf.Tensor4D;
  };
}

/** What a contest is about, `batch` pictures of each side. */
export interface Contest {
  /** Premultiplied RGBA `[batch, size, size, 4]`; `drawn` brings them to `viewSize`. */
  real: tf.Tensor4D;
  fake: tf.Tensor4D;
  /** The styles of both, `[batch, styles]`. */
  style: tf.Tensor;
  /** Other styles than those of the real pictures, `[batch, styles]`. */
  otherStyle: tf.Tensor;
  /** How each pair is augmented, see `augment`. */
  drawn: Tensors;
  /** Whether it is the penalty's turn. */
  penalised: boolean;
}

/** Each player's loss, the penalty where it is its turn, how the game goes, and what both sides' pictures looked like. */
export interface Outcome extends Game {
  penalty?: tf.Scalar;
  metrics: Tensors;
  seen: { real: tf.Tensor4D[]; fake: tf.Tensor4D[] };
}

/** The place of any other of so many styles; the same where there is one. */
export const drawOtherStyle = (random: Random, place: number, styles: number): number =>
  (place + 1 + random.integer(Math.max(1, styles - 1))) % styles;

/** Of telling a picture in its own style from the same in another, beside telling it from a generated one. */
const matching = 0.5;
/** The same of generated pictures, for the generator. */
const styling = 1;

/**
 * A discriminator of what a fixed network sees in augmented pictures, with a head for each view (projected GANs, Sauer et
 * al. 2021), plays the relativistic pairing game at every place of every head. It is also to find a real picture less
 * real in a style that is not its own (Reed et al. 2016), or it would soon be content with good pictures in any style;
 * and the generator is to paint such that the discriminator can tell the style (as by the classifier of Odena et al. 2017).
 * Its loss does not reach the pictures, nor the generator's the discriminator. The penalty is R1 + R2 of the heads, for
 * each place. `fixed` is what `preparePerception` gives.
 */
export function compete(p: Tensors, fixed: Tensors, contest: Contest): Outcome {
  const { style, otherStyle, drawn, penalised } = contest;
  const look = (pictures: tf.Tensor4D) => perceive(fixed, augment(pictures, drawn), drawn.grounds!);
  const seen = { real: look(contest.real), fake: look(contest.fake) };
  const still = Object.fromEntries(
    Object.entries(p).flatMap(([name, value]) => (name.startsWith(own) ? [[name, detach(value)]] : [])),
  );
  const heads = views.map((view, index) => {
    const [real, fake] = [detach(seen.real[index]!), detach(seen.fake[index]!)];
    const rateReal = judge(view, p, real);
    const rateGenerated = judge(view, still, seen.fake[index]!);
    const ofReal = rateReal(style);
    const ofFake = judge(view, p, fake)(style);
    const ofGenerated = rateGenerated(style);
    const places = ofReal.shape[1] * ofReal.shape[2];
    const steepness = (x: tf.Tensor4D) =>
      tf.div(
        gradientPenalty(x, (y) => judge(view, p, y)(style)),
        places,
      );
    return {
      told: relativisticGame({ real: ofReal, fake: ofFake }).discriminator,
      matched: relativisticGame({ real: ofReal, fake: rateReal(otherStyle) }).discriminator,
      fooled: relativisticGame({ real: detach(ofReal), fake: ofGenerated }).generator,
      styled: relativisticGame({ real: ofGenerated, fake: rateGenerated(otherStyle) }).discriminator,
      penalty: penalised ? tf.add(steepness(real), steepness(fake)) : undefined,
      real: tf.mean(ofReal, [1, 2, 3]) as tf.Tensor1D,
      fake: tf.mean(ofFake, [1, 2, 3]) as tf.Tensor1D,
    };
  });
  const mean = <Any extends tf.Tensor>(of: (head: (typeof heads)[number]) => tf.Tensor): Any =>
    tf.div(tf.addN(heads.map(of)), heads.length) as Any;
  const verdict: Verdict = { real: mean(({ real }) => real), fake: mean(({ fake }) => fake) };
  return {
    discriminator: mean(({ told, matched }) => tf.add(told, tf.mul(matching, matched))),
    generator: mean(({ fooled, styled }) => tf.add(fooled, tf.mul(styling, styled))),
    ...(penalised ? { penalty: mean<tf.Scalar>(({ penalty }) => penalty!) } : {}),
    metrics: gameMetrics(verdict, contest),
    seen,
  };
}
