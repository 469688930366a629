import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createTokenBuckets } from '#chat/middleware/token-buckets.ts';

function start(burst: number, perMinute: number) {
  const clock = { time: Date.UTC(2026, 5, 2), now: () => new Date(clock.time) };
  return { clock, buckets: createTokenBuckets({ burst, perMinute }, clock) };
}

test('a clock that is set back takes nothing away, and what was spent comes back in its time', () => {
  const { clock, buckets } = start(2, 60);
  expect(buckets.take('ana', 1)).toBe(0);
  clock.time -= 86_400_000;
  expect(buckets.take('ana', 1)).toBe(0);
  expect(buckets.take('ana', 1)).toBe(1000);
  clock.time += 1000;
  expect(buckets.take('ana', 1)).toBe(0);
});

test('the wait is for what is missing, and a refusal costs nothing', () => {
  const { clock, buckets } = start(2, 30);
  expect(buckets.take('ana', 1.5)).toBe(0);
  expect(buckets.take('ana', 1)).toBe(1000);
  expect(buckets.take('ana', 1)).toBe(1000);
  clock.time += 999;
  expect(buckets.take('ana', 1)).toBeCloseTo(1, 6);
  clock.time += 1;
  expect(buckets.take('ana', 1)).toBe(0);
  expect(buckets.take('ana', 0.25)).toBe(500);
});

test('nobody saves up more than what they may do at once', () => {
  const { clock, buckets } = start(3, 60);
  buckets.take('ana', 3);
  clock.time += 3_600_000;
  for (let time = 0; time < 3; time++) expect(buckets.take('ana', 1)).toBe(0);
  expect(buckets.take('ana', 1)).toBe(1000);
});

test('a crowd makes nobody forget what somebody has spent', () => {
  const { clock, buckets } = start(2, 1);
  buckets.take('ana', 2);
  for (let person = 0; person < 10_001; person++) {
    if (person === 5000) clock.time += 59_999;
    buckets.take(`person ${person}`, 1);
  }
  expect(buckets.take('ana', 2)).toBeCloseTo(60_001, 3);
});

test('a crowd that has gone leaves no memory behind', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { clock, buckets } = start(1, 60);
  const crowd = (count: number) => {
    for (let person = 0; person < count; person++) {
      if (person % 10_000 === 0) clock.time += 1000;
      buckets.take(`${person} `.repeat(20), 1);
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = crowd(10_000);
  expect((crowd(50_000) - before) / 2 ** 20).toBeLessThan(3);
});
