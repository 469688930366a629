import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Learner, ParameterGroup } from '../family.ts';
import { descend } from '../losses.ts';
import { embeddingSize } from '../text/encoder.ts';
import { type FlowShape, flowParameters, velocity } from './network.ts';
import { type GivenThing, writeThings } from './things.ts';

/** A code to learn, in patches `[count · width]`, and what it shows. */
export interface Lesson {
  code: Float32Array;
  /** The place of its style. */
  style: number;
  things: readonly GivenThing[];
}

/** Draws what is learnt from. */
export interface Lessons {
  count: number;
  next(random: Random): Lesson | Promise<Lesson>;
}

/** The parameters of a prior, as they descend. */
export const priorGroup = (shape: FlowShape, emaDecay: number): ParameterGroup => ({
  ...{ name: 'prior', parameters: flowParameters(shape) },
  ...{ rate: 1, beta1: 0.9, beta2: 0.99, emaDecay, maxNorm: 1 },
});

/**
 * Learns the velocity of a flow from noise to codes (flow matching with straight paths, Lipman et al. 2023): at a random
 * time t of the way from noise ε to a code x, the network sees (1 − t) ε + t x and is to say x − ε. The loss is the mean
 * square of what is wrong with that.
 */
export const flowLearner = (lessons: Lessons): Learner<FlowShape> => ({
  groups: (shape) => [priorGroup(shape, 0.9995)],
  batchSignature: ({ count, width, styles, things }, size) => ({
    code: { shape: [size, count, width] },
    noise: { shape: [size, count, width] },
    time: { shape: [size, 1] },
    style: { shape: [size, styles] },
    things: { shape: [size, things.places, embeddingSize] },
    given: { shape: [size, things.places, things.marks] },
  }),
  batches: ({ count, width, styles, things: layout }) => ({
    count: lessons.count,
    next: async (random, size) => {
      const numbers = count * width;
      const code = new Float32Array(size * numbers);
      const style = new Float32Array(size * styles);
      const things = new Float32Array(size * layout.places * embeddingSize);
      const given = new Float32Array(size * layout.places * layout.marks);
      const time = Float32Array.from({ length: size }, () => 1 / (1 + Math.exp(-random.normal())));
      for (let row = 0; row < size; row++) {
        const lesson = await lessons.next(random);
        code.set(lesson.code, row * numbers);
        style[row * styles + lesson.style] = 1;
        writeThings(layout, lesson.things, row, { things, given });
      }
      const noise = Float32Array.from({ length: size * numbers }, () => random.normal());
      return { code, noise, time, style, things, given };
    },
  }),
  step: (_config, p, { code, noise, time, style, things, given }) =>
    descend(p, (q) => {
      const way = tf.reshape(time!, [-1, 1, 1]);
      const between = tf.add(noise!, tf.mul(way, tf.sub(code!, noise!)));
      const said = velocity(q, between, { time: time!, style: style!, things: things!, given: given! });
      return { losses: { loss: tf.mean(tf.square(tf.sub(said, tf.sub(code!, noise!)))) } };
    }),
});
