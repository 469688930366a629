import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { fellBeyondDoubt } from '#studio/training/fall.ts';

test('a fall from seven to four in ten is one, a small or little known one is not', () => {
  expect(fellBeyondDoubt({ up: 70, down: 30 }, { up: 40, down: 60 })).toBe(true);
  expect(fellBeyondDoubt({ up: 70, down: 30 }, { up: 66, down: 34 })).toBe(false);
  expect(fellBeyondDoubt({ up: 70, down: 30 }, { up: 2, down: 8 })).toBe(false);
  expect(fellBeyondDoubt({ up: 7, down: 3 }, { up: 40, down: 60 })).toBe(false);
  expect(fellBeyondDoubt({ up: 40, down: 60 }, { up: 70, down: 30 })).toBe(false);
  expect(fellBeyondDoubt({ up: 100, down: 0 }, { up: 100, down: 0 })).toBe(false);
});

test('where people like both alike, a fall is seen about once in a hundred days', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const random = createRandom(seed);
  const poll = () => {
    const up = Array.from({ length: 120 }, () => Number(random.uniform() < 0.6)).reduce((sum, vote) => sum + vote, 0);
    return { up, down: 120 - up };
  };
  const falls = Array.from({ length: 4000 }, () => fellBeyondDoubt(poll(), poll())).filter(Boolean).length;
  expect(falls / 4000, `seed ${seed}`).toBeLessThan(0.02);
  expect(falls / 4000, `seed ${seed}`).toBeGreaterThan(0.002);
});
