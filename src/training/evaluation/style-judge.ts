import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { compile, type Tensors } from '#tensor/program.ts';
import { adamStep, createAdamState, learningRateAt } from '../adam.ts';
import { createArrays } from '../data/arrays.ts';
import { dense, layers, leaky } from '../layers.ts';
import { descend } from '../losses.ts';
import { compileNetwork, type Weights } from '../networks.ts';
import { allocateParameters, countParameters, initParameters } from '../parameters.ts';
import { type Features, rowOf } from './features.ts';

const hidden = 128;
const training = { steps: 1500, batch: 64, learningRate: 1e-3, dropout: 0.3, weightDecay: 1e-4 };
const optimiser = { beta1: 0.9, beta2: 0.99, emaDecay: 0.995, maxNorm: 1 };

/** Features `[batch, size]` → logits `[batch, styles]`; `mask` drops hidden numbers (Srivastava et al. 2014). */
function classify(p: Tensors, features: tf.Tensor, mask?: tf.Tensor): tf.Tensor2D {
  const { linear } = layers(p);
  let h = leaky(linear('first', features));
  h = leaky(linear('second', mask ? tf.mul(h, mask) : h));
  return linear('out', h) as tf.Tensor2D;
}

export interface JudgeTraining {
  seed: number;
  /** 1,500 unless told otherwise; 64 pictures each. */
  steps?: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Trains a small network to tell styles apart by features, as many pictures of each style, by cross-entropy and a little
 * weight decay. `labels` are each row's place among `styles`. The same seed gives the same weights on the same device.
 */
export async function trainStyleJudge(
  device: Device,
  features: Features,
  labels: readonly number[],
  styles: number,
  { seed, steps = training.steps, onProgress }: JudgeTraining,
): Promise<Weights> {
  const { batch, learningRate, weightDecay } = training;
  const { size } = features;
  const specs = [...dense('first', size, hidden), ...dense('second', hidden, hidden), ...dense('out', hidden, styles)];
  const state = createAdamState(countParameters(specs));
  const { views, signature } = initParameters(specs, seed, state.parameters);
  state.ema.set(state.parameters);
  const inputs = {
    features: { shape: [batch, size] },
    style: { shape: [batch, styles] },
    mask: { shape: [batch, hidden] },
  };
  const step = await device.load(
    compile(
      ({ features, style, mask, ...p }) => {
        const { gradients } = descend(p, (q) => {
          const likelihood = tf.mean(tf.sum(tf.mul(style!, tf.logSoftmax(classify(q, features!, mask))), 1));
          const decay = tf.addN(['first/w', 'second/w'].map((name) => tf.sum(tf.square(q[name]!))));
          return { losses: { loss: tf.sub(tf.mul(weightDecay, decay), likelihood) } };
        });
        return Object.fromEntries(Object.entries(gradients).map(([name, tensor]) => [`gradient:${name}`, tensor]));
      },
      { ...signature, ...inputs },
    ),
  );
  const gradients = allocateParameters(specs, state.gradient).views;
  const into = Object.fromEntries(Object.entries(gradients).map(([name, view]) => [`gradient:${name}`, view]));
  const draw = createBatches(features, labels, styles);
  for (let done = 0; done < steps; done++) {
    await step.run({ ...views, ...draw(seed, done) }, into);
    const rate = learningRateAt(learningRate, done / steps, done, steps / 10);
    adamStep(state, [{ start: 0, end: state.parameters.length, learningRate: rate, ...optimiser }]);
    onProgress?.(done + 1, steps);
  }
  await step.release();
  const averaged = allocateParameters(specs, state.ema).views;
  return Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: averaged[name]!.slice() }]));
}

function createBatches(features: Features, labels: readonly number[], styles: number) {
  const { batch, dropout } = training;
  const byStyle = Map.groupBy(labels.keys(), (row) => labels[row]!);
  const array = createArrays();
  return (seed: number, step: number) => {
    const random = createRandom(seed, step + 1);
    const drawn = array('features', batch * features.size);
    const style = array('style', batch * styles);
    for (let row = 0; row < batch; row++) {
      const place = random.integer(styles);
      const candidates = byStyle.get(place)!;
      drawn.set(rowOf(features, candidates[random.integer(candidates.length)]!), row * features.size);
      style[row * styles + place] = 1;
    }
    const mask = array('mask', batch * hidden).map(() => (random.uniform() < dropout ? 0 : 1 / (1 - dropout)));
    return { features: drawn, style, mask };
  };
}

const batch = 64;

/** The place of every row's likeliest style. */
export async function judgeStyles(device: Device, weights: Weights, { size, values }: Features): Promise<number[]> {
  const program = compileNetwork(
    weights,
    () => true,
    { features: { shape: [batch, size] } },
    ({ features, ...p }) => ({
      style: tf.argMax(classify(p, features!), 1),
    }),
  );
  const network = await device.load(program);
  const named: number[] = [];
  for (let start = 0; start < values.length; start += batch * size) {
    const input = new Float32Array(batch * size);
    const few = values.subarray(start, start + batch * size);
    input.set(few);
    const { style } = await network.run({ features: input });
    named.push(...style!.subarray(0, few.length / size));
  }
  await network.release();
  return named;
}
