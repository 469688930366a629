import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { Numbers, Tensors } from '#tensor/program.ts';
import { measuresOf } from '../code-measures.ts';
import type { CodeLayout, Learner } from '../family.ts';
import { priorGroup } from '../flow/learner.ts';
import { type FlowShape, flowParameters, shapeOf, velocity } from '../flow/network.ts';
import { patchesOf } from '../flow/patches.ts';
import { writeThings } from '../flow/things.ts';
import { descend } from '../losses.ts';
import type { Weights } from '../networks/networks.ts';
import { embeddingSize } from '../text/encoder.ts';
import type { Axes } from './axes.ts';
import { type Direction, rewardOf } from './reward.ts';
import { softLook } from './soft-looks.ts';

/** What a prior is asked for while it learns a taste: a code to start from, as chat does, and a real one to replay. */
export interface TasteLesson {
  /** `[code]`, and the share of it that noise takes the place of. */
  start: { code: Float32Array; freedom: number };
  /** The code of a real picture. */
  real: Float32Array;
  /** Weights `[styles]`. */
  style: Float32Array;
  /** Embeddings of what is asked for. */
  things: readonly Float32Array[];
}

export interface TuneOptions {
  /** The decoder, see `Family`, and its weights, which stay as they are. */
  decode(weights: Tensors, inputs: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor }): tf.Tensor4D;
  weights: Weights;
  /** The prior to begin with. */
  prior: Weights;
  layout: CodeLayout;
  axes: Axes;
  direction: Direction;
  next(random: Random): TasteLesson;
}

/** Steps that a code is drawn in while learning; in chat there are twice as many. */
const steps = 3;
/** How much drawing other codes than before costs, and how much doing worse on those of real pictures. */
const weight = { distance: 1, replay: 1 };

/**
 * Teaches a prior to imagine what a community likes, by the slope of its taste: codes are drawn as for a request, painted
 * by the decoder, and looked at; what the pictures are liked more than those that the prior painted before, from the same
 * noise, is raised straight through painting and drawing (reward fine-tuning: Xu et al. 2023; Clark et al. 2024). Two
 * things hold it: codes are to stay near to those drawn before, in their standard deviations (as a divergence from the
 * parent does in Fan et al. 2023), and the codes of real pictures are replayed with the loss that the prior was trained
 * by. Encoder and decoder are not touched, so what codes mean stays as it is.
 */
export function tasteLearner(options: TuneOptions): Learner<FlowShape> {
  const { decode, prior, layout, axes, direction } = options;
  const patches = patchesOf(layout);
  const measures = measuresOf(prior);
  const places = inverse(patches.order);
  const learnt = flowParameters(shapeOf(prior, patches)).map(({ name }) => name);

  /** Follows the flow from where each row starts; `[batch, count, width]`. */
  function draw(p: Tensors, { start, noise, freedom, style, things, given }: Tensors): tf.Tensor {
    let x = tf.add(tf.mul(freedom!, noise!), tf.mul(tf.sub(1, freedom!), start!));
    for (let step = 0; step < steps; step++) {
      const time = tf.reshape(tf.sub(1, tf.mul(freedom!, 1 - step / steps)), [-1, 1]);
      const moved = velocity(p, x, { time, style: style!, things: things!, given: given! });
      x = tf.add(x, tf.mul(tf.div(freedom!, steps), moved));
    }
    return x;
  }

  /** What is seen of the picture that a code is painted as, see `Direction`. */
  function look(decoder: Tensors, x: tf.Tensor, style: tf.Tensor): tf.Tensor2D {
    const size = x.shape[0]!;
    const flat = tf.gather(tf.reshape(x, [size, layout.size]), tf.tensor1d([...places], 'int32'), 1);
    const code = tf.add(tf.mul(flat, tf.tensor1d(measures.deviation)), tf.tensor1d(measures.mean));
    const picture = decode(decoder, { code, style, keep: tf.ones([size, 1]) });
    const along = tf.matMul(
      tf.sub(code, tf.tensor1d(axes.mean)) as tf.Tensor2D,
      tf.tensor2d(axes.directions, [axes.deviations.length, layout.size]),
      false,
      true,
    );
    const place = tf.mul(along, tf.tensor1d(axes.deviations.map((value) => (value > 0 ? 1 / value : 0))));
    return tf.concat([softLook(picture), place], 1) as tf.Tensor2D;
  }

  return {
    groups: (shape) => [priorGroup(shape, 0.98)],
    fixed: {
      ...options.weights,
      ...Object.fromEntries(learnt.map((name) => [`parent/${name}`, prior[name]!])),
    },
    batchSignature: ({ count, width, styles, things }, size) => ({
      start: { shape: [size, count, width] },
      real: { shape: [size, count, width] },
      noise: { shape: [size, count, width] },
      freedom: { shape: [size, 1, 1] },
      time: { shape: [size, 1] },
      style: { shape: [size, styles] },
      things: { shape: [size, things.places, embeddingSize] },
      given: { shape: [size, things.places, things.marks] },
    }),
    batches: ({ count, width, styles, things: layout }) => ({
      count: 1,
      next: (random, size) => {
        const numbers = count * width;
        const batch: Record<string, Numbers> = {
          start: new Float32Array(size * numbers),
          real: new Float32Array(size * numbers),
          noise: Float32Array.from({ length: size * numbers }, () => random.normal()),
          freedom: new Float32Array(size),
          time: Float32Array.from({ length: size }, () => 1 / (1 + Math.exp(-random.normal()))),
          style: new Float32Array(size * styles),
          things: new Float32Array(size * layout.places * embeddingSize),
          given: new Float32Array(size * layout.places * layout.marks),
        };
        for (let row = 0; row < size; row++) {
          const { start, real, style, things } = options.next(random);
          batch.start!.set(patches.normalise(start.code, measures), row * numbers);
          batch.real!.set(patches.normalise(real, measures), row * numbers);
          batch.freedom![row] = start.freedom;
          batch.style!.set(style, row * styles);
          const given = things.map((embedding) => ({ embedding }));
          writeThings(layout, given, row, { things: batch.things as Float32Array, given: batch.given! });
        }
        return batch;
      },
    }),
    step: (_config, p, batch, _penalised, fixed) => {
      const parent = Object.fromEntries(learnt.map((name) => [name, fixed[`parent/${name}`]!]));
      const before = draw(parent, batch);
      const seenBefore = look(fixed, before, batch.style!);
      return descend(p, (q) => {
        const after = draw(q, batch);
        const liked = rewardOf(tf.sub(look(fixed, after, batch.style!), seenBefore) as tf.Tensor2D, direction);
        const distance = tf.mean(tf.square(tf.sub(after, before)));
        const { time, real, noise, style, things, given } = batch;
        const way = tf.reshape(time!, [-1, 1, 1]);
        const between = tf.add(noise!, tf.mul(way, tf.sub(real!, noise!)));
        const said = velocity(q, between, { time: time!, style: style!, things: things!, given: given! });
        const replay = tf.mean(tf.square(tf.sub(said, tf.sub(real!, noise!))));
        const reward = tf.mean(liked);
        const held = tf.add(tf.mul(weight.distance, distance), tf.mul(weight.replay, replay));
        return { losses: { loss: tf.sub(held, reward), reward, distance, replay } };
      });
    },
  };
}

function inverse(order: Uint32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (const [i, place] of order.entries()) places[place] = i;
  return places;
}
