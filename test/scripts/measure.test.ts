import { expect, test } from 'vitest';
import { median, quantile, timed, timeInTurns } from '../../scripts/bench/measure.ts';

test('a quantile lies between its neighbours in proportion', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
  expect(quantile([7], 0.95)).toBe(7);
});

test('two works are timed in turns, ours first to warm up, and both at least once', async () => {
  const calls: string[] = [];
  const call = (name: string) => timed(async () => void calls.push(name));
  await timeInTurns(call('ours'), call('theirs'), { rounds: 5, limitMs: 0, runs: { ours: 2, theirs: 1 } });
  expect(calls).toEqual(['ours', 'ours', 'ours', 'theirs', 'ours', 'ours']);
});
