import { expect, test } from 'vitest';
import { openDevice } from '#tensor/device.ts';
import { eagerDevice } from '#tensor/eager.ts';
import { compareOutputs, runOnce, seed } from '../../helpers/numbers.ts';
import { tinyStep } from '../../helpers/step.ts';

test('a recorded training step of the VAE has the losses and gradients that tfjs computes', async () => {
  const { program, inputs } = tinyStep();
  const recorded = await runOnce(await openDevice('cpu', 1), program, inputs);
  const eager = await runOnce(eagerDevice('cpu', 'cpu', 'tfjs'), program, inputs);
  expect(Object.keys(recorded)).toEqual(expect.arrayContaining(['loss:loss', 'gradient:encoder/mean/w']));
  expect(compareOutputs(recorded, eager, () => 1e-4).wrong, `seed ${seed}`).toEqual([]);
});
