import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { vae } from '#models/vae/model.ts';
import { type Device, openDevice } from '#tensor/device.ts';
import { withFallback } from '#tensor/fallback.ts';
import { compile } from '#tensor/program.ts';
import type { Learner } from '#training/family.ts';
import { type StepReport, type TrainingOptions, train } from '#training/loop/loop.ts';
import { createRun, type TrainingRun } from '#training/loop/run.ts';
import { readSaved, restoreRun, saveState } from '#training/loop/state.ts';
import { descend } from '#training/losses.ts';
import { moveGroup, stateNames } from '#training/networks/adam/graph.ts';
import { type AdamGroup, adamStep, createAdamState, scalarsAt } from '#training/networks/adam.ts';
import { tinyVaeConfig } from '../helpers/checkpoint.ts';
import { tinyDataset } from '../helpers/dataset.ts';
import { relativeDifference, runOnce, seed } from '../helpers/numbers.ts';
import { softwareAdapter } from '../helpers/webgpu.ts';

const note = `seed ${seed}`;
const random = createRandom(seed);
const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
const cpu = await openDevice('cpu', 1);

/** Moves a group of a random state by the kernel, and by the graph on `device`. */
async function moveBoth(device: Device, group: AdamGroup, gradient: Float32Array) {
  const { length } = gradient;
  const state = createAdamState(length);
  for (const name of stateNames) state[name].set(draw(length));
  state.v.set(state.v.map(Math.abs));
  state.step = random.integer(100);
  state.gradient.set(gradient);
  const before = Object.fromEntries(stateNames.map((name) => [name, state[name].slice()]));
  const scalars = Object.entries(scalarsAt(group, state.step + 1)).map(([name, value]) => [
    name,
    Float32Array.of(value),
  ]);
  const vector = { shape: [length] };
  const program = compile(
    (inputs) => {
      const { norm, state: next } = moveGroup(group, inputs, inputs.gradient as tf.Tensor1D, inputs);
      return { norm, ...Object.fromEntries(stateNames.map((name) => [`next:${name}`, next[name]])) };
    },
    {
      ...{ parameters: vector, ema: vector, m: vector, v: vector, gradient: vector },
      ...{ rate: { shape: [] }, epsilon: { shape: [] }, follow: { shape: [] } },
    },
  );
  const results = await runOnce(device, program, { ...before, gradient, ...Object.fromEntries(scalars) });
  return { results, norm: adamStep(state, [group])[0]!, state, before };
}

const options = { learningRate: 1e-2, beta1: 0.9, beta2: 0.99, emaDecay: 0.9 };

function describeMoves(open: () => Promise<Device>) {
  let device: Device;
  beforeAll(async () => {
    device = await open();
  });

  test.each([
    ['of a few numbers', 7, 0, 7, Number.POSITIVE_INFINITY],
    ['that is clipped', 5000, 0, 5000, 0.5],
    ['in the middle', 5000, 1000, 3100, 10],
  ])('a group %s moves as the kernel moves it', async (_, length, start, end, maxNorm) => {
    const { results, norm, state } = await moveBoth(device, { ...options, start, end, maxNorm }, draw(length));
    expect(results.norm![0]! / norm, note).toBeCloseTo(1, 5);
    for (const name of stateNames) {
      const difference = relativeDifference(results[`next:${name}`]!, state[name].subarray(start, end));
      expect(difference, `${name}, ${note}`).toBeLessThan(1e-6);
    }
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a group stays whose gradient holds %d', async (bad) => {
    const gradient = draw(3000);
    gradient[2500] = bad;
    const { results, before } = await moveBoth(device, { ...options, start: 0, end: 3000, maxNorm: 1 }, gradient);
    expect(results.norm![0], note).not.toSatisfy(Number.isFinite);
    for (const name of stateNames) expect(results[`next:${name}`], `${name}, ${note}`).toEqual(before[name]);
  });
}

describe('Adam as a graph on cpu', () => describeMoves(async () => cpu));

