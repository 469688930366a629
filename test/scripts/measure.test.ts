import { expect, test } from 'vitest';
import { compareResults, median, quantile, timed, timeInTurns } from '../../scripts/bench/measure.ts';

test('a quantile lies between its neighbours in proportion', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
  expect(quantile([7], 0.95)).toBe(7);
});

test('works are timed in turns, after each has warmed up, and all at least once', async () => {
  const calls: string[] = [];
  const call = (name: string) => timed(async () => void calls.push(name));
  const ways = { ours: { time: call('ours'), runs: 2 }, theirs: { time: call('theirs'), runs: 1 } };
  await timeInTurns(ways, { rounds: 5, limitMs: 0 });
  expect(calls).toEqual(['ours', 'theirs', 'ours', 'ours', 'theirs']);
});

test('results that differ are refused by name; rounding is told as a share of the largest number', () => {
  const expected = { image: Float32Array.of(-2, 1), loss: Float32Array.of(4) };
  expect(compareResults({ ...expected, image: Float32Array.of(-2, 1.001) }, expected)).toBeCloseTo(0.0005);
  expect(() => compareResults({ ...expected, image: Float32Array.of(2, 1) }, expected)).toThrow('image');
  expect(() => compareResults({ image: expected.image }, expected)).toThrow('loss');
});
