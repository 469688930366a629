import { expect, it } from 'vitest';
import { createLog } from '#lib/log.ts';
import { createSafetyFilter } from '#studio/lessons/safety.ts';

const log = createLog('silent');
const side = 64;
const pixels = Uint8Array.from({ length: side * side * 4 }, (_, i) => [200, 60, 40, 255][i % 4]!);

it('a flat colour is fit for everyone, as the network sees it', async () => {
  expect(await createSafetyFilter(log)(pixels, side)).toBe('fit');
}, 90_000);
