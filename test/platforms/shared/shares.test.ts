import { expect, test } from 'vitest';
import { createShares } from '#platforms/shared/shares.ts';

const most = { all: 10, line: 6, person: 4 };
const ana = { line: 'house', person: 'ana' };

test('a person, a line and all together have their share to the last byte and no more', () => {
  const shares = createShares(most);
  expect(shares.take(ana, 5)).toBe(false);
  expect(shares.take(ana, 4)).toBe(true);
  expect(shares.take(ana, 1)).toBe(false);
  expect(shares.take({ line: 'house', person: 'ben' }, 3)).toBe(false);
  expect(shares.take({ line: 'house', person: 'ben' }, 2)).toBe(true);
  expect(shares.take({ line: 'house' }, 1)).toBe(false);
  expect(shares.take({ line: 'street', person: 'eve' }, 4)).toBe(true);
  expect(shares.take({ line: 'far' }, 1)).toBe(false);
});

test('a person keeps to their share on every line that they come by', () => {
  const shares = createShares(most);
  expect(shares.take(ana, 3)).toBe(true);
  expect(shares.take({ line: 'café', person: 'ana' }, 2)).toBe(false);
  expect(shares.take({ line: 'café', person: 'ana' }, 1)).toBe(true);
});

test('what is refused takes nothing, what is given back can be taken again', () => {
  const shares = createShares(most);
  shares.take(ana, 4);
  for (let time = 0; time < 5; time++) expect(shares.take(ana, 1)).toBe(false);
  shares.give(ana, 3);
  expect(shares.take(ana, 3)).toBe(true);
  expect(shares.take(ana, 1)).toBe(false);
  shares.give(ana, 4);
  expect(shares.take({ line: 'house' }, 6)).toBe(true);
  expect(shares.take({ line: 'street' }, 4)).toBe(true);
});

test('a line is no person, whatever they are called', () => {
  const shares = createShares(most);
  expect(shares.take({ line: 'ana', person: 'ana' }, 4)).toBe(true);
  expect(shares.take({ line: 'ana', person: 'ben' }, 2)).toBe(true);
  expect(shares.take({ line: 'all', person: 'eve' }, 4)).toBe(true);
});
