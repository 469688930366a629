import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';

test('a mistyped option is named to who typed it, and nothing else of ours is', () => {
  const typed = (args: string[]) => {
    try {
      parseArgs({ args, options: { minutes: { type: 'string' } } });
    } catch (error) {
      return AppError.from(error);
    }
  };
  for (const args of [['--minuets', '5'], ['--minutes']]) {
    const error = typed(args);
    expect(error?.code).toBe('bad_option');
    expect(error?.message).toContain(args[0]);
  }
  expect(AppError.from(new TypeError('secret')).message).not.toContain('secret');
});
