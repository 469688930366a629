import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { findFamily } from '#models/families.ts';
import { exportOnnx } from '#sampling/export.ts';
import { modelOf } from '#sampling/model.ts';
import { networks } from '#sampling/programs.ts';
import { openDevice } from '#tensor/device.ts';
import type { Signature } from '#tensor/program.ts';
import { type Checkpoint, describeModel } from '#training/checkpoint/checkpoint.ts';
import { parametersOf } from '#training/networks/parameter-groups.ts';
import { initParameters } from '#training/networks/parameters.ts';
import { compareOutputs, runOnce, seed } from '../helpers/numbers.ts';
import { checkOnnx, hasOnnxChecker } from '../helpers/onnx-checker.ts';
import { runOnWasm } from '../helpers/wasm.ts';

const cpu = await openDevice('cpu', 1);

/** An untrained model as a checkpoint that was never written. */
function untrained(name: string): Checkpoint {
  const family = findFamily(name);
  const config = family.configFor({ styles: ['noto', 'twemoji'], size: family.defaults.size });
  const specs = parametersOf(family, config);
  const { views } = initParameters(specs, seed);
  return {
    info: {
      ...describeModel(family, config),
      id: '0'.repeat(64),
      step: 0,
      images: 0,
      dataset: { name: 'none', hash: '' },
      metrics: {},
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    weights: Object.fromEntries(specs.map(({ name, shape }) => [name, { shape, data: views[name]! }])),
    codeTable: { codes: new Float32Array(), size: 0, pictures: [] },
  };
}

function drawInputs(signature: Signature) {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(signature).map(([name, { shape }]) => {
      const data = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.uniform());
      return [name, { data, shape }];
    }),
  );
}

const exported = [
  ['vae', 'decoder'],
  ['vae', 'encoder'],
  ['gan', 'decoder'],
  ['gan', 'encoder'],
  ['mlp-gan', 'decoder'],
] as const;

const checkpoints = Object.fromEntries(exported.map(([name]) => [name, untrained(name)]));
const files = Object.fromEntries(
  exported.map(([name, part]) => [`${name}-${part}`, exportOnnx(checkpoints[name]!, { part, name })]),
);

test.each(exported)("another runtime computes with a %s's %s what Easel does, for any batch", async (name, part) => {
  const model = modelOf(checkpoints[name]!);
  for (const batch of [1, 3]) {
    const program = networks[part](model, batch);
    const inputs = drawInputs(program.inputs);
    const numbers = Object.fromEntries(Object.entries(inputs).map(([input, { data }]) => [input, data]));
    const ours = await runOnce(cpu, program, numbers);
    const { wrong } = compareOutputs(await runOnWasm(files[`${name}-${part}`]!, inputs), ours, () => 1e-4);
    expect(wrong, `batch ${batch}, seed ${seed}`).toEqual([]);
  }
});

test.each(Object.entries(files))('the file of a %s holds standard operators only', (_, file) => {
  expect(Buffer.from(file).includes('com.microsoft')).toBe(false);
});

test.skipIf(!hasOnnxChecker)("ONNX's own checker accepts them (needs python3-onnx)", () => {
  for (const { shapes } of checkOnnx(files)) {
    expect(Object.values(shapes).map(([batch]) => batch)).toEqual(Object.keys(shapes).map(() => 'batch'));
  }
});
