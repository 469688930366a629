import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import { createArrays } from '../data/arrays.ts';
import type { Learner } from '../family.ts';
import { descend, edgeL1 } from '../losses.ts';
import { upscale, upscalerParameters } from './network.ts';

/** A picture in two sizes, premultiplied RGBA: `[size, size, 4]` each of `small`, `[2 size, 2 size, 4]` of `large`. */
export interface Pair {
  /** As it is reduced, and as a model paints it, where one does. */
  small: readonly Uint8Array[];
  large: Uint8Array;
}

/** Width and height of what is learnt from at a time, in pixels of the small picture. */
const piece = 48;
const edgeWeight = 1;

/** Learns to enlarge from pieces of pairs, by the absolute error of pixels and of the steps between them. */
export const upscalerLearner = (pairs: readonly Pair[], size: number): Learner<undefined> => ({
  players: () => [
    {
      name: 'upscaler',
      parameters: upscalerParameters(),
      rate: 1,
      beta1: 0.9,
      beta2: 0.99,
      emaDecay: 0.999,
      maxNorm: 1,
    },
  ],
  batchSignature: (_, batch) => ({
    small: { shape: [batch, piece, piece, 4] },
    large: { shape: [batch, 2 * piece, 2 * piece, 4] },
  }),
  batches: () => {
    const array = createArrays();
    return {
      count: pairs.length,
      next: (random, batch) => {
        const small = array('small', batch * piece * piece * 4);
        const large = array('large', batch * piece * piece * 16);
        for (let row = 0; row < batch; row++)
          cutPiece(pairs[random.integer(pairs.length)]!, size, random, row, small, large);
        return { small, large };
      },
    };
  },
  step: (_, p, { small, large }) =>
    descend(p, (q) => {
      const [painted, wanted] = [upscale(q, small as tf.Tensor4D), large as tf.Tensor4D];
      const pixels = tf.mean(tf.abs(tf.sub(painted, wanted)));
      const edges = edgeL1(painted, wanted);
      return { losses: { loss: tf.add(pixels, tf.mul(edgeWeight, edges)), pixels, edges } };
    }),
});

/** One piece of a pair at a place drawn at random, mirrored half of the time, as row `row` of both. */
function cutPiece(
  { small, large }: Pair,
  size: number,
  random: Random,
  row: number,
  smallPieces: Float32Array,
  largePieces: Float32Array,
): void {
  const [left, top] = [random.integer(size - piece + 1), random.integer(size - piece + 1)];
  const mirrored = random.uniform() < 0.5;
  const cut = (from: Uint8Array, scale: number, to: Float32Array) => {
    const side = piece * scale;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const column = left * scale + (mirrored ? side - 1 - x : x);
        const at = ((top * scale + y) * size * scale + column) * 4;
        for (let channel = 0; channel < 4; channel++)
          to[((row * side + y) * side + x) * 4 + channel] = from[at + channel]! / 255;
      }
    }
  };
  cut(small[random.integer(small.length)]!, 1, smallPieces);
  cut(large, 2, largePieces);
}
