import { describe, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { openDevice } from '#tensor/device.ts';
import { seed } from '../../helpers/numbers.ts';
import { drawInputs, mainLayoutsOf, signatureOf, someOf } from './case.ts';
import { kernelCases } from './cases/all.ts';
import { expectGradient } from './derivative.ts';

const cpu = await openDevice('cpu', 1);

describe.each(Object.entries(kernelCases))('gradients of %s kernels are what finite differences say', (_, cases) => {
  const smooth = cases.filter((one) => one.smooth).flatMap(mainLayoutsOf);
  test.each(someOf(smooth, 8))('$kernel $name', (one) =>
    expectGradient(cpu, one.fn, signatureOf(one), drawInputs(one, createRandom(seed))),
  );
});
