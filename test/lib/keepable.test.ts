import { expect, test } from 'vitest';
import { keepable } from '#lib/keepable.ts';

test('texts lose what no database keeps, wherever they stand; all else stays as it is', () => {
  const bytes = new Uint8Array([0, 1]);
  const given = { name: 'a\0b', list: ['\ud83e\udd8a', '\ud83e'], bytes, number: 0, nothing: undefined, 'k\0': null };
  expect(keepable(given)).toEqual({ name: 'ab', list: ['🦊', '�'], bytes, number: 0, nothing: undefined, k: null });
  expect(keepable(given).bytes).toBe(bytes);
});
