import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { tilt } from '#training/taste/tilt.ts';
import { seed } from '../../helpers/numbers.ts';

const random = createRandom(seed);
const scores = Array.from({ length: 500 }, () => 3 + 2 * random.normal());
const mean = (weights: Float64Array) => weights.reduce((sum, weight, row) => sum + weight * scores[row]!, 0);
const even = new Float64Array(500).fill(1 / 500);

test('moves the mean by as much as is asked for, with all weights there', () => {
  const weights = tilt(scores, 1.5);
  expect(mean(weights) - mean(even), `seed ${seed}`).toBeCloseTo(1.5, 6);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(Math.min(...weights)).toBeGreaterThan(0);
});

test('a quarter of the rows is left to speak, however much is asked for', () => {
  const weights = tilt(scores, 100);
  expect(1 / weights.reduce((sum, weight) => sum + weight ** 2, 0), `seed ${seed}`).toBeCloseTo(125, 3);
});

test.each([0, -1, Number.NaN])('a gain of %d leaves all alike', (gain) => {
  expect(tilt(scores, gain)).toEqual(even);
  expect(tilt([2, 2, 2], 1)).toEqual(new Float64Array(3).fill(1 / 3));
});
