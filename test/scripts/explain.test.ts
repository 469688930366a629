import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { explain } from '../../scripts/explain.ts';

test('what a person can act on is said in its own words, without a stack', () => {
  expect(explain(new AppError('not_found', 'There is no such run.', new Error('ENOENT')))).toBe(
    'There is no such run.',
  );
});

test('anything else is told whole, and nobody is sent to a log that there is not', () => {
  const error = new TypeError('x is not a function');
  expect(explain(error)).toBe(error.stack);
  expect(explain(new AppError('internal', 'Training failed.\nThe run is saved.', error))).toBe(
    `Training failed.\nThe run is saved.\n${error.stack}`,
  );
  expect(explain('a string')).toBe('a string');
});

test('a full disk is named', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  expect(explain(full)).toMatch(/^The disk of Easel's machine is full/);
});
