import { describe, expect, it } from 'vitest';
import { combineMany, combineTwo } from '#studio/planning/combinations.ts';

const [fox, octopus, doughnut, apple, crown, grinning, fire] = [
  '1f98a',
  '1f419',
  '1f369',
  '1f34e',
  '1f451',
  '1f600',
  '1f525',
] as const;
const mix = (first: string, second: string, balance = 0.5) =>
  combineTwo({ subject: first }, { subject: second }, balance).map(({ scenes }) => scenes);

describe('ways to be two things at once', () => {
  it('are each in the pattern of the other, hybrids, what is held, and side by side last', () => {
    const ways = mix(fox, doughnut);
    expect(ways).toEqual(
      expect.arrayContaining([
        [{ subject: fox, pattern: doughnut }],
        [{ subject: fox, body: doughnut }],
        [{ subject: fox, held: [doughnut] }],
        [{ subject: doughnut, pattern: fox }],
      ]),
    );
    expect(ways.slice(-2)).toEqual([
      [{ subject: fox }, { subject: doughnut }],
      [{ subject: doughnut }, { subject: fox }],
    ]);
    expect(new Set(ways.map((way) => JSON.stringify(way))).size).toBe(ways.length);
  });

  it('begin with what is natural: a crown is worn, a mood is felt, a fire is behind, whichever comes first', () => {
    expect(mix(octopus, crown)[0]).toEqual([{ subject: octopus, worn: [crown] }]);
    expect(mix(crown, octopus)[0]).toEqual([{ subject: octopus, worn: [crown] }]);
    expect(mix(grinning, apple)[0]).toEqual([{ subject: apple, mood: grinning }]);
    expect(mix(fire, fox)[0]).toEqual([{ subject: fox, behind: [fire] }]);
  });

  it('begin with the thing that there is to be more of', () => {
    const patterned = (balance: number) =>
      mix(fox, octopus, balance).flatMap(([scene]) => (scene!.pattern ? [scene!.subject] : []));
    expect(patterned(0.1)).toEqual([fox, octopus]);
    expect(patterned(0.9)).toEqual([octopus, fox]);
  });

  it('of a thing with itself are more of it', () => {
    expect(mix(fox, fox).slice(0, 2)).toEqual([[{ subject: fox, count: 2 }], [{ subject: fox, count: 3 }]]);
  });

  it('keep what a thing is already', () => {
    const [first] = combineTwo({ subject: fox, worn: [crown] }, { subject: grinning }, 0.5);
    expect(first!.scenes).toEqual([{ subject: fox, worn: [crown], mood: grinning }]);
  });
});

it('three things or more are put on one of them that has a head', () => {
  const [first] = combineMany([{ subject: crown }, { subject: fox }, { subject: doughnut }]);
  expect(first!.scenes).toEqual([{ subject: fox, worn: [crown], held: [doughnut] }]);
  expect(first!.order[0]).toBe(1);
});

it('three things are also one of them in the pattern of another, before they are side by side', () => {
  const ways = combineMany([{ subject: fox }, { subject: octopus }, { subject: doughnut }]).map(({ scenes }) => scenes);
  expect(ways).toContainEqual([{ subject: fox, pattern: doughnut, held: [octopus] }]);
  expect(ways.at(-1)).toHaveLength(3);
  expect(new Set(ways.map((way) => JSON.stringify(way))).size).toBe(ways.length);
});
