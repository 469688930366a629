import { expect, test } from 'vitest';
import { childrenFirst, placeInLanes } from '#platforms/web/page/console/lanes.ts';
import { marksBetween } from '#platforms/web/page/console/scale.ts';

const model = (name: string, parent?: string) => ({ name, parent });
const placed = (...models: ReturnType<typeof model>[]) =>
  placeInLanes(models).places.map(({ model: { name }, lane, passing, reached, to }) => ({
    name,
    lane,
    passing,
    reached,
    to,
  }));

test('a chain of models is one lane', () => {
  expect(placed(model('c', 'b'), model('b', 'a'), model('a'))).toEqual([
    { name: 'c', lane: 0, passing: [], reached: false, to: 0 },
    { name: 'b', lane: 0, passing: [], reached: true, to: 0 },
    { name: 'a', lane: 0, passing: [], reached: true, to: undefined },
  ]);
});

test('models from the same one share the lane that leads down to it, and others pass by', () => {
  const models = [model('used', 'a'), model('tried', 'a'), model('again', 'a'), model('alone'), model('a')];
  expect(placed(...models)).toEqual([
    { name: 'used', lane: 0, passing: [], reached: false, to: 0 },
    { name: 'tried', lane: 1, passing: [0], reached: false, to: 0 },
    { name: 'again', lane: 1, passing: [0], reached: false, to: 0 },
    { name: 'alone', lane: 1, passing: [0], reached: false, to: undefined },
    { name: 'a', lane: 0, passing: [], reached: true, to: undefined },
  ]);
  expect(placeInLanes(models).lanes).toBe(2);
});

test('a model stands above what it comes from, whatever their order was, also where a line leads round', () => {
  const names = (...models: ReturnType<typeof model>[]) => childrenFirst(models).map(({ name }) => name);
  expect(names(model('a'), model('b', 'a'), model('c', 'b'))).toEqual(['c', 'b', 'a']);
  expect(names(model('a', 'b'), model('b', 'a')).toSorted()).toEqual(['a', 'b']);
});

test('an axis is marked with a few round numbers within its span', () => {
  expect(marksBetween(0, 100)).toEqual([0, 50, 100]);
  expect(marksBetween(-3, 17)).toEqual([0, 5, 10, 15]);
  expect(marksBetween(0.31, 0.52)).toEqual([0.4, 0.5]);
  expect(marksBetween(2, 2)).toEqual([2]);
});
