import * as tf from '@tensorflow/tfjs-core';
import { createArrays } from '../data/arrays.ts';
import type { Learner } from '../family.ts';
import { descend } from '../losses.ts';
import { disguise } from './disguise.ts';
import { anchorNames, anchorParameters, findAnchors, seenSize } from './network.ts';

/** A picture, premultiplied RGBA `[64, 64, 4]`, and what is to be said of it, as `anchorNames` says. */
export interface Anchored {
  pixels: Uint8Array;
  anchors: Float32Array;
}

/** Learns to find anchors by the mean absolute error of their places and of the head's width. */
export const anchorLearner = (pictures: readonly Anchored[]): Learner<undefined> => ({
  groups: () => [
    { name: 'anchors', parameters: anchorParameters(), rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.998, maxNorm: 1 },
  ],
  batchSignature: (_, batch) => ({
    image: { shape: [batch, seenSize, seenSize, 4] },
    anchors: { shape: [batch, anchorNames.length] },
  }),
  batches: () => {
    const array = createArrays();
    return {
      count: pictures.length,
      next: (random, batch) => {
        const image = array('image', batch * seenSize ** 2 * 4);
        const anchors = array('anchors', batch * anchorNames.length);
        for (let row = 0; row < batch; row++) {
          const drawn = () => pictures[random.integer(pictures.length)]!;
          const seen = disguise(drawn(), drawn().pixels, random);
          for (const [i, value] of seen.pixels.entries()) image[row * seenSize ** 2 * 4 + i] = value / 255;
          anchors.set(seen.anchors, row * anchorNames.length);
        }
        return { image, anchors };
      },
    };
  },
  step: (_, p, { image, anchors }) =>
    descend(p, (q) => {
      const apart = tf.abs(tf.sub(findAnchors(q, image as tf.Tensor4D), anchors as tf.Tensor2D));
      return { losses: { loss: tf.mean(apart) } };
    }),
});
