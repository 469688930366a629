import { expect, test } from 'vitest';
import { createTurns } from '#lib/turns.ts';

/** An action that says when it began and ends when it is told to. */
function createActions() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  return {
    begun,
    action: (name: string) => async () => {
      begun.push(name);
      const end = Promise.withResolvers<void>();
      ends.set(name, end);
      await end.promise;
      return name;
    },
    end: (name: string) => ends.get(name)!.resolve(),
    fail: (name: string) => ends.get(name)!.reject(new Error(`${name} failed`)),
  };
}
const passed = () => new Promise((resolve) => setImmediate(resolve));

test('what concerns one thing happens in its order, also after a failure', async () => {
  const { begun, action, end, fail } = createActions();
  const turns = createTurns();
  const first = turns.take('message', action('first'));
  const second = turns.take('message', action('second'));
  const other = turns.take('another', action('other'));
  await passed();
  expect(begun).toEqual(['first', 'other']);
  fail('first');
  await expect(first).rejects.toThrow('first failed');
  await passed();
  expect(begun).toEqual(['first', 'other', 'second']);
  end('second');
  end('other');
  expect(await Promise.all([second, other])).toEqual(['second', 'other']);
});

test('only so many are under way at a time, and who waited longest is next', async () => {
  const { begun, action, end } = createActions();
  const turns = createTurns(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => turns.take(name, action(name)));
  await passed();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await passed();
  expect(begun).toEqual(['a', 'b', 'c']);
  end('a');
  await passed();
  end('c');
  end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('once it closes, what is under way ends, and nothing else begins', async () => {
  const { begun, action, end } = createActions();
  const closing = new AbortController();
  const turns = createTurns(1, closing.signal);
  const first = turns.take('a', action('a'));
  const waiting = [turns.take('a', action('b')), turns.take('c', action('c'))];
  await passed();
  closing.abort(new Error('closing'));
  end('a');
  expect(await first).toBe('a');
  for (const one of [...waiting, turns.take('d', action('d'))]) await expect(one).rejects.toThrow('closing');
  expect(begun).toEqual(['a']);
});
