import { expect, test } from 'vitest';
import { createBatcher } from '#studio/painting/batcher.ts';

/** A batcher that doubles numbers, four at a time, and remembers its batches; it fails on a negative one. */
function setUp(patienceMs = 0, atOnce = 1) {
  const batches: number[][] = [];
  let gate = Promise.resolve();
  const work = createBatcher<string, number, number>({
    largest: () => 4,
    sameLane: (one, other) => one === other,
    patienceMs,
    atOnce,
    run: async ({ items }) => {
      batches.push(items);
      await gate;
      if (items.some((item) => item < 0)) throw new Error('negative');
      return items.map((item) => 2 * item);
    },
  });
  return { batches, work, hold: (until: Promise<void>) => (gate = until) };
}

test('requests that come together are worked on together, and everyone gets their own values', async () => {
  const { batches, work } = setUp(5);
  const one = work('lane', [1, 2]);
  await Promise.resolve();
  expect(await Promise.all([one, work('lane', [3]), work('other', [5])])).toEqual([[2, 4], [6], [10]]);
  expect(batches).toEqual([[1, 2, 3], [5]]);
});

test('requests that come while the device is busy go on together', async () => {
  const { batches, work, hold } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  hold(promise);
  const first = work('lane', [1]);
  while (batches.length === 0) await new Promise((later) => setImmediate(later));
  const others = [work('lane', [2]), work('lane', [3])];
  resolve();
  expect(await Promise.all([first, ...others])).toEqual([[2], [4], [6]]);
  expect(batches).toEqual([[1], [2, 3]]);
});

test('a long request lets a short one pass between its pieces, and comes back in order', async () => {
  const { batches, work } = setUp();
  const long = work('lane', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const short = work('lane', [11]);
  expect(await long).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(await short).toEqual([22]);
  expect(batches[1]).toContain(11);
});

test("a request that fails does not spoil the others' in its batch", async () => {
  const { work } = setUp();
  const [good, bad, fine] = await Promise.allSettled([work('lane', [1]), work('lane', [-1]), work('lane', [2])]);
  expect(good).toMatchObject({ value: [2] });
  expect(bad).toMatchObject({ status: 'rejected', reason: new Error('negative') });
  expect(fine).toMatchObject({ value: [4] });
});

test('the next batch is handed over while one is worked on, and no more than that', async () => {
  const { batches, work, hold } = setUp(0, 2);
  const { promise, resolve } = Promise.withResolvers<void>();
  hold(promise);
  const all = [work('lane', [1, 2, 3, 4]), work('lane', [5, 6, 7, 8]), work('lane', [9])];
  while (batches.length < 2) await new Promise((later) => setImmediate(later));
  expect(batches).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  resolve();
  expect((await Promise.all(all)).flat()).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18]);
});

test.each([0, 1, 2, 3, 4, 5, 6, 8])('what is asked for %i moments after an answer is answered too', async (moments) => {
  const { work } = setUp(0, 2);
  await work('lane', [1]);
  for (let moment = 0; moment < moments; moment++) await undefined;
  expect(await work('lane', [2])).toEqual([4]);
});

test('nothing is asked for nothing', async () => {
  const { batches, work } = setUp();
  expect(await work('lane', [])).toEqual([]);
  expect(batches).toEqual([]);
});
