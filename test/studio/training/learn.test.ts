import { expect, test } from 'vitest';
import { gan } from '#models/gan/model.ts';
import { createCodeTable } from '#sampling/code-table.ts';
import type { TrainedModel } from '#sampling/model.ts';
import { openSampler } from '#sampling/sampler.ts';
import { learnPictures, learnTaste, partWay } from '#studio/training/learn.ts';
import { openDevice } from '#tensor/device.ts';
import type { Family } from '#training/family.ts';
import { createRun, emaWeights } from '#training/loop/run.ts';
import type { Taste } from '#training/taste/fit.ts';
import { lookNames } from '#training/taste/looks.ts';
import { tinyGanConfig } from '../../helpers/adversarial.ts';
import { tinyDataset } from '../../helpers/dataset.ts';

const dataset = tinyDataset();
const device = await openDevice('cpu', 1);
const family = gan as Family<unknown>;
const config = { ...tinyGanConfig(), adversarialWeight: 0 };
const course = { seed: 3, threads: 1, device, until: { steps: 2 }, onStep: () => {} };

async function freshModel(): Promise<TrainedModel> {
  const weights = emaWeights(createRun({ family, config, seed: 3 }));
  const codeTable = await createCodeTable(openSampler({ family, config, weights }, device), dataset);
  return { family, config, weights, codeTable };
}

/** Surely likes what is red; 12 axes of codes and the styles say nothing. */
function likesRed(): Taste {
  const size = lookNames.length + 12 + dataset.styles.length;
  return {
    standard: { mean: new Float32Array(size), deviation: new Float32Array(size).fill(1) },
    posterior: {
      mean: Float64Array.from({ length: size }, (_, i) => Number(lookNames[i] === 'red')),
      root: Float64Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? 100 : 0)),
    },
    heldOut: { accuracy: 0.9, gain: 0.1, error: 0.01 },
    variance: 0.1,
  };
}

const lesson = { taste: likesRed(), pictures: { size: lookNames.length, values: new Float32Array(0) }, dataset };

test('a model that does not imagine learns where its free samples start: at drawings that are liked', async () => {
  const model = await freshModel();
  const { model: taught, steps } = await learnTaste(model, lesson, course);
  expect(steps).toBe(0);
  expect(taught.weights).toBe(model.weights);
  const { appeal, pictures } = taught.codeTable;
  expect(appeal).toHaveLength(pictures.length);
  const redness = dataset.pictures.map((_, index) => dataset.pixels[(index * 64 * 64 + 32 * 64 + 32) * 4]!);
  const ofStyle = [...redness.keys()].filter((index) => dataset.pictures[index]!.style === 'noto');
  const by = (of: (index: number) => number) => ofStyle.toSorted((left, right) => of(left) - of(right));
  expect(by((index) => appeal![index]!)).toEqual(by((index) => redness[index]!));

  const half = partWay(model, taught, { prior: 0, appeal: 0.5, inclination: 0.25 });
  expect(half.prior).toBeUndefined();
  expect([...half.codeTable.appeal!]).toEqual([...appeal!].map((value) => expect.closeTo(value / 2, 5)));
  const red = lookNames.indexOf('red');
  expect(taught.codeTable.inclination![red]).toBeGreaterThan(0);
  expect(half.codeTable.inclination![red]).toBeCloseTo(taught.codeTable.inclination![red]! / 4, 5);
});

test('what it learns of pictures leaves it where its samples start', async () => {
  const model = await freshModel();
  const { model: inclined } = await learnTaste(model, lesson, course);
  const { model: learnt, steps } = await learnPictures(inclined, dataset, dataset, course);
  expect(steps).toBe(2);
  expect(learnt.codeTable.pictures).toEqual(model.codeTable.pictures);
  const { appeal, inclination } = inclined.codeTable;
  expect(learnt.codeTable).toMatchObject({ appeal, inclination });
});
