import { expect, test } from 'vitest';
import { createHealth } from '#training/loop/health.ts';

const well = { losses: { loss: 1 }, metrics: {}, gradientNorm: 0.1 };

/** What is said after some steps that all tell the same. */
function after(
  steps: number,
  told: Partial<typeof well> & { metrics?: Record<string, number> },
  health = createHealth(),
) {
  let said: string | undefined;
  for (let step = 0; step < steps; step++) said = health.watch({ ...well, ...told });
  return said;
}

test('a generator that paints a few things over and over is reported', () => {
  expect(after(500, { metrics: { diversity: 0.12, sign: 0.4 } })).toContain('12 %');
});

test('a discriminator that knows the training pictures is reported', () => {
  expect(after(500, { metrics: { diversity: 0.9, sign: 0.98 } })).toContain('by heart');
});

test('a good game and a family without metrics are left in peace', () => {
  expect(after(500, { metrics: { diversity: 0.9, sign: 0.5 } })).toBeUndefined();
  expect(after(500, {})).toBeUndefined();
});

test('a game that has only begun is not judged', () => {
  expect(after(20, { metrics: { diversity: 0.01, sign: 1 } })).toBeUndefined();
});

test('an old trouble is forgotten', () => {
  const health = createHealth();
  after(300, { metrics: { diversity: 0.1 } }, health);
  expect(after(500, { metrics: { diversity: 1 } }, health)).toBeUndefined();
});

test.each([
  ['losses that are no numbers', { losses: { loss: Number.NaN } }, /^collapsed: .*no longer numbers.*--rate/],
  ['a gradient that is no number', { gradientNorm: Number.POSITIVE_INFINITY }, /^collapsed: .*no longer numbers/],
  ['a loss of 0 that moves nothing', { losses: { loss: 0 }, gradientNorm: 0 }, /^collapsed: .*its gradient is 0/],
  ['a loss that has grown', { losses: { loss: 12 } }, /^collapsed: its loss is 12 times that of its first steps/],
])('%s: the run says that it collapsed', (_, told, words) => {
  const health = createHealth();
  expect(after(120, {}, health)).toBeUndefined();
  expect(after(1000, told, health)).toMatch(words);
});

test('losses that are no numbers are said of a short run as well', () => {
  expect(after(5, { losses: { loss: Number.NaN } })).toContain('collapsed');
});

test('one step without numbers, or a loss that goes up and down, is nothing to speak of', () => {
  const health = createHealth();
  after(200, {}, health);
  expect(after(1, { losses: { loss: Number.NaN } }, health)).toBeUndefined();
  expect(after(50, { losses: { loss: 3 } }, health)).toBeUndefined();
  expect(after(500, {}, health)).toBeUndefined();
});
