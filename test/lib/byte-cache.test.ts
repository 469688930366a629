import { expect, test } from 'vitest';
import { createByteCache } from '#lib/byte-cache.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a cache keeps so many bytes, and of those what was asked for last', async () => {
  const cache = createByteCache<string>(10, ({ length }) => length);
  for (const key of ['a', 'b']) cache.set(key, Promise.resolve(key.repeat(5)));
  await settle();
  expect(await cache.get('a')).toBe('aaaaa');
  cache.set('c', Promise.resolve('c'));
  await settle();
  expect(cache.get('b')).toBeUndefined();
  expect(await cache.get('a')).toBe('aaaaa');
  cache.set('large', Promise.resolve('x'.repeat(11)));
  await settle();
  expect(cache.get('large')).toBeUndefined();
});

test('a cache hands out what is being made, and forgets what failed', async () => {
  const cache = createByteCache<string>(10, ({ length }) => length);
  const { promise, reject } = Promise.withResolvers<string>();
  cache.set('a', promise);
  expect(cache.get('a')).toBe(promise);
  reject(new Error('broken'));
  await settle();
  expect(cache.get('a')).toBeUndefined();
});

test('a value in the place of another counts once', async () => {
  const cache = createByteCache<string>(10, ({ length }) => length);
  for (let round = 0; round < 5; round++) {
    cache.set('a', Promise.resolve('aaaaa'));
    await settle();
  }
  cache.set('b', Promise.resolve('bbbbb'));
  await settle();
  expect(await cache.get('a')).toBe('aaaaa');
});
