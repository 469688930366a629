import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { openDevice } from '#tensor/device.ts';
import { compile, type Numbers, type ProgramFunction, type Signature } from '#tensor/program.ts';

const cpu = await openDevice('cpu', 1);

/** Records and runs once. */
async function run(
  fn: ProgramFunction,
  signature: Signature,
  inputs: Record<string, Numbers>,
  constants?: Record<string, Numbers>,
): Promise<Record<string, number[]>> {
  const executable = await cpu.load(compile(fn, signature, constants));
  const outputs = await executable.run(inputs);
  await executable.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, data]) => [name, [...data]]));
}

const x = { x: { shape: [3] } };
const numbers = Float32Array.of(1, 2, 3);

describe('outputs', () => {
  test('an input may go straight out, twice', async () => {
    const outputs = await run((t) => ({ first: t.x!, second: t.x! }), x, { x: numbers });
    expect(outputs).toEqual({ first: [1, 2, 3], second: [1, 2, 3] });
  });

  test('a constant may go straight out, and be computed with', async () => {
    const signature = { ...x, c: { shape: [3] } };
    const fn: ProgramFunction = (t) => ({ same: t.c!, sum: tf.add(t.x!, t.c!) });
    const outputs = await run(fn, signature, { x: numbers }, { c: Float32Array.of(4, 5, 6) });
    expect(outputs).toEqual({ same: [4, 5, 6], sum: [5, 7, 9] });
  });

  test('numbers that depend on no input may go out', async () => {
    const outputs = await run(() => ({ ones: tf.ones([2, 1]), zero: tf.scalar(0), list: tf.tensor1d([1, 2]) }), x, {
      x: numbers,
    });
    expect(outputs).toEqual({ ones: [1, 1], zero: [0], list: [1, 2] });
  });

  test('truth values come out as whole numbers', async () => {
    const program = compile((t) => ({ large: tf.greater(t.x!, 1.5) }), x);
    expect(program.outputs).toEqual({ large: { shape: [3], dtype: 'int32' } });
    expect(await run(program.fn, x, { x: numbers })).toEqual({ large: [0, 1, 1] });
  });

  test('an output named like an input is refused', () => {
    expect(() => compile((t) => ({ x: tf.neg(t.x!) }), x)).toThrow('x is an input: give the output another name.');
  });

  test('results are written into the arrays that were given', async () => {
    const executable = await cpu.load(compile((t) => ({ y: tf.neg(t.x!) }), x));
    const y = new Float32Array(3);
    await executable.run({ x: numbers }, { y });
    expect([...y]).toEqual([-1, -2, -3]);
  });
});

describe('inputs', () => {
  const signature = { a: { shape: [2] }, b: { shape: [2], dtype: 'int32' } } as const;
  const fn: ProgramFunction = (t) => ({ y: tf.add(t.a!, tf.cast(t.b!, 'float32')) });
  const a = Float32Array.of(1, 2);
  const b = Int32Array.of(3, 4);

  test('whole numbers and fractions go in', async () => {
    expect(await run(fn, signature, { a, b })).toEqual({ y: [4, 6] });
  });

  test('names that a graph might use itself are free', async () => {
    const outputs = await run(
      (t) => ({ y: tf.add(tf.mul(t.v0!, 2), tf.square(t.c0!)) }),
      { v0: { shape: [] }, c0: { shape: [] } },
      { v0: Float32Array.of(3), c0: Float32Array.of(2) },
    );
    expect(outputs).toEqual({ y: [10] });
  });

  test.each([
    ['missing', { a }, 'Input b is [2], 2 numbers; none were given.'],
    ['unknown', { a, b, c: a }, 'The program has no input c; it has a, b.'],
    ['too long', { a: numbers, b }, 'Input a is [2], 2 numbers; 3 were given.'],
    ['of the wrong type', { a, b: a }, 'Input b is int32; a Float32Array was given.'],
  ])('one that is %s is refused by name', async (_, inputs: Record<string, Numbers>, message) => {
    const executable = await cpu.load(compile(fn, signature));
    await expect(executable.run(inputs)).rejects.toThrow(message);
  });
});

describe('recording', () => {
  test('names the kernel that cannot be recorded', () => {
    expect(() => compile((t) => ({ y: tf.cumprod(t.x!) }), x)).toThrow(
      'The tfjs kernel Cumprod cannot be recorded yet.',
    );
  });

  test('says so where a value is read', () => {
    const reading = () => compile((t) => ({ y: tf.mul(t.x!, t.x!.dataSync()[0]!) }), x);
    expect(reading).toThrow('A value was read inside a recorded function');
  });

  test('refuses a tensor from outside', () => {
    const outside = tf.tensor1d([1, 2, 3]);
    expect(() => compile((t) => ({ y: tf.add(t.x!, outside) }), x)).toThrow('A tensor from outside');
  });

  test('refuses a tensor of another recording', () => {
    let kept: tf.Tensor | undefined;
    compile((t) => {
      kept = tf.keep(tf.neg(t.x!));
      return { y: kept };
    }, x);
    expect(() => compile((t) => ({ y: tf.add(t.x!, kept!) }), x)).toThrow('A tensor from outside');
  });

  test('leaves tfjs as it was, after success and after failure', () => {
    compile((t) => ({ y: t.x! }), x);
    expect(() => compile((t) => ({ y: tf.cumprod(t.x!) }), x)).toThrow();
    expect(tf.getBackend()).toBe('cpu');
    expect([...tf.neg(tf.tensor1d([1, 2])).dataSync()]).toEqual([-1, -2]);
  });

  test('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    compile((t) => ({ y: tf.grad((z) => tf.sum(tf.square(tf.sigmoid(z))))(t.x!) }), x);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('writes the same file for the same function', () => {
    const once = () => compile((t) => ({ y: tf.softplus(tf.mul(t.x!, 3)) }), x).toOnnx();
    expect(Buffer.compare(once(), once())).toBe(0);
  });

  test('makes equal nodes once, and none that no output needs', () => {
    const size = (fn: ProgramFunction) => compile(fn, x).toOnnx().length;
    const lean = size((t) => ({ y: tf.add(tf.exp(t.x!), tf.exp(t.x!)) }));
    const wasteful = size((t) => {
      tf.tanh(t.x!);
      const e = tf.exp(t.x!);
      return { y: tf.add(e, tf.exp(t.x!)) };
    });
    const more = size((t) => ({ y: tf.add(tf.exp(t.x!), tf.exp(tf.neg(t.x!))) }));
    expect(wasteful).toBe(lean);
    expect(more).toBeGreaterThan(lean);
  });
});
