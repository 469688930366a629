import * as tf from '@tensorflow/tfjs-core';
import { compile, type Program, type Signature, type Tensors } from '#tensor/program.ts';
import { nextOf } from '#tensor/resident.ts';
import type { Learner } from '../family.ts';
import { moveGroup, stateNames } from '../networks/adam/graph.ts';
import { type AdamGroup, scalarsAt } from '../networks/adam.ts';

const pick = (all: Tensors, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, all[name]!]));
const prefixed = (prefix: string, all: Tensors) =>
  Object.fromEntries(Object.entries(all).map(([name, tensor]) => [prefix + name, tensor]));

/** What trains, and in what batches. */
interface Lesson<Config> {
  family: Learner<Config>;
  config: Config;
  batchSize: number;
  penalised?: boolean;
  /** Players whose parameters stay as they are, by name. */
  frozen?: readonly string[];
}

/**
 * The family's step on a batch: gradients by parameter, then `loss:` and `metric:` by name. Those of frozen parameters are
 * 0, so that nothing is computed for them.
 */
function takeStep<Config>(
  { family, config, batchSize, penalised = false, frozen = [] }: Lesson<Config>,
  parameters: Tensors,
  inputs: Tensors,
) {
  const batch = pick(inputs, Object.keys(family.batchSignature(config, batchSize)));
  const fixed = pick(inputs, Object.keys(family.fixed ?? {}));
  const { gradients, losses, metrics = {} } = family.step(config, parameters, batch, penalised, fixed);
  const still = family.groups(config).filter(({ name }) => frozen.includes(name));
  for (const { name } of still.flatMap((group) => group.parameters)) gradients[name] = tf.zerosLike(gradients[name]!);
  return { gradients, scalars: { ...prefixed('loss:', losses), ...prefixed('metric:', metrics) } };
}

/** What a lesson takes beside parameters, and which of it never changes. */
function inputsOf<Config>({ family, config, batchSize }: Lesson<Config>) {
  const fixed = Object.entries(family.fixed ?? {});
  const shapes = Object.fromEntries(fixed.map(([name, { shape }]) => [name, { shape }]));
  return {
    signature: { ...family.batchSignature(config, batchSize), ...shapes },
    constants: Object.fromEntries(fixed.map(([name, { data }]) => [name, data])),
  };
}

/**
 * One training step as a program: parameters and a batch in; `gradient:` by parameter, `loss:` and `metric:` by name
 * out.
 */
export function compileStep<Config>(
  family: Learner<Config>,
  config: Config,
  parameters: Signature,
  batchSize: number,
  penalised = false,
  frozen: readonly string[] = [],
): Program {
  const lesson = { family, config, batchSize, penalised, frozen };
  const { signature, constants } = inputsOf(lesson);
  return compile(
    (inputs) => {
      const { gradients, scalars } = takeStep(lesson, pick(inputs, Object.keys(parameters)), inputs);
      return { ...prefixed('gradient:', gradients), ...scalars };
    },
    { ...parameters, ...signature },
    constants,
  );
}

/** The state of Adam as inputs of a program: vectors of all parameters. */
export function stateSignature(parameters: Signature): Signature {
  const length = Object.values(parameters).reduce((sum, { shape }) => sum + tf.util.sizeFromShape([...shape]), 0);
  return Object.fromEntries(stateNames.map((name) => [`state:${name}`, { shape: [length] }]));
}

/** The scalars of a step, by the number of the group that they belong to. */
export function stepScalars(groups: readonly AdamGroup[], step: number): Record<string, Float32Array> {
  const named = groups.flatMap((group, index) =>
    Object.entries(scalarsAt(group, step)).map(
      ([name, value]) => [`${name}:${index}`, Float32Array.of(value)] as const,
    ),
  );
  return Object.fromEntries(named);
}

/**
 * One training step with Adam in it, for a state that stays on the device: `stateSignature`, `stepScalars` and a batch
 * in; the next state, `norm:` by the number of the group, `loss:` and `metric:` by name out. The groups lie one behind
 * the other.
 */
export function compileWholeStep<Config>(
  lesson: Lesson<Config>,
  parameters: Signature,
  groups: readonly AdamGroup[],
): Program {
  const state = stateSignature(parameters);
  const { signature, constants } = inputsOf(lesson);
  const scalars = Object.keys(stepScalars(groups, 1)).map((name) => [name, { shape: [] }] as const);
  return compile(
    (inputs) => {
      const vectors = Object.fromEntries(stateNames.map((name) => [name, inputs[`state:${name}`]!]));
      const taken = takeStep(lesson, cut(vectors.parameters as tf.Tensor1D, parameters), inputs);
      const gradients = Object.keys(parameters).map((name) => tf.reshape(taken.gradients[name]!, [-1]));
      const gradient = join(gradients);
      const moved = groups.map((group, index) => {
        const [rate, epsilon, follow] = ['rate', 'epsilon', 'follow'].map((name) => inputs[`${name}:${index}`]!);
        return moveGroup(group, vectors, gradient, { rate: rate!, epsilon: epsilon!, follow: follow! });
      });
      const next = stateNames.map((name) => [nextOf(`state:${name}`), join(moved.map(({ state }) => state[name]))]);
      const norms = moved.map(({ norm }, index) => [`norm:${index}`, norm]);
      return { ...Object.fromEntries([...next, ...norms]), ...taken.scalars };
    },
    { ...state, ...Object.fromEntries(scalars), ...signature },
    constants,
  );
}

const join = (vectors: tf.Tensor[]) => (vectors.length === 1 ? vectors[0]! : tf.concat(vectors)) as tf.Tensor1D;

/** The named tensors that a vector is made of. */
function cut(vector: tf.Tensor1D, signature: Signature): Tensors {
  let start = 0;
  return Object.fromEntries(
    Object.entries(signature).map(([name, { shape }]) => {
      const length = tf.util.sizeFromShape([...shape]);
      start += length;
      return [name, tf.reshape(tf.slice(vector, start - length, length), [...shape])];
    }),
  );
}
