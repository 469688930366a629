import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { compile } from '#tensor/program.ts';
import { compareOutputs, runOnce, seed } from '../helpers/numbers.ts';
import { tinyStep } from '../helpers/step.ts';
import { softwareAdapter } from '../helpers/webgpu.ts';
import { drawInputs, type KernelCase, mainLayoutsOf, signatureOf } from './kernels/case.ts';
import { kernelCases } from './kernels/cases/all.ts';

/** All cases side by side in one program, inputs and outputs named after them: shaders are slow to compile. */
function sideBySide(cases: readonly KernelCase[]): Pick<KernelCase, 'inputs' | 'fn'> {
  const label = (one: KernelCase, index: number) => `${index} ${one.kernel} ${one.name}`;
  const prefixed = <Value>(prefix: string, all: Record<string, Value>) =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [`${prefix}: ${name}`, value]));
  return {
    inputs: Object.assign({}, ...cases.map((one, index) => prefixed(label(one, index), one.inputs))),
    fn: (all) => {
      const outputs = cases.map((one, index) => {
        const names = Object.keys(one.inputs);
        const own = Object.fromEntries(names.map((name) => [name, all[`${label(one, index)}: ${name}`]!]));
        return prefixed(label(one, index), one.fn(own));
      });
      return Object.assign({}, ...outputs);
    },
  };
}

/** WGSL grants sine and cosine an absolute error of 2^-11. */
const limitOf = (name: string) => (/^\d+ (Sin|Cos) /.test(name) ? 2 ** -11 : 1e-4);

describe.skipIf(!softwareAdapter)("webgpu computes what cpu computes (needs chromium's SwiftShader)", () => {
  let cpu: Device;
  let webgpu: Device;
  beforeAll(async () => {
    cpu = await openDevice('cpu', 1);
    webgpu = await openDevice('webgpu', 1);
  });

  test.each(Object.entries(kernelCases))(
    '%s kernels',
    async (group, cases) => {
      const all = sideBySide(cases.flatMap(mainLayoutsOf));
      const program = compile(all.fn, signatureOf(all));
      const inputs = drawInputs(all, createRandom(seed));
      const ours = await runOnce(webgpu, program, inputs);
      const { wrong, largest } = compareOutputs(ours, await runOnce(cpu, program, inputs), limitOf);
      expect(wrong, `seed ${seed}`).toEqual([]);
      console.info(`${group}: largest relative difference ${largest.toExponential(1)}`);
    },
    180_000,
  );

  test('a training step of the VAE', async () => {
    const { program, inputs } = tinyStep();
    const ours = await runOnce(webgpu, program, inputs);
    const { wrong, largest } = compareOutputs(ours, await runOnce(cpu, program, inputs), () => 1e-4);
    expect(wrong, `seed ${seed}`).toEqual([]);
    console.info(`training step: largest relative difference ${largest.toExponential(1)}`);
  });
});
