import { expect, it } from 'vitest';
import { judgeSafety } from '#studio/lessons/safety.ts';

it('a flat colour is fit for everyone, as the network sees it', async () => {
  const side = 64;
  const pixels = Uint8Array.from({ length: side * side * 4 }, (_, i) => [200, 60, 40, 255][i % 4]!);
  expect(await judgeSafety(pixels, side)).toBe('fit');
}, 90_000);
