import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { recordableKernels } from '#tensor/kernels/registry.ts';
import { compile, type Numbers } from '#tensor/program.ts';
import { relativeDifference, seed } from '../../helpers/numbers.ts';
import { drawInputs, type KernelCase, layoutsOf, signatureOf } from './case.ts';
import { kernelCases } from './cases/all.ts';

const cpu = await openDevice('cpu', 1);
const reference = eagerDevice('cpu', 'cpu', "tfjs's own cpu backend");

/** What tfjs computes, and the kernels that it used. */
async function tfjs(program: ReturnType<typeof compile>, inputs: Record<string, Numbers>) {
  const executable = await reference.load(program);
  let outputs: Record<string, Numbers> = {};
  const { kernelNames } = await tf.profile(async () => {
    outputs = await executable.run(inputs);
    return tf.scalar(0);
  });
  return { outputs, kernelNames };
}

async function check(one: KernelCase): Promise<void> {
  const program = compile(one.fn, signatureOf(one));
  const inputs = drawInputs(one, createRandom(seed));
  const executable = await cpu.load(program);
  const recorded = await executable.run(inputs);
  await executable.release();
  const { outputs, kernelNames } = await tfjs(program, inputs);
  expect(kernelNames, 'the kernels that this case uses').toContain(one.kernel);
  for (const [name, expected] of Object.entries(outputs)) {
    const right = one.byHand?.(inputs) ?? expected;
    expect(relativeDifference(recorded[name]!, right), `${name} with seed ${seed}`).toBeLessThan(1e-5);
  }
}

describe.each(Object.entries(kernelCases))('%s kernels compute what tfjs computes', (_, cases) => {
  test.each(cases.flatMap(layoutsOf))('$kernel $name', check);
});

test('every kernel that can be recorded is tried', () => {
  const tried = new Set(Object.values(kernelCases).flatMap((cases) => cases.map(({ kernel }) => kernel)));
  expect(recordableKernels().filter((name) => !tried.has(name))).toEqual([]);
});
