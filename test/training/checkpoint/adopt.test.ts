import { expect, test } from 'vitest';
import { adoptStyles } from '#training/checkpoint/adopt.ts';

/** Two rows that belong to no style, then one for each style. */
const table = { shape: [4, 2], data: Float32Array.of(1, 2, 3, 4, 10, 20, 30, 40) };

test('a style that the parent knows keeps its row, a new one begins as the mean of all', () => {
  const { shape, data } = adoptStyles(table, 2, ['noto', 'twemoji'], ['ours', 'twemoji', 'noto']);
  expect(shape).toEqual([5, 2]);
  expect([...data]).toEqual([1, 2, 3, 4, 20, 30, 30, 40, 10, 20]);
});
