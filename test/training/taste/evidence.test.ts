import { expect, test } from 'vitest';
import { type SignKind, toStatements } from '#training/taste/evidence.ts';

/** What settled people say of two grids of three pictures: 0 to 2, and 3 to 5. */
function statements(...signs: [person: string, picture: number, kind: SignKind][]) {
  const grids = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  const people = [...new Set(signs.map(([person]) => person))];
  const voters = people.map((id) => ({ id, signs: signs.filter(([person]) => person === id).length, days: 5 }));
  return toStatements(
    grids,
    signs.map(([person, picture, kind]) => ({ person, picture, kind })),
    voters,
  );
}

const pairs = (said: ReturnType<typeof statements>) =>
  said
    .flatMap(({ better, worse }) => (better !== undefined && worse !== undefined ? [`${better}>${worse}`] : []))
    .sort();

const alone = (said: ReturnType<typeof statements>, picture: number) =>
  said.find(({ better, worse }) => [better, worse].includes(picture) && [better, worse].includes(undefined));

test('a vote prefers its picture to those left alone beside it, and to no others', () => {
  const up = statements(['ana', 1, 'up']);
  expect(pairs(up)).toEqual(['1>0', '1>2']);
  expect(alone(up, 1)).toEqual({ better: 1, weight: expect.any(Number), grid: 0 });
  const down = statements(['ana', 4, 'down']);
  expect(pairs(down)).toEqual(['3>4', '5>4']);
  expect(alone(down, 4)).toEqual({ worse: 4, weight: expect.any(Number), grid: 1 });
});

test('people are compared with themselves, not with each other', () => {
  expect(pairs(statements(['ana', 0, 'up'], ['ben', 1, 'down']))).toEqual(['0>1', '0>1', '0>2', '2>1']);
  expect(pairs(statements(['ana', 0, 'up'], ['ana', 3, 'down']))).toEqual(['0>1', '0>2', '4>3', '5>3']);
});

test('a heart says more than a vote, a vote more than a look, and dislike outdoes them', () => {
  const weigh = (...kinds: SignKind[]) =>
    alone(statements(...kinds.map((kind) => ['ana', 0, kind] as [string, number, SignKind])), 0)!.weight *
    (1 + kinds.length / 20);
  const [look, save, up, heart] = (['enlarge', 'save', 'up', 'favorite'] as const).map((kind) => weigh(kind));
  expect([look, save, up, heart]).toEqual([look, save, up, heart].toSorted((a, b) => a! - b!));
  expect(weigh('up', 'enlarge')).toBeCloseTo(up!);
  expect(alone(statements(['ana', 0, 'enlarge'], ['ana', 0, 'down']), 0)).toMatchObject({ worse: 0 });
});

test('two pictures that one person likes alike are not told apart', () => {
  expect(pairs(statements(['ana', 0, 'up'], ['ana', 1, 'up']))).toEqual(['0>2', '1>2']);
});
