import { expect, test } from 'vitest';
import { memoryGrowth } from '../../scripts/bench/memory.ts';

test('the memory of a training process does not grow', async () => {
  expect(await memoryGrowth(220)).toBeLessThan(0.05);
}, 600_000);
