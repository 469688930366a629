import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import { compile, type Tensors } from '#tensor/program.ts';
import { adamStep, createAdamState, learningRateAt } from '../adam.ts';
import { createArrays } from '../data/arrays.ts';
import type { Dataset } from '../data/dataset.ts';
import { copyPicture, trainingPictures } from '../data/pictures.ts';
import type { ParameterSpec } from '../family.ts';
import { convolution, dense, layers, leaky } from '../layers.ts';
import { descend } from '../losses.ts';
import { compileNetwork, type Weights } from '../networks.ts';
import { allocateParameters, countParameters, initParameters } from '../parameters.ts';

const channels = [16, 32, 64, 64] as const;

function parameters(styles: number): ParameterSpec[] {
  const [a, b, c, d] = channels;
  return [
    ...convolution('32', 3, 4, a),
    ...convolution('16', 3, a, b),
    ...convolution('8', 3, b, c),
    ...convolution('8/more', 3, c, d),
    ...dense('out', 2 * d, styles, 0.1),
  ];
}

/** `[batch, size, size, 4]` premultiplied RGBA → logits `[batch, styles]`, from the mean and spread of each channel. */
function classify(p: Tensors, pictures: tf.Tensor4D): tf.Tensor2D {
  const { conv, linear } = layers(p);
  let h = leaky(conv('32', pictures, 2));
  h = leaky(conv('16', h, 2));
  h = leaky(conv('8', h, 2));
  h = leaky(conv('8/more', h));
  const mean = tf.mean(h, [1, 2], true);
  const spread = tf.sqrt(tf.add(tf.mean(tf.square(tf.sub(h, mean)), [1, 2]), 1e-4));
  const batch = pictures.shape[0];
  return linear('out', tf.concat([tf.reshape(mean, [batch, -1]), spread], 1)) as tf.Tensor2D;
}

const pictureShape = (batch: number, { size }: Dataset) => [batch, size, size, 4];

/** Pictures are moved by up to this many pixels, and mirrored half of the time. */
const jitter = 2;
const training = { steps: 2000, batch: 32, learningRate: 2e-3 };
const optimiser = { beta1: 0.9, beta2: 0.99, emaDecay: 0.995, maxNorm: 1 };

export interface StyleTraining {
  seed: number;
  /** 2,000 unless told otherwise; 32 pictures each. */
  steps?: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Trains a small convolutional network to tell the styles of a set apart, by cross-entropy, on training pictures alone,
 * as many of each style. The same seed gives the same weights on the same device.
 */
export async function trainStyleNetwork(
  device: Device,
  dataset: Dataset,
  { seed, steps = training.steps, onProgress }: StyleTraining,
): Promise<Weights> {
  const { batch, learningRate } = training;
  const specs = parameters(dataset.styles.length);
  const state = createAdamState(countParameters(specs));
  const { views, signature } = initParameters(specs, seed, state.parameters);
  state.ema.set(state.parameters);
  const inputs = {
    pictures: { shape: pictureShape(batch, dataset) },
    style: { shape: [batch, dataset.styles.length] },
  };
  const step = await device.load(
    compile(
      ({ pictures, style, ...p }) => {
        const { gradients, losses } = descend(p, (q) => {
          const logits = classify(q, pictures as tf.Tensor4D);
          return { losses: { loss: tf.neg(tf.mean(tf.sum(tf.mul(style!, tf.logSoftmax(logits)), 1))) } };
        });
        const named = Object.entries(gradients).map(([name, tensor]) => [`gradient:${name}`, tensor]);
        return { ...Object.fromEntries(named), loss: losses.loss! };
      },
      { ...signature, ...inputs },
    ),
  );
  const gradients = allocateParameters(specs, state.gradient).views;
  const into = Object.fromEntries(Object.entries(gradients).map(([name, view]) => [`gradient:${name}`, view]));
  const draw = createBatches(dataset, batch);
  for (let done = 0; done < steps; done++) {
    await step.run({ ...views, ...draw(seed, done) }, into);
    const rate = learningRateAt(learningRate, done / steps, done, steps / 20);
    adamStep(state, [{ start: 0, end: state.parameters.length, learningRate: rate, ...optimiser }]);
    onProgress?.(done + 1, steps);
  }
  await step.release();
  const averaged = allocateParameters(specs, state.ema).views;
  return Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: averaged[name]!.slice() }]));
}

function createBatches(dataset: Dataset, batch: number) {
  const { styles, size } = dataset;
  const byStyle = Map.groupBy(trainingPictures(dataset), (index) => styles.indexOf(dataset.pictures[index]!.style));
  const array = createArrays();
  return (seed: number, step: number) => {
    const random = createRandom(seed, step + 1);
    const pictures = array('pictures', batch * size * size * 4);
    const style = array('style', batch * styles.length);
    for (let row = 0; row < batch; row++) {
      const place = random.integer(styles.length);
      const candidates = byStyle.get(place)!;
      copyPicture(dataset, candidates[random.integer(candidates.length)]!, pictures.subarray(row * size * size * 4), {
        mirrored: random.uniform() < 0.5,
        right: random.integer(2 * jitter + 1) - jitter,
        down: random.integer(2 * jitter + 1) - jitter,
      });
      style[row * styles.length + place] = 1;
    }
    return { pictures, style };
  };
}

const batch = 32;

/** Every picture's style as the network sees it, as its place in `styles`; pictures are premultiplied RGBA. */
export async function nameStyles(
  device: Device,
  weights: Weights,
  pictures: readonly Uint8Array[],
  { size, styles }: Dataset,
): Promise<number[]> {
  const program = await device.load(
    compileNetwork(
      weights,
      () => true,
      { pictures: { shape: [batch, size, size, 4] } },
      ({ pictures, ...p }) => ({
        logits: classify(p, pictures as tf.Tensor4D),
      }),
    ),
  );
  const named: number[] = [];
  for (let start = 0; start < pictures.length; start += batch) {
    const input = new Float32Array(batch * size * size * 4);
    const few = pictures.slice(start, start + batch);
    for (const [row, pixels] of few.entries()) {
      for (let i = 0; i < pixels.length; i++) input[row * pixels.length + i] = pixels[i]! / 255;
    }
    const { logits } = await program.run({ pictures: input });
    for (const row of few.keys()) {
      const own = (logits as Float32Array).subarray(row * styles.length, (row + 1) * styles.length);
      named.push(own.indexOf(Math.max(...own)));
    }
  }
  await program.release();
  return named;
}
