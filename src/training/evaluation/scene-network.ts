import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '#tensor/device.ts';
import type { Tensors } from '#tensor/program.ts';
import { createArrays } from '../data/arrays.ts';
import { drawView } from '../data/augment.ts';
import type { Dataset } from '../data/dataset.ts';
import { copyPixels } from '../data/pictures.ts';
import type { Learner, ParameterSpec } from '../family.ts';
import { train as learn } from '../loop/loop.ts';
import { createRun, emaWeights } from '../loop/run.ts';
import { descend } from '../losses.ts';
import { convolution, dense, layers, leaky } from '../networks/layers.ts';
import { compileNetwork, type Weights } from '../networks/networks.ts';
import type { Progress } from './extractor.ts';

/** Of a network: width and height of what it looks at, and its channels at a half, a quarter, an eighth and a sixteenth. */
export interface Sight {
  side: number;
  widths: readonly number[];
}

/** Numbers of the layer that all questions share. */
const hidden = 256;
const optimiser = { rate: 1, beta1: 0.9, beta2: 0.99, emaDecay: 0.995, maxNorm: 5 };
const dropout = 0.3;
/** Pictures are mirrored half of the time, and moved by so many pixels at most. */
const moved = 3;

/** Which of so many classes each example belongs to. */
export interface Question {
  /** Of its last layer. */
  name: string;
  classes: number;
  labels: readonly number[];
}

/** What a network learns to answer. */
export interface Lessons {
  sight: Sight;
  /** Premultiplied RGBA, `[side, side, 4]` each. */
  pictures: readonly Uint8Array[];
  questions: readonly Question[];
  /** The examples to learn from. */
  rows: readonly number[];
}

function parameters({ side, widths }: Sight, questions: readonly Question[]): ParameterSpec[] {
  const last = (side / 2 ** widths.length) ** 2 * widths.at(-1)!;
  return [
    ...widths.flatMap((width, stage) => [
      ...convolution(`halve/${stage}`, 3, stage === 0 ? 4 : widths[stage - 1]!, width),
      ...(stage === 0 ? [] : convolution(`more/${stage}`, 3, width, width, 0.5)),
    ]),
    ...dense('shared', last, hidden),
    ...questions.flatMap(({ name, classes }) => dense(`answer/${name}`, hidden, classes)),
  ];
}

/** Pictures `[batch, side, side, 4]` → logits `[batch, classes]` of each question; `mask` drops shared numbers. */
function answer(p: Tensors, names: readonly string[], pictures: tf.Tensor, mask?: tf.Tensor) {
  const { conv, linear } = layers(p);
  let h = pictures;
  for (let stage = 0; p[`halve/${stage}/w`] !== undefined; stage++) {
    h = leaky(conv(`halve/${stage}`, h, 2));
    if (stage > 0) h = tf.add(h, leaky(conv(`more/${stage}`, h)));
  }
  const shared = leaky(linear('shared', tf.reshape(h, [h.shape[0]!, -1])));
  const kept = mask ? tf.mul(shared, mask) : shared;
  return Object.fromEntries(names.map((name) => [name, linear(`answer/${name}`, kept) as tf.Tensor2D]));
}

/** A small convolutional network that answers questions about pictures, by cross-entropy. */
function sceneLearner({ sight, pictures, questions, rows }: Lessons): Learner<unknown> {
  const names = questions.map(({ name }) => name);
  const { side } = sight;
  const values = side * side * 4;
  return {
    groups: () => [{ name: 'judge', parameters: parameters(sight, questions), ...optimiser }],
    batchSignature: (_config, size) => ({
      pictures: { shape: [size, side, side, 4] },
      mask: { shape: [size, hidden] },
      ...Object.fromEntries(questions.map(({ name, classes }) => [`label:${name}`, { shape: [size, classes] }])),
    }),
    batches: () => {
      const array = createArrays();
      return {
        count: rows.length,
        next: (random, size) => {
          const seen = array('pictures', size * values);
          const labels = questions.map(({ name, classes }) => [`label:${name}`, array(name, size * classes)] as const);
          for (let row = 0; row < size; row++) {
            const from = rows[random.integer(rows.length)]!;
            copyPixels(pictures[from]!, side, seen.subarray(row * values), drawView(random, moved));
            for (const [index, { classes, labels: known }] of questions.entries()) {
              labels[index]![1][row * classes + known[from]!] = 1;
            }
          }
          const mask = array('mask', size * hidden).map(() => (random.uniform() < dropout ? 0 : 1 / (1 - dropout)));
          return { pictures: seen, mask, ...Object.fromEntries(labels) };
        },
      };
    },
    step: (_config, p, { pictures: seen, mask, ...labels }) =>
      descend(p, (q) => {
        const logits = answer(q, names, seen!, mask);
        const likelihoods = names.map((name) =>
          tf.mean(tf.sum(tf.mul(labels[`label:${name}`]!, tf.logSoftmax(logits[name]!)), 1)),
        );
        return { losses: { loss: tf.neg(tf.addN(likelihoods)) } };
      }),
  };
}

/** A judge has examples of its own. */
const noDataset: Dataset = {
  ...{ name: 'scenes', hash: '', size: 0, styles: [], pictures: [] },
  pixels: new Uint8Array(),
  skipped: [],
  stages: [],
};
const training = { batchSize: 64, learningRate: 1.5e-3 };

/** Trains a network for so many steps. */
export async function learnScenes(
  lessons: Lessons,
  { device, seed, steps, onProgress }: { device: Device; seed: number; steps: number; onProgress?: Progress },
): Promise<Weights> {
  const learner = sceneLearner(lessons);
  const run = createRun({ family: learner, config: undefined, seed });
  const onStep = ({ step }: { step: number }) => onProgress?.(step, steps);
  const common = { family: learner, config: undefined, device, seed, ...training };
  await learn({ ...common, dataset: noDataset, until: { steps }, onStep }, run);
  return emaWeights(run);
}

const batch = 32;

/** Of every picture, the classes of each question by how likely they are, the likeliest `most` first. */
export async function answerScenes(
  device: Device,
  weights: Weights,
  names: readonly string[],
  { pictures, side }: { pictures: readonly Uint8Array[]; side: number },
  most: number,
): Promise<Record<string, number[][]>> {
  const signature = { pictures: { shape: [batch, side, side, 4] } };
  const program = compileNetwork(weights, signature, ({ pictures: seen, ...p }) => answer(p, names, seen!));
  const network = await device.load(program);
  const ranked: Record<string, number[][]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let start = 0; start < pictures.length; start += batch) {
    const few = pictures.slice(start, start + batch);
    const seen = new Float32Array(batch * side * side * 4);
    for (const [row, picture] of few.entries()) copyPixels(picture, side, seen.subarray(row * picture.length));
    const logits = await network.run({ pictures: seen });
    for (const name of names) {
      const classes = logits[name]!.length / batch;
      for (const row of few.keys()) {
        const own = logits[name]!.subarray(row * classes, (row + 1) * classes);
        ranked[name]!.push([...own.keys()].sort((a, b) => own[b]! - own[a]!).slice(0, most));
      }
    }
  }
  await network.release();
  return ranked;
}
