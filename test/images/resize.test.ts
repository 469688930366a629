import { expect, test } from 'vitest';
import { enlargeTo, reduceTo } from '#images/resize.ts';

const [clear, red, white] = [
  [0, 0, 0, 0],
  [255, 0, 0, 255],
  [255, 255, 255, 255],
] as const;
/** Four squares of 4 × 4 pixels. */
const squares = Uint8Array.from(
  Array.from({ length: 64 }, (_, i) => {
    const [right, low] = [i % 8 > 3, i > 31];
    return right ? (low ? white : red) : low ? red : clear;
  }).flat(),
);

test('a reduced picture has the mean of each square of pixels', () => {
  expect([...reduceTo(2, squares, 8)]).toEqual([clear, red, red, white].flat());
  expect([...reduceTo(1, squares, 8)]).toEqual([191, 64, 64, 191]);
  expect(reduceTo(8, squares, 8)).toEqual(squares);
});

test('an enlarged picture is the same one, its colours below its alpha', async () => {
  const large = await enlargeTo(32, squares, 8);
  expect(large).toHaveLength(32 * 32 * 4);
  const apart = reduceTo(8, large, 32).map((value, i) => Math.abs(value - squares[i]!));
  expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(16);
  for (let i = 0; i < large.length; i += 4) {
    expect(Math.max(...large.subarray(i, i + 3))).toBeLessThanOrEqual(large[i + 3]!);
  }
  expect(await enlargeTo(8, squares, 8)).toEqual(squares);
});
