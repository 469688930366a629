import { expect, test } from 'vitest';
import { createTokenBuckets } from '#chat/middleware/token-buckets.ts';

test('a clock that is set back takes nothing away, and what was spent comes back in its time', () => {
  let time = Date.UTC(2026, 5, 2);
  const buckets = createTokenBuckets({ burst: 2, perMinute: 60 }, { now: () => new Date(time) });
  expect(buckets.take('ana', 1)).toBe(0);
  time -= 86_400_000;
  expect(buckets.take('ana', 1)).toBe(0);
  expect(buckets.take('ana', 1)).toBe(1000);
  time += 1000;
  expect(buckets.take('ana', 1)).toBe(0);
});
