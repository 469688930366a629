import { expect, test } from 'vitest';
import { type Voter, weighPeople } from '#training/taste/people.ts';

const people = (count: number, prefix: string, facts: Omit<Voter, 'id'>): Voter[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, ...facts }));

/** What a group of people weighs in all, beside the others. */
function weighGroups(...groups: Voter[][]): number[] {
  const weights = weighPeople(groups.flat());
  return groups.map((group) => group.reduce((sum, { id, signs }) => sum + signs * weights.get(id)!, 0));
}

test('ten people who click all day weigh no more than a hundred who click twice', () => {
  const [busy, many] = weighGroups(
    people(10, 'busy', { signs: 200, days: 9 }),
    people(100, 'calm', { signs: 2, days: 9 }),
  );
  expect(busy).toBeLessThanOrEqual(1.01 * many!);
  expect(busy).toBeGreaterThan(0.5 * many!);
});

test('twenty new accounts weigh at most a quarter of those who have settled', () => {
  const [settled, accounts] = weighGroups(
    people(20, 'member', { signs: 10, days: 5 }),
    people(20, 'account', { signs: 50, days: 1 }),
  );
  expect(accounts! / settled!).toBeCloseTo(0.25);
});

test('where nobody has settled yet, or few have, newcomers count', () => {
  const facts = { signs: 4, days: 1 };
  const [first] = weighGroups(people(20, 'first', facts));
  expect(first).toBeCloseTo((20 * 4) / 1.2);
  const [owner, guests] = weighGroups(people(1, 'owner', { signs: 4, days: 8 }), people(5, 'guest', facts));
  expect(guests! / owner!).toBeCloseTo(5);
});
