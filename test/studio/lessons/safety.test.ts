import { expect, it } from 'vitest';
import { createLog } from '#lib/log.ts';
import { createSafetyFilter } from '#studio/lessons/safety.ts';

const log = createLog('silent');
const side = 64;
const pixels = Uint8Array.from({ length: side * side * 4 }, (_, i) => [200, 60, 40, 255][i % 4]!);

it.each([
  [{ Porn: 0.5, Hentai: 0.21, Neutral: 0.29 }, 'unfit'],
  [{ Porn: 0.4, Hentai: 0.3, Neutral: 0.3 }, 'fit'],
  [{ Porn: 0.69, Hentai: 0, Neutral: 0.31 }, 'fit'],
  [{ Porn: 0, Hentai: 0.71, Neutral: 0.29 }, 'unfit'],
  [{ Porn: Number.NaN, Hentai: 0, Neutral: 0 }, 'unknown'],
  [{ Neutral: 1 }, 'unknown'],
  [{}, 'unknown'],
])('shares of %j are %s', async (shares, verdict) => {
  expect(await createSafetyFilter(log, async () => shares)(pixels, side)).toBe(verdict);
});

it('what could not be looked at is never fit, and the log says why', async () => {
  const told: unknown[] = [];
  const noting = createLog('silent');
  noting.error = (entry: unknown) => void told.push(entry);
  const filter = createSafetyFilter(noting, () => Promise.reject(new Error('It took more than 60000 ms.')));
  expect(await filter(pixels, side)).toBe('unknown');
  expect(told).toMatchObject([{ err: { message: 'It took more than 60000 ms.' } }]);
});

it('is shown colours on white, as people see them', async () => {
  const seen: unknown[] = [];
  const filter = createSafetyFilter(log, async (order) => {
    seen.push(order);
    return { Porn: 0, Hentai: 0 };
  });
  // Premultiplied: clear, half a red, a whole blue, and a white that rounding has made too bright.
  await filter(Uint8Array.from([0, 0, 0, 0, 128, 0, 0, 128, 0, 0, 255, 255, 200, 200, 200, 190]), 2);
  expect(seen).toEqual([{ rgb: Uint8Array.from([255, 255, 255, 255, 127, 127, 0, 0, 255, 255, 255, 255]), side: 2 }]);
});
