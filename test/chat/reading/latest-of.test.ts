import { expect, test } from 'vitest';
import { latestOf } from '#chat/reading/latest-of.ts';

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
}

async function* from<T>(...values: T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

const aLongTime = 600_000;
const never = new AbortController().signal;

test('the first and the last come through, at once; a crowd between them is skipped', async () => {
  const values = await collect(latestOf(from(...Array.from({ length: 1000 }, (_, index) => index)), aLongTime, never));
  expect(values.at(-1)).toBe(999);
  expect(values.length).toBeLessThan(5);
});

test('nothing comes of nothing', async () => {
  expect(await collect(latestOf(from(), aLongTime, never))).toEqual([]);
});

test('an error arrives after what came before it', async () => {
  async function* failing() {
    yield 'painting';
    throw new Error('out of paint');
  }
  const seen: string[] = [];
  const reading = (async () => {
    for await (const value of latestOf(failing(), aLongTime, never)) seen.push(value);
  })();
  await expect(reading).rejects.toThrow('out of paint');
  expect(seen).toEqual(['painting']);
});

test('an abort ends the waiting, whatever the source does', async () => {
  const control = new AbortController();
  async function* stuck() {
    yield 'painting';
    await new Promise(() => undefined);
  }
  const seen: string[] = [];
  for await (const value of latestOf(stuck(), aLongTime, control.signal)) {
    seen.push(value);
    queueMicrotask(() => control.abort());
  }
  expect(seen).toEqual(['painting']);
});
