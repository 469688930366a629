import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import {
  type AdamGroup,
  type AdamState,
  adamStep,
  createAdamState,
  learningRateAt,
  spreadAdam,
} from '#training/networks/adam.ts';
import { relativeDifference, seed } from '../../helpers/numbers.ts';

const random = createRandom(seed);
const note = `SEED=${seed}`;
const draw = (length: number, size = 1) => Float32Array.from({ length }, () => size * random.normal());
const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, emaDecay: 0.9, maxNorm: Number.POSITIVE_INFINITY };
const arrays = ['parameters', 'ema', 'm', 'v'] as const;

/** A state in the middle of a training. */
function drawState(length: number): AdamState {
  const state = createAdamState(length);
  for (const name of ['parameters', 'ema', 'm'] as const) state[name].set(draw(length));
  state.v.set(draw(length).map((value) => value ** 2));
  state.step = 1 + random.integer(100);
  return state;
}

type Plain = Record<(typeof arrays)[number], number[]> & { step: number };
const copy = (state: AdamState): Plain => ({
  parameters: [...state.parameters],
  ema: [...state.ema],
  m: [...state.m],
  v: [...state.v],
  step: state.step,
});

/** The formulas of the paper, on one group. */
function plainStep(state: Plain, gradient: Float32Array, group: AdamGroup): number {
  const { start, end, learningRate, beta1, beta2, emaDecay, maxNorm } = group;
  const norm = Math.hypot(...gradient.subarray(start, end));
  const t = state.step + 1;
  const decay = Math.min(emaDecay, (1 + t) / (10 + t));
  for (let i = start; i < end; i++) {
    const g = gradient[i]! * Math.min(1, maxNorm / norm);
    const m = beta1 * state.m[i]! + (1 - beta1) * g;
    const v = beta2 * state.v[i]! + (1 - beta2) * g ** 2;
    const slope = m / (1 - beta1 ** t) / (Math.sqrt(v / (1 - beta2 ** t)) + 1e-8);
    Object.assign(state.m, { [i]: m });
    Object.assign(state.v, { [i]: v });
    state.parameters[i]! -= learningRate * slope;
    state.ema[i] = decay * state.ema[i]! + (1 - decay) * state.parameters[i]!;
  }
  return norm;
}

function expectClose(state: AdamState, expected: Plain): void {
  for (const name of arrays)
    expect(relativeDifference(state[name], expected[name]), `${name}, ${note}`).toBeLessThan(1e-5);
}

describe('a step of Adam', () => {
  test.each([1, 2, 3, 4, 7, 1000, 70_001])('of %i parameters follows the paper', (length) => {
    const state = drawState(length);
    const expected = copy(state);
    const group = { ...options, start: 0, end: length };
    for (let i = 0; i < 3; i++) {
      state.gradient.set(draw(length));
      const norm = plainStep(expected, state.gradient, group);
      expected.step++;
      expect(adamStep(state, [group])[0]! / norm, note).toBeCloseTo(1, 6);
    }
    expect(state.step).toBe(expected.step);
    expectClose(state, expected);
  });

  test('moves each group by its own options and leaves alone what is in none', () => {
    const state = drawState(100);
    const expected = copy(state);
    state.gradient.set(draw(100));
    const groups = [
      { ...options, start: 3, end: 42, maxNorm: 0.1 },
      { ...options, start: 42, end: 99, learningRate: 0.1, beta1: 0, beta2: 0.9, emaDecay: 0 },
    ];
    const norms = groups.map((group) => plainStep(expected, state.gradient, group));
    for (const [index, norm] of adamStep(state, groups).entries()) expect(norm, note).toBeCloseTo(norms[index]!, 5);
    expectClose(state, expected);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('leaves a group alone whose gradient holds %d', (bad) => {
    const state = drawState(10);
    const before = copy(state);
    state.gradient.fill(1);
    state.gradient[2] = bad;
    const norms = adamStep(state, [
      { ...options, start: 0, end: 5 },
      { ...options, start: 5, end: 10 },
    ]);
    expect(norms.map(Number.isFinite)).toEqual([false, true]);
    for (const name of arrays) {
      expect([...state[name].subarray(0, 5)], `${name}, ${note}`).toEqual(before[name].slice(0, 5));
      expect([...state[name].subarray(5)], `${name}, ${note}`).not.toEqual(before[name].slice(5));
    }
    expect(state.step).toBe(before.step + 1);
  });

  test('does not count where no group moves', () => {
    const state = createAdamState(4);
    state.gradient.fill(Number.NaN);
    adamStep(state, [{ ...options, start: 0, end: 4 }]);
    expect(state.step).toBe(0);
  });

  test('takes gradients whose squares 32 bits cannot hold', () => {
    const state = createAdamState(5);
    state.gradient.fill(1e30);
    const [norm] = adamStep(state, [{ ...options, start: 0, end: 5, maxNorm: 1 }]);
    expect(norm! / 1e30).toBeCloseTo(Math.sqrt(5), 6);
    expect(state.parameters.every((value) => value < 0 && value > -1)).toBe(true);
  });
});

describe('Adam on several threads', () => {
  const length = 400_003;
  const groups = [
    { ...options, start: 0, end: 150_001, maxNorm: 1 },
    { ...options, start: 150_001, end: length },
  ];

  test('gives the same to the last bit', async () => {
    const [alone, spread] = [createAdamState(length), createAdamState(length)];
    const threads = spreadAdam(spread, 3);
    onTestFinished(() => threads.release());
    for (const state of [alone, spread]) state.parameters.fill(1);
    const gradient = draw(length);
    const { update } = spread.kernel;
    let own = 0;
    spread.kernel.update = (start, end) => {
      own += end - start;
      update(start, end);
    };
    while (own === spread.step * length) {
      await setImmediate();
      for (const state of [alone, spread]) state.gradient.set(gradient.map((value) => value / (1 + state.step)));
      expect(adamStep(spread, groups), note).toEqual(adamStep(alone, groups));
    }
    for (const name of arrays) {
      const [bytes, expected] = [spread, alone].map((state) => Buffer.from(state[name].slice().buffer));
      expect(bytes!.equals(expected!), `${name}, ${note}`).toBe(true);
    }
  });

  test('goes on alone when the others are released', async () => {
    const state = createAdamState(length);
    await spreadAdam(state, 2).release();
    state.gradient.fill(1);
    adamStep(state, groups);
    expect(state.parameters.every((value) => value < 0)).toBe(true);
  });

  test('lets the process end', () => {
    const program = `import('#training/networks/adam.ts').then((adam) => adam.spreadAdam(adam.createAdamState(${length}), 2))`;
    const { status, stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8', timeout: 30_000 });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

test('the learning rate grows in two hundred steps, then falls along half a cosine to 3 %', () => {
  const at = (progress: number, step: number, warmUp?: number) => learningRateAt(2, progress, step, warmUp) / 2;
  expect(at(0, 0)).toBeCloseTo(1 / 200, 8);
  expect(at(0, 99)).toBeCloseTo(0.5, 8);
  expect(at(0, 199)).toBeCloseTo(1, 8);
  expect(at(0, 5000)).toBeCloseTo(1, 8);
  expect(at(0, 4, 10)).toBeCloseTo(0.5, 8);
  expect(at(0.25, 5000)).toBeCloseTo(0.03 + (0.97 * (1 + Math.SQRT1_2)) / 2, 8);
  expect(at(0.5, 5000)).toBeCloseTo(0.515, 8);
  expect(at(1, 5000)).toBeCloseTo(0.03, 8);
  expect(at(1.7, 5000)).toBeCloseTo(0.03, 8);
});
