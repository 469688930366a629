import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { compile, type Tensors } from '#tensor/program.ts';
import { createArrays } from '../data/arrays.ts';
import { descend } from '../losses.ts';
import { adamStep, createAdamState, learningRateAt } from '../networks/adam.ts';
import { dense, layers, leaky } from '../networks/layers.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';
import { allocateParameters, countParameters, initParameters } from '../networks/parameters.ts';
import { type Features, rowOf } from './features.ts';

const training = { batch: 64, learningRate: 1e-3, dropout: 0.3, weightDecay: 1e-4 };
const optimiser = { beta1: 0.9, beta2: 0.99, emaDecay: 0.995, maxNorm: 1 };

/** One thing that a classifier says of each row: which of so many classes it is. */
export interface Question {
  /** Of its last layer. */
  name: string;
  classes: number;
  /** Each row's class. */
  labels: readonly number[];
}

export interface ClassifierTraining {
  seed: number;
  steps: number;
  /** Of both layers that all questions share. */
  hidden: number;
  /** Draws the row of a batch's next example. */
  draw(random: Random): number;
  onProgress?: (done: number, total: number) => void;
}

/** Features `[batch, size]` → logits `[batch, classes]` of each question; `mask` drops hidden numbers (Srivastava et al. 2014). */
function answer(
  p: Tensors,
  names: readonly string[],
  features: tf.Tensor,
  mask?: tf.Tensor,
): Record<string, tf.Tensor2D> {
  const { linear } = layers(p);
  let h = leaky(linear('first', features));
  h = leaky(linear('second', mask ? tf.mul(h, mask) : h));
  return Object.fromEntries(names.map((name) => [name, linear(name, h) as tf.Tensor2D]));
}

/**
 * Trains a small network to answer questions about features, by cross-entropy and a little weight decay, 64 rows a step.
 * The same seed gives the same weights on the same device.
 */
export async function trainClassifier(
  device: Device,
  features: Features,
  questions: readonly Question[],
  { seed, steps, hidden, draw, onProgress }: ClassifierTraining,
): Promise<Weights> {
  const { batch, learningRate, weightDecay } = training;
  const { size } = features;
  const names = questions.map(({ name }) => name);
  const specs = [
    ...dense('first', size, hidden),
    ...dense('second', hidden, hidden),
    ...questions.flatMap(({ name, classes }) => dense(name, hidden, classes)),
  ];
  const state = createAdamState(countParameters(specs));
  const { views, signature } = initParameters(specs, seed, state.parameters);
  state.ema.set(state.parameters);
  const inputs = {
    features: { shape: [batch, size] },
    mask: { shape: [batch, hidden] },
    ...Object.fromEntries(questions.map(({ name, classes }) => [`label:${name}`, { shape: [batch, classes] }])),
  };
  const step = await device.load(
    compile(
      ({ features, mask, ...others }) => {
        const p = Object.fromEntries(Object.entries(others).filter(([name]) => name in signature));
        const { gradients } = descend(p, (q) => {
          const logits = answer(q, names, features!, mask);
          const likelihoods = names.map((name) =>
            tf.mean(tf.sum(tf.mul(others[`label:${name}`]!, tf.logSoftmax(logits[name]!)), 1)),
          );
          const decay = tf.addN(['first/w', 'second/w'].map((name) => tf.sum(tf.square(q[name]!))));
          return { losses: { loss: tf.sub(tf.mul(weightDecay, decay), tf.addN(likelihoods)) } };
        });
        return Object.fromEntries(Object.entries(gradients).map(([name, tensor]) => [`gradient:${name}`, tensor]));
      },
      { ...signature, ...inputs },
    ),
  );
  const gradients = allocateParameters(specs, state.gradient).views;
  const into = Object.fromEntries(Object.entries(gradients).map(([name, view]) => [`gradient:${name}`, view]));
  const drawBatch = createBatches(features, questions, hidden, draw);
  for (let done = 0; done < steps; done++) {
    await step.run({ ...views, ...drawBatch(seed, done) }, into);
    const rate = learningRateAt(learningRate, done / steps, done, steps / 10);
    adamStep(state, [{ start: 0, end: state.parameters.length, learningRate: rate, ...optimiser }]);
    onProgress?.(done + 1, steps);
  }
  await step.release();
  const averaged = allocateParameters(specs, state.ema).views;
  return Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: averaged[name]!.slice() }]));
}

function createBatches(
  features: Features,
  questions: readonly Question[],
  hidden: number,
  draw: ClassifierTraining['draw'],
) {
  const { batch, dropout } = training;
  const array = createArrays();
  return (seed: number, step: number) => {
    const random = createRandom(seed, step + 1);
    const drawn = array('features', batch * features.size);
    const labels = questions.map(({ name, classes }) => [`label:${name}`, array(name, batch * classes)] as const);
    for (let row = 0; row < batch; row++) {
      const from = draw(random);
      drawn.set(rowOf(features, from), row * features.size);
      for (const [index, { classes, labels: known }] of questions.entries()) {
        labels[index]![1][row * classes + known[from]!] = 1;
      }
    }
    const mask = array('mask', batch * hidden).map(() => (random.uniform() < dropout ? 0 : 1 / (1 - dropout)));
    return { features: drawn, mask, ...Object.fromEntries(labels) };
  };
}

const batch = 64;

/** Of every row, the classes of one question by how likely they are, the likeliest `most` first. */
export async function classify(
  device: Device,
  weights: Weights,
  names: readonly string[],
  { size, values }: Features,
  most: number,
): Promise<Record<string, number[][]>> {
  const program = compileNetwork(weights, { features: { shape: [batch, size] } }, ({ features, ...p }) =>
    answer(p, names, features!),
  );
  const network = await device.load(program);
  const ranked: Record<string, number[][]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let start = 0; start < values.length; start += batch * size) {
    const input = new Float32Array(batch * size);
    const few = values.subarray(start, start + batch * size);
    input.set(few);
    const logits = await network.run({ features: input });
    for (const name of names) {
      const classes = logits[name]!.length / batch;
      for (let row = 0; row < few.length / size; row++) {
        const own = logits[name]!.subarray(row * classes, (row + 1) * classes);
        const order = [...own.keys()].sort((a, b) => own[b]! - own[a]!);
        ranked[name]!.push(order.slice(0, most));
      }
    }
  }
  await network.release();
  return ranked;
}
