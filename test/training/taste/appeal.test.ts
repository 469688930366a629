import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { appealOf, inclinationOf } from '#training/taste/appeal.ts';
import type { Taste } from '#training/taste/fit.ts';
import { lookNames } from '#training/taste/looks.ts';
import { seed } from '../../helpers/numbers.ts';

const size = 3;

/** Likes the first number; `precision` says how surely each is known to matter so much. */
const taste = (precision: number): Taste => ({
  standard: { mean: new Float32Array(size), deviation: new Float32Array(size).fill(1) },
  posterior: {
    mean: Float64Array.of(1, 0, 0),
    root: Float64Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? Math.sqrt(precision) : 0)),
  },
  heldOut: { accuracy: 0.7, gain: 0.1, error: 0.01 },
  variance: 0.1,
});

function drawings({ raised = 0, count = 400 } = {}) {
  const random = createRandom(seed);
  const styles = Array.from({ length: count }, (_, row) => (row % 2 === 0 ? 'noto' : 'twemoji'));
  const values = Float32Array.from({ length: count * size }, (_, i) => {
    return random.normal() + (i % size === 0 && styles[Math.floor(i / size)] === 'twemoji' ? raised : 0);
  });
  return { sights: { size, values }, styles };
}

/** The mean of the first number where drawings are started at as often as appeal says. */
function meanStarted(appeal: Float32Array, values: Float32Array): number {
  const weights = [...appeal].map(Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, row) => sum + weight * values[row * size]!, 0) / total;
}

/** Kish's effective number of drawings. */
function kindsStarted(appeal: Float32Array): number {
  const weights = [...appeal].map(Math.exp);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
}

test('free samples start more often at what people like, by about a standard deviation', () => {
  const { sights, styles } = drawings();
  const appeal = appealOf(taste(1e6), sights, styles);
  expect(meanStarted(appeal, sights.values), `seed ${seed}`).toBeGreaterThan(0.8);
});

test.each([
  [40, 10],
  [400, 50],
  [4000, 100],
])('of %i drawings in two styles as many as %i kinds are left in each', (count, kinds) => {
  const { sights, styles } = drawings({ count });
  const appeal = appealOf(taste(1e6), sights, styles);
  for (const style of [0, 1]) {
    const left = kindsStarted(appeal.filter((_, row) => row % 2 === style));
    expect(left, `seed ${seed}`).toBeGreaterThan(0.99 * kinds);
    expect(left, `seed ${seed}`).toBeLessThan(count / 2);
  }
});

test('a taste in doubt tilts less', () => {
  const { sights, styles } = drawings();
  const [sure, unsure] = [1e6, 1].map((precision) => {
    return meanStarted(appealOf(taste(precision), sights, styles), sights.values);
  });
  expect(unsure!, `seed ${seed}`).toBeGreaterThan(0);
  expect(unsure!, `seed ${seed}`).toBeLessThan(0.8 * sure!);
});

test('drawings are compared within their style', () => {
  const [even, raised] = [0, 5].map((by) => {
    const { sights, styles } = drawings({ raised: by });
    return appealOf(taste(100), sights, styles);
  });
  for (const [row, value] of raised!.entries()) expect(value, `row ${row}, seed ${seed}`).toBeCloseTo(even![row]!, 3);
});

test('where all drawings are alike, none is started at more often', () => {
  const sights = { size, values: new Float32Array(4 * size).fill(0.5) };
  expect([...appealOf(taste(1), sights, ['a', 'a', 'b', 'b'])]).toEqual([0, 0, 0, 0]);
});

test('a look is followed as steeply as the taste is sure of it, and nothing but the look', () => {
  const numbers = lookNames.length + 2;
  const random = createRandom(seed);
  const sights = { size: numbers, values: Float32Array.from({ length: 400 * numbers }, () => random.normal()) };
  const styles = Array.from({ length: 400 }, () => 'noto');
  const inclined = (precision: number, likes = 1) => {
    const mean = new Float64Array(numbers);
    [mean[0], mean[numbers - 1]] = [likes, 5];
    const root = Float64Array.from({ length: numbers ** 2 }, (_, i) => (i % (numbers + 1) === 0 ? precision : 0));
    const standard = { mean: new Float32Array(numbers), deviation: new Float32Array(numbers).fill(2) };
    return inclinationOf({ ...taste(1), standard, posterior: { mean, root } }, sights, styles);
  };
  const sure = inclined(1e6);
  expect(sure).toHaveLength(lookNames.length);
  // By three for each of its deviations, which is 1.
  expect(sure[0], `seed ${seed}`).toBeGreaterThan(2.6);
  expect(sure[0], `seed ${seed}`).toBeLessThan(3.4);
  expect(new Set(sure.subarray(1))).toEqual(new Set([0]));
  expect(inclined(1)[0], `seed ${seed}`).toBeLessThan(1.5);
  expect(new Set(inclined(1e6, 0))).toEqual(new Set([0]));
});
