import type * as tf from '@tensorflow/tfjs-core';
import type { z } from 'zod';
import type { Random } from '#lib/random.ts';
import type { Device } from '#tensor/device.ts';
import type { Numbers, Signature, Tensors } from '#tensor/program.ts';
import type { Dataset } from './data/dataset.ts';
import type { Weights } from './networks/networks.ts';

/** One tensor of a model before training: its shape and how its first values are drawn. */
export interface ParameterSpec {
  name: string;
  shape: readonly number[];
  /** Standard deviation of the normal distribution to draw from; 0 fills with `mean`. */
  deviation: number;
  mean?: number;
}

/** Makes the batches of one training run. */
export interface BatchSource {
  /** Pictures in one epoch. */
  count: number;
  /** Draws a batch. Its arrays are used again by the next call. */
  next(random: Random, size: number): Record<string, Numbers> | Promise<Record<string, Numbers>>;
}

/**
 * Parameters that one optimiser moves, all of a model or one side of an adversarial game, and how Adam (Kingma and Ba
 * 2015) moves them.
 */
export interface ParameterGroup {
  /** What people call it. */
  name: string;
  parameters: readonly ParameterSpec[];
  /** `reads`: it decides what codes mean. `judges`: only training needs it, so that a checkpoint goes without. */
  role?: 'reads' | 'judges';
  /** Its learning rate as a share of the run's. */
  rate: number;
  beta1: number;
  beta2: number;
  /** Share of the old average that the EMA of its parameters keeps each step. */
  emaDecay: number;
  /** Gradients longer than this are scaled down to it. */
  maxNorm: number;
}

/** What a training step gives. */
export interface StepResults {
  /** By parameter name. */
  gradients: Tensors;
  /** Scalars by name, the one to show first under `loss`. */
  losses: Tensors;
  /** Scalars that nothing descends but that tell how the training goes. */
  metrics?: Tensors;
}

/** What a code and its parts are, for everything that mixes and samples without knowing the family. */
export interface CodeLayout {
  /** Numbers in a code. */
  size: number;
  /** How many of them, at its end, belong to one drawing alone and are dropped when the style changes. */
  detail: number;
  /** Side of the grid whose cells the content is, row by row, where it is one. */
  grid?: number;
  /** Sides of the grids that equal parts of it are, 1 for a vector. */
  bands?: readonly number[];
}

/** What the training loop trains: a model family, or a network beside one. All functions are pure tfjs. */
export interface Learner<Config> {
  /** Who owns which parameters: together, all there are. */
  groups(config: Config): ParameterGroup[];
  /** Inputs of a training step beside the parameters, for a batch of `size`. */
  batchSignature(config: Config, size: number): Signature;
  batches(config: Config, dataset: Dataset): BatchSource;
  /** Tensors that a step uses and that stay as they are. */
  fixed?: Weights;
  /** More of them, which take pictures, a device or time to get; see `prepareLearner`. */
  prepare?(config: Config, dataset: Dataset, device: Device): Promise<Weights>;
  /** One step of all groups, with the penalty where there is one and this is its turn. */
  step(config: Config, parameters: Tensors, batch: Tensors, penalised: boolean, fixed: Tensors): StepResults;
  /** Every how many steps it is the penalty's turn; 0 for never. */
  penaltyEvery?(config: Config): number;
}

/** A model family: a folder in `models/`. The optimiser, checkpoints and the studio know a family only by these members. */
export interface Family<Config> extends Learner<Config> {
  name: string;
  config: z.ZodType<Config>;
  /** The configuration for a data set, before any setting of the user's. */
  configFor(dataset: Pick<Dataset, 'styles' | 'size'>): Config;
  /** What a new run starts with: the width and height of its pictures in pixels, pictures a step, learning rate. */
  defaults: { size: number; batchSize: number; learningRate: number };
  /** The weights of a model with other styles, for this configuration: to go on from one's own to other pictures. */
  adopt?(config: Config, parent: { config: Config; weights: Weights }): Weights;
  /** What its codes are; of 0 numbers where it has none. */
  code(config: Config): CodeLayout;
  styles(config: Config): readonly string[];
  size(config: Config): number;
  /** Whether what it paints is brought to the colours that its styles have, see `colours.ts`. */
  graded?(config: Config): boolean;
  /** Whether codes are standard normal numbers, and so can be drawn without a picture. */
  drawn?: boolean;

  // What it can do: a family without a field cannot, and is not asked. Pictures are `[batch, size, size, 4]`,
  // premultiplied RGBA in [0, 1]; `style` is weights `[batch, styles]`. No row may depend on the others.

  /** `code [batch, code]` and `keep [batch, 1]`, the share of its detail → pictures. */
  decode?(
    config: Config,
    parameters: Tensors,
    inputs: { code: tf.Tensor; style: tf.Tensor; keep: tf.Tensor },
  ): tf.Tensor4D;
  /** Pictures → their mean codes, `[batch, code]`. */
  encode?(config: Config, parameters: Tensors, images: tf.Tensor4D): tf.Tensor2D;
  /** Pictures out of noise, in steps. */
  sample?: Stepwise<Config>;
  /** Pictures → others, in a style or in that of the pictures `like`, which are the same ones where none were given. */
  translate?(
    config: Config,
    parameters: Tensors,
    inputs: { image: tf.Tensor4D; style: tf.Tensor; like: tf.Tensor4D },
  ): tf.Tensor4D;
  /**
   * What `translate` is given of a picture (premultiplied RGBA `[size, size, 4]`), where it is not the picture itself: to
   * look at how a model does.
   */
  source?(config: Config, picture: Uint8Array, random: Random): Uint8Array;
  /** Pictures → the bits that each of their numbers takes, `[batch]`: the fewer, the likelier the picture. */
  likelihood?(config: Config, parameters: Tensors, images: tf.Tensor4D): tf.Tensor1D;
}

/** Pictures that are made in steps, each of which shows how far they are: denoised, or written piece by piece. */
export interface Stepwise<Config> {
  steps(config: Config): number;
  /** What one step hands to the next, for a batch of `size`; the first axis is the batch. */
  state(config: Config, size: number): Signature;
  /** The state that one picture begins with, by the same names. */
  begin(config: Config, random: Random): Record<string, Float32Array>;
  /** The state, `step [batch, 1]`, counted from 0, and `style` → the next state and `image`, the picture by then. */
  step(config: Config, parameters: Tensors, inputs: Tensors): { state: Tensors; image: tf.Tensor4D };
}
