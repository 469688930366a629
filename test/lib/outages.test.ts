import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

test.each([
  ['the database is away', coded('ECONNREFUSED'), 'database cannot be reached'],
  [
    'the database was stopped under a query',
    new Error('query', { cause: coded('57P01') }),
    'database cannot be reached',
  ],
  [
    'the database was killed under a query',
    new Error('Connection terminated unexpectedly'),
    'database cannot be reached',
  ],
  ['the disk is full', new Error('write', { cause: coded('ENOSPC') }), 'disk of Easel'],
  [
    'PostgreSQL says that its disk is full',
    new Error('could not extend file: No space left on device'),
    'disk of Easel',
  ],
  ['anything else', new Error('oh'), 'Something went wrong'],
])('where %s, people are told so', (_, error, words) => {
  expect(AppError.from(error)).toMatchObject({
    code: 'internal',
    message: expect.stringContaining(words),
    cause: error,
  });
});

test('an error that is its own cause ends the search', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(AppError.from(error).code).toBe('internal');
});
