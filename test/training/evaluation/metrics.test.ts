import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { compareSets } from '#training/evaluation/comparison.ts';
import { measureCoverage } from '#training/evaluation/coverage.ts';
import { fitDiscriminant } from '#training/evaluation/discriminant.ts';
import {
  countRows,
  type Features,
  measureStandard,
  pickRows,
  rowOf,
  standardise,
} from '#training/evaluation/features.ts';
import { kernelDistance } from '#training/evaluation/kid.ts';
import { findNearest, memorisedShare } from '#training/evaluation/memorisation.ts';
import { measurePalettes } from '#training/evaluation/palette.ts';
import { meanPairDistance, measureDiversity, measureSmoothness } from '#training/evaluation/variety.ts';
import { seed } from '../../helpers/numbers.ts';

const told = `SEED=${seed}`;

function cloud(count: number, stream: number, { size = 6, spread = 1, centre = 0 } = {}): Features {
  const random = createRandom(seed, stream);
  return { size, values: Float32Array.from({ length: count * size }, () => centre + spread * random.normal()) };
}

const points = (...values: number[]): Features => ({ size: 1, values: Float32Array.from(values) });
const rows = (features: Features) => Array.from({ length: countRows(features) }, (_, row) => [...rowOf(features, row)]);
const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));

test('the kernel distance is the unbiased estimate over all pairs', () => {
  const [left, right] = [cloud(7, 1), cloud(5, 2, { centre: 0.5 })];
  const kernel = (a: number[], b: number[]) => (a.reduce((sum, value, i) => sum + value * b[i]!, 0) / 6 + 1) ** 3;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const among = (set: number[][]) =>
    mean(set.flatMap((a, i) => set.flatMap((b, j) => (i === j ? [] : [kernel(a, b)]))));
  const across = mean(rows(left).flatMap((a) => rows(right).map((b) => kernel(a, b))));
  expect(kernelDistance(compareSets(left, right)), told).toBeCloseTo(
    among(rows(left)) + among(rows(right)) - 2 * across,
    4,
  );
});

test('rows that weigh nothing are as if they were not there', () => {
  const [left, right] = [cloud(7, 1), cloud(9, 2, { centre: 0.5 })];
  const weights = Float64Array.from({ length: 9 }, (_, row) => (row < 5 ? 1 / 5 : 0));
  const few = pickRows(right, [0, 1, 2, 3, 4]);
  const expected = kernelDistance(compareSets(left, few));
  expect(kernelDistance(compareSets(left, right), weights), told).toBeCloseTo(expected, 4);
});

test('two samples of one distribution are about 0 apart, and others are not', () => {
  expect(Math.abs(kernelDistance(compareSets(cloud(400, 1), cloud(400, 2)))), told).toBeLessThan(0.05);
  expect(kernelDistance(compareSets(cloud(400, 1), cloud(400, 2, { centre: 1 }))), told).toBeGreaterThan(0.5);
});

test('precision and recall count what lies within the third nearest neighbour', () => {
  // The radii of 0, 1, 2, 3, 10 are 3, 2, 2, 3, 9; those of 2.5, 30, 31, 32, 33 are 29.5, 3, 2, 2, 3.
  const [real, generated] = [points(0, 1, 2, 3, 10), points(2.5, 30, 31, 32, 33)];
  expect(measureCoverage(compareSets(generated, real))).toEqual({ precision: 1 / 5, recall: 1 });
});

test('precision and recall agree with their definition', () => {
  const [generated, real] = [cloud(30, 1, { spread: 0.7 }), cloud(40, 2)];
  const share = (pictures: number[][], others: number[][]) => {
    const radii = others.map((one) => others.map((other) => distance(one, other)).sort((a, b) => a - b)[3]!);
    return (
      pictures.filter((one) => others.some((other, i) => distance(one, other) <= radii[i]!)).length / pictures.length
    );
  };
  const { precision, recall } = measureCoverage(compareSets(generated, real));
  expect(precision, told).toBeCloseTo(share(rows(generated), rows(real)), 6);
  expect(recall, told).toBeCloseTo(share(rows(real), rows(generated)), 6);
});

test('a generator that paints one thing is precise and recalls little', () => {
  const { precision, recall } = measureCoverage(compareSets(cloud(50, 1, { spread: 0.01 }), cloud(50, 2)));
  expect(precision, told).toBe(1);
  expect(recall, told).toBeLessThan(0.1);
});

