import * as tf from '@tensorflow/tfjs-core';
import type { Tensors } from '#tensor/program.ts';
import { detach, type Game, gradientPenalty, relativisticGame } from '#training/adversarial.ts';
import type { ParameterSpec } from '#training/family.ts';
import { dense, layers, leaky } from '#training/layers.ts';
import type { GanConfig } from './config.ts';
import { toSphere, toSpheres } from './layout.ts';

/** Channels between z and the code, as a multiple of z's; and of the judge of codes. */
const widening = 4;
const judgeWidth = 256;

export const mappingParameters = ({ latent, code }: GanConfig): ParameterSpec[] => [
  ...dense('mapping/0', latent, widening * latent, 1.4),
  ...dense('mapping/1', widening * latent, widening * latent, 1.4),
  ...dense('mapping/2', widening * latent, code),
];

/** Standard normal numbers z, `[batch, latent]` → codes, `[batch, code]` (the mapping network of StyleGAN). */
export function map(p: Tensors, z: tf.Tensor): tf.Tensor2D {
  const { linear } = layers(p);
  const hidden = leaky(linear('mapping/1', leaky(linear('mapping/0', toSphere(z)))));
  return toSpheres(linear('mapping/2', hidden));
}

export const judgeParameters = ({ code }: GanConfig): ParameterSpec[] => [
  ...dense('discriminator/codes/0', code, judgeWidth, 1.4),
  ...dense('discriminator/codes/1', judgeWidth, judgeWidth, 1.4),
  ...dense('discriminator/codes/2', judgeWidth, 1),
];

function judge(p: Tensors, codes: tf.Tensor): tf.Tensor {
  const { linear } = layers(p);
  const first = leaky(linear('discriminator/codes/0', codes));
  return linear('discriminator/codes/2', leaky(linear('discriminator/codes/1', first)));
}

/**
 * The same game among codes (an adversarial autoencoder, Makhzani et al. 2015): what is drawn is to lie where pictures'
 * codes lie. The encoder takes no part in it.
 */
export function competeByCodes(
  p: Tensors,
  codes: { real: tf.Tensor2D; fake: tf.Tensor2D },
  penalised: boolean,
): Game & { penalty?: tf.Scalar } {
  const [real, fake] = [detach(codes.real), detach(codes.fake)];
  const still = Object.fromEntries(
    Object.entries(p).flatMap(([name, value]) =>
      name.startsWith('discriminator/codes/') ? [[name, detach(value)]] : [],
    ),
  );
  const ofReal = judge(p, real);
  const steepness = (x: tf.Tensor2D) =>
    gradientPenalty(tf.reshape(x, [x.shape[0], 1, 1, -1]), (y) => judge(p, tf.reshape(y, x.shape)));
  return {
    discriminator: relativisticGame({ real: ofReal, fake: judge(p, fake) }).discriminator,
    generator: relativisticGame({ real: detach(ofReal), fake: judge(still, codes.fake) }).generator,
    ...(penalised ? { penalty: tf.add(steepness(real), steepness(fake)) as tf.Scalar } : {}),
  };
}
