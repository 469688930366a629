import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '#lib/random.ts';
import type { DType, Numbers, ProgramFunction, Signature, Tensors } from '#tensor/program.ts';
import { seed } from '../../helpers/numbers.ts';

/** One number of an input that holds `count` of them. */
export type Draw = (random: Random, index: number, count: number) => number;

export interface InputSpec {
  shape: readonly number[];
  dtype?: DType;
  draw: Draw;
}

/** What a kernel is tried on: a function that uses it, and what to draw its inputs from. */
export interface KernelCase {
  /** The tfjs kernel that `fn` is there to use. */
  kernel: string;
  name: string;
  inputs: Record<string, InputSpec>;
  fn: ProgramFunction;
  /** Whether the gradient by its float inputs is tried too. */
  smooth: boolean;
  /** The right result `y`, by hand, where tfjs's own is wrong. */
  byHand?: (inputs: Record<string, Numbers>) => number[];
}

/** Uniform in [-2, 2). */
export const anyNumber: Draw = (random) => random.uniform() * 4 - 2;
export const positive: Draw = (random) => 0.4 + random.uniform() * 2;
/** At least 0.2 away from zero, where slopes jump. */
export const awayFromZero: Draw = (random) => (0.2 + random.uniform() * 1.6) * (random.uniform() < 0.5 ? -1 : 1);
/** At least 0.1 away from whole numbers and halves. */
export const betweenSteps: Draw = (random) => random.integer(8) / 2 - 2 + 0.1 + random.uniform() * 0.3;
/** Few different numbers, so that many are equal. */
export const oftenEqual: Draw = (random) => random.integer(3) - 1;
export const wholeNumber: Draw = (random) => random.integer(41) - 20;
/** All different, by at least 0.07, and in no order. */
export const distinct: Draw = (random, index, count) =>
  (((index * 7919) % count) - count / 2) * 0.1 + random.uniform() * 0.03;

export const between =
  (low: number, high: number): Draw =>
  (random) =>
    low + random.uniform() * (high - low);
/** A place among `count`. */
export const placeIn =
  (count: number): Draw =>
  (random) =>
    random.integer(count);

/** Two operands that are never nearer to each other than 0.05. */
export const apart: readonly [Draw, Draw] = [
  (random) => random.integer(20) * 0.2 - 2 + random.uniform() * 0.05,
  (random) => random.integer(20) * 0.2 - 1.9 + random.uniform() * 0.05,
];

const shortShape = (shape: readonly number[]) => (shape.length === 0 ? 'scalar' : `[${shape}]`);

/** Draws the shapes of this run, which `SEED` repeats. */
export const shapes = createRandom(seed, 2);

/** A shape of the given rank, or of any up to 5. */
export const randomShape = (rank = shapes.integer(6)): number[] =>
  Array.from({ length: rank }, () => 1 + shapes.integer(4));

/** Two shapes that broadcast: each the end of a whole shape, with ones in some places. */
function randomPair(rank?: number): [number[], number[]] {
  const whole = randomShape(rank);
  const operand = (from: number) => whole.slice(from).map((length) => (shapes.uniform() < 0.3 ? 1 : length));
  const pair: [number[], number[]] = [operand(0), operand(shapes.integer(whole.length + 1))];
  return shapes.uniform() < 0.5 ? pair : [pair[1], pair[0]];
}

/** Shapes of rank 0 to 5, those whose memory needs no move between layouts, and some drawn for this run. */
export const everyRank = [
  ...[[], [5], [2, 3], [2, 3, 4], [2, 3, 4, 5], [2, 3, 4, 1], [3, 1, 1, 5], [2, 1, 3, 2, 2]],
  ...[randomShape(), randomShape(4)],
];

/** Pairs of shapes that broadcast, some drawn for this run. */
export const broadcasts: readonly (readonly (readonly number[])[])[] = [
  [[], [4]],
  [[3, 1], [4]],
  [
    [2, 3, 4, 5],
    [2, 3, 4, 5],
  ],
  [[2, 3, 4, 5], [5]],
  [
    [2, 3, 4, 5],
    [2, 1, 1, 5],
  ],
  [
    [4, 1],
    [2, 3, 4, 5],
  ],
  [
    [1, 1, 1, 5],
    [2, 3, 4, 5],
  ],
  [[2, 3, 4, 5], []],
  [
    [2, 2, 3, 4, 5],
    [2, 3, 4, 5],
  ],
  randomPair(),
  randomPair(4),
  randomPair(4),
];

