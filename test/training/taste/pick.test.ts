import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import type { Taste } from '#training/taste/fit.ts';
import { pickByTaste } from '#training/taste/pick.ts';

/** A taste for the first of two features, as sure as `precision` says. */
function tasteFor(precision: number): Taste {
  const root = Float64Array.of(Math.sqrt(precision), 0, 0, Math.sqrt(precision));
  return {
    standard: { mean: Float32Array.of(0, 0), deviation: Float32Array.of(1, 1) },
    posterior: { mean: Float64Array.of(1, 0), root },
    heldOut: { accuracy: 0.8, gain: 0.2, error: 0.01 },
    variance: 1,
  };
}

/** Sixteen candidates, the later the more liked, neighbours unlike each other. */
const candidates = {
  size: 2,
  values: Float32Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? i / 10 : 10 * (Math.floor(i / 2) % 4))),
};

const seed = Math.floor(Math.random() * 2 ** 31);

test('what is surely liked is picked, in the order painted', () => {
  expect(pickByTaste(tasteFor(1e6), candidates, 4, createRandom(seed)), `seed ${seed}`).toEqual([12, 13, 14, 15]);
});

test('the same seed picks the same; of four, one is left to chance while little is known', () => {
  const pick = (picking: number) => pickByTaste(tasteFor(0.05), candidates, 4, createRandom(picking));
  expect(pick(seed)).toEqual(pick(seed));
  const picks = Array.from({ length: 80 }, (_, run) => pick(seed + run));
  for (const picked of picks) {
    expect(picked.filter((row) => row >= 12).length, `seed ${seed}`).toBeGreaterThanOrEqual(3);
  }
  expect(new Set(picks.map(String)).size, `seed ${seed}`).toBeGreaterThan(2);
});

test('no two of one grid are nearly the same', () => {
  const values = Float32Array.from({ length: 32 }, (_, i) => (i < 24 ? i / 4 : 9 + (i % 2) / 100));
  const picked = pickByTaste(tasteFor(1e6), { size: 2, values }, 3, createRandom(seed));
  expect(picked.filter((row) => row >= 12)).toHaveLength(1);
});

test('where fewer were painted than are wanted, all are shown', () => {
  expect(pickByTaste(tasteFor(1), { size: 2, values: new Float32Array(6) }, 4, createRandom(seed))).toEqual([0, 1, 2]);
});
