import { countRows, type Features, innerProducts } from './features.ts';

const neighbours = 3;

export interface Coverage {
  /** Share of generated pictures that lie among real ones: fidelity. */
  precision: number;
  /** Share of real pictures that lie among generated ones: variety. */
  recall: number;
}

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019): a picture lies among others where it is no farther from one
 * of them than that one's third nearest neighbour is. Both in [0, 1]; each set needs four rows at least.
 */
export function measureCoverage(generated: Features, real: Features): Coverage {
  return { precision: shareAmong(generated, real), recall: shareAmong(real, generated) };
}

function shareAmong(pictures: Features, others: Features): number {
  const radii = squaredRadii(others);
  const distances = squaredDistances(pictures, others);
  const count = countRows(pictures);
  let inside = 0;
  for (let row = 0; row < count; row++) {
    if (radii.some((radius, column) => distances[row * radii.length + column]! <= radius)) inside++;
  }
  return inside / count;
}

/** How far each row's third nearest other row is, squared. */
function squaredRadii(features: Features): Float32Array {
  const count = countRows(features);
  const distances = squaredDistances(features, features);
  return Float32Array.from({ length: count }, (_, row) => {
    distances[row * count + row] = Number.POSITIVE_INFINITY;
    return distances.subarray(row * count, (row + 1) * count).toSorted()[neighbours - 1]!;
  });
}

/** `[left, right]`: |x|² + |y|² − 2 x·y. */
function squaredDistances(left: Features, right: Features): Float32Array {
  const [ownLeft, ownRight] = [squaredLengths(left), squaredLengths(right)];
  return innerProducts(left, right).map(
    (product, i) => ownLeft[Math.floor(i / ownRight.length)]! + ownRight[i % ownRight.length]! - 2 * product,
  );
}

function squaredLengths({ size, values }: Features): Float64Array {
  const lengths = new Float64Array(values.length / size);
  for (const [i, value] of values.entries()) lengths[Math.floor(i / size)]! += value ** 2;
  return lengths;
}
