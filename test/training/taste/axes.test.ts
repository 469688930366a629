import { expect, test } from 'vitest';
import { createRandom } from '#lib/random.ts';
import { packCodes } from '#sampling/code-table.ts';
import { findAxes, project } from '#training/taste/axes.ts';

const size = 20;
const seed = Math.floor(Math.random() * 2 ** 31);

test('the axes are where codes differ most, and codes are told by how far along they lie', () => {
  const random = createRandom(seed);
  const deviations = [5, 3];
  const codes = Float32Array.from(
    { length: 600 * size },
    (_, i) => 1 + (deviations[i % size] ?? 0.1) * random.normal(),
  );
  const axes = findAxes(packCodes(codes, size), 3);
  expect(axes.deviations[0]! / 5, `seed ${seed}`).toBeCloseTo(1, 0);
  expect(axes.deviations[1]! / 3, `seed ${seed}`).toBeCloseTo(1, 0);
  expect(axes.deviations[2], `seed ${seed}`).toBeLessThan(0.2);
  expect(Math.abs(axes.directions[0]!), `seed ${seed}`).toBeGreaterThan(0.99);
  expect(Math.abs(axes.directions[size + 1]!), `seed ${seed}`).toBeGreaterThan(0.99);

  const far = Float32Array.from({ length: size }, (_, i) => (i === 0 ? 11 : 1));
  expect(Math.abs(project(far, axes)[0]!), `seed ${seed}`).toBeCloseTo(2, 0);
});

test('codes that are all the same lie nowhere', () => {
  const axes = findAxes(packCodes(new Float32Array(10 * size).fill(0.5), size), 2);
  expect([...project(new Float32Array(size), axes)]).toEqual([0, 0]);
});