test('the nearest picture is found, and it is never the picture itself', () => {
  const [pictures, others] = [cloud(20, 1, { size: 40 }), cloud(30, 2, { size: 40 })];
  for (const [row, { row: found, distance: far }] of findNearest(pictures, others).entries()) {
    const distances = rows(others).map((other) => distance(rows(pictures)[row]!, other));
    expect(found, told).toBe(distances.indexOf(Math.min(...distances)));
    expect(far, told).toBeCloseTo(distances[found]!, 4);
  }
  expect(findNearest(points(0, 5, 6), points(0, 5, 6)).map(({ row }) => row)).toEqual([0, 1, 2]);
  const same = points(0, 5, 6);
  expect(findNearest(same, same).map(({ row }) => row)).toEqual([1, 2, 1]);
});

test('copies of training pictures are memorised, new pictures are not', () => {
  const training = cloud(300, 1);
  const real = findNearest(training, training);
  const copies = findNearest(pickRows(training, [0, 7, 250]), training);
  const fresh = findNearest(cloud(300, 2), training);
  expect(memorisedShare(copies, real), told).toBe(1);
  expect(memorisedShare(fresh, real), told).toBeLessThan(0.05);
  expect(memorisedShare([...copies, ...copies.map((one) => ({ ...one, distance: 99 }))], real), told).toBe(0.5);
});

test('diversity is a share of that among real drawings', () => {
  expect(meanPairDistance(points(0, 3, 6))).toBe(4);
  expect(measureDiversity([points(0, 1), points(2, 4)], [points(0, 4), points(0, 2)])).toBe(0.5);
  expect(measureDiversity([points(1, 1)], [points(0, 4)])).toBe(0);
});

test('a walk is as smooth as its largest step is small', () => {
  expect(measureSmoothness(points(0, 1, 2, 3))).toBe(1);
  expect(measureSmoothness(points(0, 0, 3, 3))).toBe(3);
  expect(measureSmoothness(points(0, 1, 1, 4))).toBe(2.25);
  expect(measureSmoothness(points(2, 2, 2))).toBe(1);
});

test('standardised features have mean 0 and deviation 1, and what never changes is left small', () => {
  const features = cloud(50, 1, { spread: 3, centre: 5 });
  const { mean, deviation } = measureStandard(standardise(features, measureStandard(features)));
  for (const value of mean) expect(value, told).toBeCloseTo(0, 4);
  for (const value of deviation) expect(value, told).toBeCloseTo(1, 4);
  expect([...standardise(points(4.1, 3.9), measureStandard(points(4, 4))).values]).toEqual([
    expect.closeTo(2, 4),
    expect.closeTo(-2, 4),
  ]);
});

test('a discriminant looks past what varies within every class', () => {
  // The class shows in the first number alone; the second, which is far larger, is noise.
  const random = createRandom(seed, 1);
  const draw = (count: number) => {
    const labels = Array.from({ length: count }, (_, row) => (row % 2 ? 'right' : 'left'));
    const values = labels.flatMap((label) => [
      (label === 'right' ? 1 : -1) + 0.3 * random.normal(),
      5 * random.normal(),
    ]);
    return { labels, features: { size: 2, values: Float32Array.from(values) } };
  };
  const { labels, features } = draw(200);
  const classifier = fitDiscriminant(features, labels);
  const asked = draw(200);
  const right = classifier
    .rank(asked.features)
    .filter(([first], row) => classifier.classes[first!] === asked.labels[row]);
  expect(right.length, told).toBeGreaterThan(180);
});

test('a palette counts visible colours, whatever their alpha', () => {
  const place = (red: number, green: number, blue: number) => (red * 8 + green) * 8 + blue;
  const [palette] = rows(measurePalettes([Uint8Array.of(255, 0, 0, 255, 128, 0, 0, 128, 0, 9, 0, 9, 0, 0, 255, 255)]));
  expect(palette![place(7, 0, 0)]).toBeCloseTo(Math.sqrt(2 / 3));
  expect(palette![place(0, 0, 7)]).toBeCloseTo(Math.sqrt(1 / 3));
  expect(palette!.filter((share) => share > 0)).toHaveLength(2);
  // Half of the way between two of seven steps of red.
  const [between] = rows(measurePalettes([Uint8Array.of(91, 0, 0, 182)]));
  expect(between![place(3, 0, 0)]).toBeCloseTo(Math.SQRT1_2);
  expect(between![place(4, 0, 0)]).toBeCloseTo(Math.SQRT1_2);
});
