import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Tensors } from '#tensor/program.ts';
import { createArrays } from '#training/data/arrays.ts';
import { drawView } from '#training/data/augment.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import type { Family } from '#training/family.ts';
import { descend } from '#training/losses.ts';
import { type FlowConfig, flowConfig } from './config.ts';
import { fromCode, parametersFor, toCode } from './network.ts';

/** Values of a byte. */
const values = 256;
/** Pictures are moved by up to this share of their side, and mirrored half of the time. */
const jitter = 1 / 32;

/** Bytes as shares in [0, 1], each somewhere in its own place of 1/256, `within` [0, 1] of it → [-½, ½]. */
const spread = (images: tf.Tensor, within: tf.Tensor | number): tf.Tensor4D =>
  tf.sub(tf.div(tf.add(tf.mul(images, values - 1), within), values), 0.5) as tf.Tensor4D;

/** The way back from the middles of places, as premultiplied RGBA: no colour is more than its alpha. */
function gather(x: tf.Tensor4D): tf.Tensor4D {
  const shares = tf.clipByValue(tf.div(tf.sub(tf.mul(tf.add(x, 0.5), values), 0.5), values - 1), 0, 1);
  const [colour, alpha] = tf.split(shares, [3, 1], 3) as [tf.Tensor4D, tf.Tensor4D];
  return tf.concat([tf.minimum(colour, alpha), alpha], 3);
}

/**
 * The bits that each number of pictures takes, `[batch]`: −log₂ p of their bytes by the change of variables,
 * p(x) = N(f(x); 0, 1) |det ∂f/∂x|, with noise `within` each byte's place (uniform dequantisation, Theis et al. 2016),
 * over the count of numbers.
 */
function bitsOf(c: FlowConfig, p: Tensors, images: tf.Tensor, within: tf.Tensor): tf.Tensor1D {
  const { code, stretch } = toCode(c, p, spread(images, within));
  const count = code.shape[1];
  const ofCode = tf.mul(0.5, tf.add(tf.sum(tf.square(code), 1), count * Math.log(2 * Math.PI)));
  const nats = tf.sub(ofCode, stretch);
  return tf.add(tf.div(nats, count * Math.LN2), Math.log2(values)) as tf.Tensor1D;
}

/** The same noise for every picture, so that its likelihood is one number. */
function fixedNoise(size: number): tf.Tensor {
  const random = createRandom(1);
  return tf.tensor(
    Float32Array.from({ length: size * size * 4 }, () => random.uniform()),
    [1, size, size, 4],
  );
}

/**
 * A normalising flow: a function of pictures that can be undone exactly, whose codes are standard normal numbers. So it
 * says how likely each picture is. Style is in the code: it paints no code in another one.
 */
export const flow: Family<FlowConfig> = {
  name: 'flow',
  config: flowConfig,
  configFor: ({ styles, size }) => ({ size, styles: [...styles], levels: 3, steps: 6, width: 64, reflections: 4 }),
  defaults: { size: 32, batchSize: 16, learningRate: 1e-3 },
  players: (c) => [
    { name: 'flow', parameters: parametersFor(c), rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.998, maxNorm: 1 },
  ],
  batchSignature: (c, size) => ({
    real: { shape: [size, c.size, c.size, 4] },
    within: { shape: [size, c.size, c.size, 4] },
  }),
  batches: (c, dataset) => {
    const training = trainingPictures(dataset);
    const picture = c.size ** 2 * 4;
    const array = createArrays();
    return {
      count: training.length,
      next: (random, size) => {
        const real = array('real', size * picture);
        const within = array('within', size * picture);
        for (let row = 0; row < size; row++) {
          const index = training[random.integer(training.length)]!;
          copyPicture(dataset, index, real.subarray(row * picture), drawView(random, Math.round(jitter * c.size)));
        }
        for (let i = 0; i < within.length; i++) within[i] = random.uniform();
        return { real, within };
      },
    };
  },
  /** Descends the bits that each number takes: maximum likelihood. */
  step: (c, p, { real, within }) => descend(p, (q) => ({ losses: { loss: tf.mean(bitsOf(c, q, real!, within!)) } })),
  code: (c) => ({ size: c.size ** 2 * 4, detail: 0 }),
  styles: (c) => c.styles,
  size: (c) => c.size,
  encode: (c, p, images) => toCode(c, p, spread(images, 0.5)).code,
  decode: (c, p, { code }) => gather(fromCode(c, p, code)),
  likelihood: (c, p, images) => bitsOf(c, p, images, fixedNoise(c.size)),
};