export interface CaseOptions {
  smooth?: boolean;
  dtype?: DType;
}

/** Cases of a function of one tensor, one for each shape. */
export function onShapes(
  kernel: string,
  shapes: readonly (readonly number[])[],
  draw: Draw,
  fn: (x: tf.Tensor) => tf.Tensor,
  { smooth = true, dtype = 'float32' }: CaseOptions = {},
): KernelCase[] {
  return shapes.map((shape) => ({
    kernel,
    name: `of ${dtype === 'int32' ? 'int32 ' : ''}${shortShape(shape)}`,
    inputs: { x: { shape, dtype, draw } },
    fn: ({ x }) => ({ y: fn(x!) }),
    smooth: smooth && dtype === 'float32',
  }));
}

/** Cases of a function of two tensors, one for each pair of shapes. */
export function onPairs(
  kernel: string,
  pairs: readonly (readonly (readonly number[])[])[],
  draw: Draw | readonly [Draw, Draw],
  fn: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  { smooth = true, dtype = 'float32' }: CaseOptions = {},
): KernelCase[] {
  const [drawA, drawB] = typeof draw === 'function' ? [draw, draw] : draw;
  return pairs.map(([a, b]) => ({
    kernel,
    name: `of ${dtype === 'int32' ? 'int32 ' : ''}${shortShape(a!)} and ${shortShape(b!)}`,
    inputs: { a: { shape: a!, dtype, draw: drawA }, b: { shape: b!, dtype, draw: drawB } },
    fn: (t) => ({ y: fn(t.a!, t.b!) }),
    smooth: smooth && dtype === 'float32',
  }));
}

/** The same cases, said apart from others of their kernel and shapes. */
export const named = (name: string, cases: KernelCase[]): KernelCase[] =>
  cases.map((one) => ({ ...one, name: `${one.name}, ${name}` }));

export function signatureOf({ inputs }: Pick<KernelCase, 'inputs'>): Signature {
  return Object.fromEntries(Object.entries(inputs).map(([name, { shape, dtype }]) => [name, { shape, dtype }]));
}

export function drawInputs({ inputs }: Pick<KernelCase, 'inputs'>, random: Random): Record<string, Numbers> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, dtype, draw }]) => {
      const count = tf.util.sizeFromShape([...shape]);
      const numbers = Array.from({ length: count }, (_, index) => draw(random, index, count));
      return [name, dtype === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers)];
    }),
  );
}

/** The same tensor as the output of a convolution, so that it lies in planes where it is recorded. */
function inPlanes(x: tf.Tensor): tf.Tensor {
  const channels = x.shape[3]!;
  const unchanged = tf.reshape(tf.eye(channels), [1, 1, channels, channels]) as tf.Tensor4D;
  return tf.conv2d(x as tf.Tensor4D, unchanged, 1, 'same');
}

/**
 * The case as it is, and with its pictures lying in planes: all of them, and each alone where there are several.
 */
export function layoutsOf(base: KernelCase): KernelCase[] {
  const pictures = Object.keys(base.inputs).filter(
    (name) => base.inputs[name]!.shape.length === 4 && base.inputs[name]!.dtype !== 'int32',
  );
  const choices = [
    ...(pictures.length > 0 ? [pictures] : []),
    ...(pictures.length > 1 ? pictures.map((name) => [name]) : []),
  ];
  const moved = choices.map((names) => ({
    ...base,
    name: `${base.name}, ${names.join(' and ')} in planes`,
    fn: (inputs: Tensors) =>
      base.fn(
        Object.fromEntries(
          Object.entries(inputs).map(([name, tensor]) => [name, names.includes(name) ? inPlanes(tensor) : tensor]),
        ),
      ),
  }));
  return [base, ...moved];
}

/** The first two of them, for trials that take long. */
export const mainLayoutsOf = (base: KernelCase): KernelCase[] => layoutsOf(base).slice(0, 2);

/** Of the cases of each kernel so many, drawn anew for each run (`SEED` repeats one); all of them with `EVERY_CASE=1`. */
export function someOf(cases: readonly KernelCase[], ofEach: number): KernelCase[] {
  if (process.env.EVERY_CASE) return [...cases];
  const random = createRandom(seed, 3);
  const kernels = Map.groupBy(cases, ({ kernel }) => kernel);
  return [...kernels.values()].flatMap((own) =>
    own
      .map((one) => ({ one, at: random.uniform() }))
      .sort((left, right) => left.at - right.at)
      .slice(0, ofEach)
      .map(({ one }) => one),
  );
}
