import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '#lib/random.ts';
import type { ProgramFunction, Signature, Tensors } from '#tensor/program.ts';

/** A tensor of a program that is being written. */
export interface Value {
  name: string;
  shape: readonly number[];
}

/** A line of a program: what it computes from which values; an operand without a name becomes an input. */
export interface Line {
  text: string;
  operands: readonly (Value | { shape: readonly number[] })[];
  fn: (...operands: tf.Tensor[]) => tf.Tensor;
  /** Numbers that must keep away from zero, for there the result or its slope jumps. */
  jumps?: (...operands: tf.Tensor[]) => tf.Tensor;
  /** Numbers that must keep away from zero, for near it the result has few right digits. */
  divisors?: (...operands: tf.Tensor[]) => tf.Tensor;
}

/** Writes a line that begins with `x`, where it can. */
export type Operation = (x: Value, context: { random: Random; values: readonly Value[] }) => Line | undefined;

/** A program with inputs on which it is well-conditioned. */
export interface RandomProgram {
  /** For people to read: a line for each operation. */
  text: string;
  signature: Signature;
  inputs: Record<string, Float32Array>;
  /** All results that no other line uses. */
  fn: ProgramFunction;
}

export const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.integer(items.length)]!;

const firstShapes = [[2, 4, 6, 3], [3, 5, 4, 2], [1, 4, 4, 4], [2, 3, 3, 1], [4, 6], [3, 5], [2, 3, 4], [1, 5, 3], [6]];
const largestSize = 400;
/** tfjs has no gradient for tiles of higher rank, which its `where` broadcasts with. */
const largestRank = 4;
const largestNumber = 10;
const margin = 1e-3;

/** Few enough numbers, all of them finite and small. */
function isTame(y: tf.Tensor): boolean {
  if (y.size === 0 || y.size > largestSize || y.rank > largestRank) return false;
  return y.dataSync().every((value) => Math.abs(value) <= largestNumber);
}

const isClear = (distances: tf.Tensor) => distances.dataSync().every((value) => Math.abs(value) >= margin);

export interface WriterOptions {
  /** Lines to write. */
  length: number;
  /** Kinds of operations, each as likely as the others. */
  kinds: readonly (readonly Operation[])[];
  /** Leaves out whatever jumps anywhere. */
  smooth?: boolean;
}

/** A line that stays. */
interface WrittenLine extends Value, Pick<Line, 'text' | 'fn'> {
  operands: readonly Value[];
}

/**
 * Writes a program line by line, computing on tfjs's cpu backend as it goes: a line whose numbers grow large or come
 * near a jump is struck out, and another tried.
 */
export function writeProgram(random: Random, options: WriterOptions): RandomProgram {
  tf.setBackend('cpu');
  let program!: RandomProgram;
  tf.tidy(() => {
    program = write(random, options);
  });
  return program;
}

function write(random: Random, { length, kinds, smooth = false }: WriterOptions): RandomProgram {
  const known = new Map<string, tf.Tensor>();
  const inputs: Value[] = [];
  const lines: WrittenLine[] = [];
  const keepInput = (tensor: tf.Tensor): Value => {
    const input = { name: `x${inputs.length}`, shape: tensor.shape };
    known.set(input.name, tensor);
    inputs.push(input);
    return input;
  };

  keepInput(draw(pick(random, firstShapes), random));
  while (lines.length < length) {
    const values = [...inputs, ...lines];
    const x = pick(random, random.uniform() < 0.6 ? values.slice(-3) : values);
    const line = pick(random, pick(random, kinds))(x, { random, values });
    if (!line || (smooth && line.jumps)) continue;
    const tensors = line.operands.map((one) => ('name' in one ? known.get(one.name)! : draw(one.shape, random)));
    if (![line.jumps, line.divisors].every((distances) => !distances || isClear(distances(...tensors)))) continue;
    const y = line.fn(...tensors);
    if (!isTame(y)) continue;
    const operands = line.operands.map((one, index) => ('name' in one ? one : keepInput(tensors[index]!)));
    lines.push({ name: `y${lines.length}`, shape: y.shape, text: line.text, fn: line.fn, operands });
    known.set(lines.at(-1)!.name, y);
  }
  return {
    text: describe(inputs, lines),
    signature: Object.fromEntries(inputs.map(({ name, shape }) => [name, { shape }])),
    inputs: Object.fromEntries(inputs.map(({ name }) => [name, known.get(name)!.dataSync<'float32'>().slice()])),
    fn: runner(lines),
  };
}

/** Uniform in [-1.5, 1.5). */
function draw(shape: readonly number[], random: Random): tf.Tensor {
  const numbers = Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.uniform() * 3 - 1.5);
  return tf.tensor(Float32Array.from(numbers), [...shape]);
}

function describe(inputs: readonly Value[], lines: readonly WrittenLine[]): string {
  const label = ({ name, shape }: Value) => `${name} [${shape}]`;
  const written = lines.map((line) => `${label(line)} = ${line.text} of ${line.operands.map(({ name }) => name)}`);
  return [...inputs.map(label), ...written].join('\n');
}

function runner(lines: readonly WrittenLine[]): ProgramFunction {
  const used = new Set(lines.flatMap(({ operands }) => operands.map(({ name }) => name)));
  const results = lines.filter(({ name }) => !used.has(name));
  return (inputs) => {
    const all: Tensors = { ...inputs };
    for (const { name, operands, fn } of lines) all[name] = fn(...operands.map((one) => all[one.name]!));
    return Object.fromEntries(results.map(({ name }) => [name, all[name]!]));
  };
}
