import { expect, test } from 'vitest';
import { createHealth } from '#training/health.ts';

/** What is said after some steps with the same metrics. */
function after(steps: number, metrics: Record<string, number>): string | undefined {
  const health = createHealth();
  let said: string | undefined;
  for (let step = 0; step < steps; step++) said = health.watch(metrics);
  return said;
}

test('a generator that paints a few things over and over is reported', () => {
  expect(after(500, { diversity: 0.12, sign: 0.4 })).toContain('12 %');
});

test('a discriminator that knows the training pictures is reported', () => {
  expect(after(500, { diversity: 0.9, sign: 0.98 })).toContain('by heart');
});

test('a good game and a family without metrics are left in peace', () => {
  expect(after(500, { diversity: 0.9, sign: 0.5 })).toBeUndefined();
  expect(after(500, {})).toBeUndefined();
});

test('a game that has only begun is not judged', () => {
  expect(after(20, { diversity: 0.01, sign: 1 })).toBeUndefined();
});

test('an old trouble is forgotten', () => {
  const health = createHealth();
  for (let step = 0; step < 300; step++) health.watch({ diversity: 0.1 });
  for (let step = 0; step < 500; step++) health.watch({ diversity: 1 });
  expect(health.watch({ diversity: 1 })).toBeUndefined();
});
