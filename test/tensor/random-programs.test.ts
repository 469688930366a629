import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { compile, type Numbers, type ProgramFunction, type Signature, type Tensors } from '#tensor/program.ts';
import { compareOutputs, runOnce, seed } from '../helpers/numbers.ts';
import { checkOnnx, hasOnnxChecker } from '../helpers/onnx-checker.ts';
import { tinyStep } from '../helpers/step.ts';
import { expectGradient, gradientOf } from './kernels/derivative.ts';
import { allKinds } from './random-programs/kinds.ts';
import { type RandomProgram, writeProgram } from './random-programs/writer.ts';

const cpu = await openDevice('cpu', 1);
const tfjs = eagerDevice('cpu', 'cpu', "tfjs's own cpu backend");
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Writes the program of that number and length, and says with every error what it was and how to see it again. */
async function onProgram(
  number: number,
  { least, most, smooth }: { least: number; most: number; smooth?: boolean },
  check: (program: RandomProgram) => Promise<void>,
): Promise<void> {
  const random = createRandom(seed, number);
  const program = writeProgram(random, { length: least + random.integer(most - least + 1), kinds: allKinds, smooth });
  try {
    await check(program);
  } catch (error) {
    const text = `${error instanceof Error ? error.message : error}\n\nThe program, with SEED=${seed}:\n${program.text}`;
    throw new Error(text, { cause: error });
  }
}

/** Expects a function to give the same in ONNX Runtime as in tfjs itself. */
async function expectSame(
  fn: ProgramFunction,
  signature: Signature,
  inputs: Record<string, Numbers>,
  limit: number,
): Promise<void> {
  const program = compile(fn, signature);
  const expected = await runOnce(tfjs, program, inputs);
  const { wrong } = compareOutputs(await runOnce(cpu, program, inputs), expected, () => limit);
  expect(wrong).toEqual([]);
}

/** Weights for the outputs of a program, of whose weighted sum the gradient is taken. */
function drawWeights({ fn, signature }: RandomProgram): { shapes: Signature; weights: Record<string, Float32Array> } {
  const random = createRandom(seed, -1);
  const outputs = Object.entries(compile(fn, signature).outputs);
  const drawn = ({ shape }: Signature[string]) =>
    Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.uniform() * 2 - 1);
  return {
    shapes: Object.fromEntries(outputs.map(([name, spec]) => [`weight:${name}`, spec])),
    weights: Object.fromEntries(outputs.map(([name, spec]) => [`weight:${name}`, drawn(spec)])),
  };
}

/** The same as constants of a program that is being recorded. */
const weightTensors = (weights: Record<string, Float32Array>, shapes: Signature) =>
  Object.fromEntries(Object.entries(weights).map(([name, data]) => [name, tf.tensor(data, [...shapes[name]!.shape])]));

/** The squared norm of a program's gradient, and of its inputs, so that it depends on every one of them. */
function squaredNorm({ fn, signature }: RandomProgram): ProgramFunction {
  const gradient = gradientOf(fn, signature);
  return (all: Tensors) => {
    const tensors = [...Object.values(gradient(all)), ...Object.keys(signature).map((name) => all[name]!)];
    return { norm: tf.addN(tensors.map((one) => tf.sum(tf.square(one)))) };
  };
}

/** The gradient of that by the program's inputs. */
function secondOrder(program: RandomProgram): ProgramFunction {
  const fn = gradientOf(squaredNorm(program), program.signature);
  return (all) => fn({ ...all, 'weight:norm': tf.scalar(1) });
}

describe('ONNX Runtime computes what tfjs computes', () => {
  test.each(numbered(240))('program %i and its gradients', (number) =>
    onProgram(number, { least: 5, most: 30 }, async (program) => {
      await expectSame(program.fn, program.signature, program.inputs, 1e-5);
      const { shapes, weights } = drawWeights(program);
      const gradient = gradientOf(program.fn, program.signature);
      await expectSame(gradient, { ...program.signature, ...shapes }, { ...program.inputs, ...weights }, 5e-5);
    }),
  );

  test.each(numbered(60))('the gradient of the squared norm of the gradient of program %i', (number) =>
    onProgram(1000 + number, { least: 5, most: 20 }, async (program) => {
      const { shapes, weights } = drawWeights(program);
      const signature = { ...program.signature, ...shapes };
      await expectSame(secondOrder(program), signature, { ...program.inputs, ...weights }, 1e-4);
    }),
  );
});

test.skipIf(!hasOnnxChecker)("ONNX's own checker accepts what is recorded (needs python3-onnx)", () => {
  const files = numbered(60).map((number) => {
    const program = writeProgram(createRandom(seed, number), { length: 15, kinds: allKinds });
    const { shapes } = drawWeights(program);
    const gradient = compile(gradientOf(program.fn, program.signature), { ...program.signature, ...shapes });
    return [`gradients-of-${number}`, gradient.toOnnx()];
  });
  const step = tinyStep().program.toOnnx();
  expect(() => checkOnnx({ ...Object.fromEntries(files), step }), `seed ${seed}`).not.toThrow();
});

describe('gradients are what finite differences say', () => {
  test.each(numbered(60))('of smooth program %i', (number) =>
    onProgram(2000 + number, { least: 3, most: 8, smooth: true }, ({ fn, signature, inputs }) =>
      expectGradient(cpu, fn, signature, inputs),
    ),
  );

  test.each(numbered(40))('of the logarithm of the squared norm of the gradient of smooth program %i', (number) =>
    onProgram(3000 + number, { least: 2, most: 4, smooth: true }, (program) => {
      const { shapes, weights } = drawWeights(program);
      const fn: ProgramFunction = (inputs) => {
        const { norm } = squaredNorm(program)({ ...inputs, ...weightTensors(weights, shapes) });
        return { norm: tf.log(norm!) };
      };
      return expectGradient(cpu, fn, program.signature, program.inputs);
    }),
  );
});