describe.skipIf(!softwareAdapter)("on webgpu (needs chromium's SwiftShader)", { timeout: 180_000 }, () => {
  let webgpu: Device;
  beforeAll(async () => {
    webgpu = await openDevice('webgpu', 1);
  });

  describe('Adam as a graph', () => describeMoves(async () => webgpu));

  const vaeTraining = { family: vae as Learner<unknown>, config: tinyVaeConfig() as unknown, dataset: tinyDataset() };
  /** Two tables, of a player each, which every other step moves four times as much: few shaders to compile. */
  const tables: Learner<unknown> = {
    groups: () =>
      ['first', 'second'].map((name) => {
        const parameters = [{ name: `${name}/table`, shape: [8, 8], deviation: 1 }];
        return { name, parameters, rate: 1, beta1: 0.5, beta2: 0.9, emaDecay: 0.9, maxNorm: 100 };
      }),
    batchSignature: (_, size) => ({ x: { shape: [size, 8] } }),
    batches: () => ({
      count: 1,
      next: (random, size) => ({ x: Float32Array.from({ length: size * 8 }, () => random.normal()) }),
    }),
    step: (_, p, { x }, penalised) =>
      descend(p, (q) => {
        const both = Object.values(q).reduce((product, table) => tf.matMul(product, table), x!);
        return { losses: { loss: tf.mul(penalised ? 4 : 1, tf.mean(tf.square(both))) } };
      }),
    penaltyEvery: () => 2,
  };
  const tableTraining = { family: tables, config: undefined as unknown, dataset: tinyDataset() };

  type Training = typeof vaeTraining;

  async function trainTo(
    steps: number,
    training: Training,
    device: Device,
    more: Partial<TrainingOptions<unknown>> = {},
    run = createRun({ ...training, seed: 3 }),
  ): Promise<TrainingRun> {
    const stop = new AbortController();
    const onStep = async (report: StepReport) => {
      await more.onStep?.(report, run);
      if (report.step === steps) stop.abort();
    };
    const common = { batchSize: 4, learningRate: 1e-3, seed: 3, until: { steps: 100 }, signal: stop.signal };
    await train({ ...training, device, ...common, ...more, onStep }, run);
    expect(run.step).toBe(steps);
    return run;
  }

  /** How far two runs are apart, as a share of how far training moved them. */
  function apart(one: TrainingRun, other: TrainingRun, training: Training): Record<string, number> {
    const start = createRun({ ...training, seed: 3 });
    const size = (left: Float32Array, right: Float32Array) =>
      Math.sqrt(left.reduce((sum, value, i) => sum + (value - right[i]!) ** 2, 0));
    return Object.fromEntries(
      stateNames.map((name) => [
        name,
        size(one.adam[name], other.adam[name]) / size(other.adam[name], start.adam[name]),
      ]),
    );
  }

  test.each([
    ['the VAE', vaeTraining],
    ['what is penalised every other step', tableTraining],
  ])('%s trains on the device as in this process', async (_, training) => {
    const kept = await trainTo(3, training, webgpu);
    const hosted = await trainTo(3, training, cpu);
    expect(kept.adam.step).toBe(3);
    for (const [name, share] of Object.entries(apart(kept, hosted, training))) expect(share, name).toBeLessThan(1e-3);
  });

  test('only scalars come back from a step', async () => {
    const names = new Set<string>();
    const device: Device = {
      ...webgpu,
      load: async (program, resident) => {
        const executable = await webgpu.load(program, resident);
        const run: typeof executable.run = async (inputs, into) => {
          const results = await executable.run(inputs, into);
          for (const [name, { length }] of [...Object.entries(inputs), ...Object.entries(results)])
            if (length > 1) names.add(name);
          return results;
        };
        return { ...executable, run };
      },
    };
    await trainTo(2, tableTraining, device);
    expect([...names].sort()).toEqual(['x']);
  });

  test('a run stopped, saved and resumed is the same to the last bit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'easel-resident-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const settings = {
      family: 'gan',
      config: {},
      data: '',
      datasetHash: '',
      seed: 3,
      batchSize: 4,
      learningRate: 1e-3,
    };
    const whole = await trainTo(4, tableTraining, webgpu, {
      onStep: async ({ step }, run) => {
        if (step === 2) await saveState(folder, run, settings);
      },
    });
    const { bytes } = await readSaved(folder);
    const resumed = restoreRun(tableTraining.family, tableTraining.config, bytes);
    expect(resumed.step).toBe(2);
    await trainTo(4, tableTraining, webgpu, {}, resumed);
    for (const name of [...stateNames, 'step'] as const) expect(resumed.adam[name], name).toEqual(whole.adam[name]);
  });

  test('a frozen player stays as it was', async () => {
    const before = createRun({ ...tableTraining, seed: 3 }).parameters.views;
    const { parameters } = await trainTo(2, tableTraining, webgpu, { frozen: ['first'] });
    for (const [name, values] of Object.entries(before)) {
      const moved = parameters.views[name]!.some((value, i) => value !== values[i]);
      expect(moved, name).toBe(!name.startsWith('first/'));
    }
  });

  /** The device, until it is lost at a run of the training's. */
  function losing(run: number): Device {
    let runs = 0;
    return {
      ...webgpu,
      load: async (program, resident) => {
        const executable = await webgpu.load(program, resident);
        return {
          ...executable,
          run: async (inputs, into) => {
            if (++runs >= run) throw new Error('Failed to download data from buffer. wgpu::MapAsyncStatus value: 3');
            return executable.run(inputs, into);
          },
        };
      },
    };
  }

  test('where the device is lost, the CPU goes on from what was read last', async () => {
    const failures: string[] = [];
    const steps: number[] = [];
    const device = withFallback(losing(4), cpu, ({ what }) => failures.push(what));
    const onStep = async ({ step }: StepReport, run: TrainingRun) => {
      steps.push(step);
      if (step === 2) await run.settle?.();
    };
    const run = await trainTo(5, tableTraining, device, { onStep });
    expect(failures).toEqual(['the webgpu device was lost']);
    expect(steps).toEqual([1, 2, 3, 3, 4, 5]);
    const hosted = await trainTo(5, tableTraining, cpu);
    for (const [name, share] of Object.entries(apart(run, hosted, tableTraining)))
      expect(share, name).toBeLessThan(1e-3);
  });

  test('where the device is lost and nobody takes over, the run is left where it was read last', async () => {
    const run = createRun({ ...tableTraining, seed: 3 });
    const onStep = async ({ step }: StepReport) => {
      if (step === 2) await run.settle?.();
    };
    const training = trainTo(5, tableTraining, losing(4), { onStep }, run);
    await expect(training).rejects.toThrow('MapAsyncStatus');
    expect([run.step, run.adam.step]).toEqual([2, 2]);
    const whole = await trainTo(2, tableTraining, webgpu);
    expect(run.adam.parameters).toEqual(whole.adam.parameters);
  });
});
