import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { paintingOf } from '#sampling/programs.ts';
import { openDevice } from '#tensor/device.ts';
import { flowParameters } from '#training/flow/network.ts';
import { patchesOf } from '#training/flow/patches.ts';
import { sceneThings } from '#training/flow/things.ts';
import { train } from '#training/loop/loop.ts';
import { createRun } from '#training/loop/run.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { lookNames } from '#training/taste/looks.ts';
import type { Direction } from '#training/taste/reward.ts';
import { tasteLearner } from '#training/taste/tune.ts';
import { tinyVaeConfig } from '../../helpers/checkpoint.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const seed = 1;
const config = tinyVaeConfig();
const layout = vae.code(config);
const { count, width } = patchesOf(layout);
const shape = { count, width, styles: 2, inside: 192, depth: 4, things: sceneThings };

function drawWeights(specs: ReturnType<typeof parametersOf>, from: number) {
  const { views } = initParameters(specs, from);
  return Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: views[name]! }]));
}

/** Likes red; of what blue is worth nothing is known. */
function likesRed(): Direction {
  const size = lookNames.length;
  const worth = new Float32Array(size);
  const doubt = new Float32Array(size * size);
  worth[lookNames.indexOf('red')] = 40;
  worth[lookNames.indexOf('blue')] = 40;
  doubt[lookNames.indexOf('blue') * (size + 1)] = 80;
  return { worth, doubt, inertia: new Float32Array(size) };
}

test('a prior learns to imagine what is liked, and stays near to what it imagined', async () => {
  const vector = (value: number) => ({ shape: [layout.size], data: new Float32Array(layout.size).fill(value) });
  const prior = { ...drawWeights(flowParameters(shape), seed), 'code/mean': vector(0), 'code/deviation': vector(1) };
  const code = () => Float32Array.from({ length: layout.size }, createRandom(seed, 7).normal);
  const learner = tasteLearner({
    ...{
      decode: paintingOf({ family: vae, config }),
      weights: drawWeights(parametersOf(vae, config), 1),
      prior,
      layout,
    },
    axes: { mean: new Float32Array(layout.size), directions: new Float32Array(0), deviations: new Float32Array(0) },
    direction: likesRed(),
    next: () => ({ start: { code: code(), freedom: 0.5 }, real: code(), style: Float32Array.of(1, 0), things: [] }),
  });
  const run = createRun({ family: learner, config: shape, seed, from: prior });
  const told: Record<string, number>[] = [];
  const options = { family: learner, config: shape, dataset: tinyDataset(), device: await openDevice('cpu', 2), seed };
  await train(
    {
      ...options,
      ...{ batchSize: 4, learningRate: 2e-3, warmUpSteps: 3, until: { steps: 25 } },
      onStep: ({ losses }) => void told.push(losses),
    },
    run,
  );
  expect(told[0]!.distance).toBeLessThan(1e-4);
  expect(told[0]!.reward).toBeCloseTo(0, 1);
  const late = told.slice(-5);
  const mean = (name: string) => late.reduce((sum, losses) => sum + losses[name]!, 0) / late.length;
  expect(mean('reward')).toBeGreaterThan(0.1);
  expect(mean('distance')).toBeLessThan(1);
});
