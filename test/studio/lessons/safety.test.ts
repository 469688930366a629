import { expect, it } from 'vitest';
import { createLog } from '#lib/log.ts';
import { createSafetyFilter } from '#studio/lessons/safety.ts';

const log = createLog('silent');
const side = 64;
const pixels = Uint8Array.from({ length: side * side * 4 }, (_, i) => [200, 60, 40, 255][i % 4]!);

it('a flat colour is fit for everyone, as the network sees it', async () => {
  expect(await createSafetyFilter(log)(pixels, side)).toBe('fit');
}, 90_000);

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
