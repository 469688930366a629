import { expect, it } from 'vitest';
import { latest } from '#chat/reading/latest.ts';

function source() {
  let emit: (value: number) => void = () => {};
  const done = Promise.withResolvers<void>();
  const stream = latest<number>((listener) => {
    emit = listener;
  }, done.promise);
  return { emit: (value: number) => emit(value), done, stream };
}

it('hears what comes before the first reading and skips what is outdated', async () => {
  const { emit, stream } = source();
  emit(1);
  emit(2);
  expect(await stream.next()).toEqual({ value: 2, done: false });
  const next = stream.next();
  emit(3);
  expect(await next).toEqual({ value: 3, done: false });
});

it('ends when it is done, well or not', async () => {
  const well = source();
  well.done.resolve();
  expect(await well.stream.next()).toEqual({ value: undefined, done: true });
  const badly = source();
  const waiting = badly.stream.next();
  badly.done.reject(new Error('no'));
  expect(await waiting).toEqual({ value: undefined, done: true });
});
