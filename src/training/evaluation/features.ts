/** Rows of numbers, one behind the other: `values` is `[count, size]`. */
export interface Features {
  size: number;
  values: Float32Array;
}

export const rowOf = ({ size, values }: Features, row: number): Float32Array =>
  values.subarray(row * size, (row + 1) * size);

export const countRows = ({ size, values }: Features): number => values.length / size;

/** Some rows, in the order asked for. */
export function pickRows(features: Features, rows: readonly number[]): Features {
  const picked = { size: features.size, values: new Float32Array(rows.length * features.size) };
  for (const [place, row] of rows.entries()) picked.values.set(rowOf(features, row), place * features.size);
  return picked;
}

/** Squared Euclidean distance of two vectors. */
export function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

/** The rows of two sets side by side. */
export function joinRows(left: Features, right: Features): Features {
  const size = left.size + right.size;
  const joined = { size, values: new Float32Array(countRows(left) * size) };
  for (let row = 0; row < countRows(left); row++) {
    joined.values.set(rowOf(left, row), row * size);
    joined.values.set(rowOf(right, row), row * size + left.size);
  }
  return joined;
}

/** How features are brought to mean 0 and deviation 1, number by number. */
export interface Standard {
  mean: Float32Array;
  deviation: Float32Array;
}

/** A number that hardly changes is not blown up beyond this: it would drown the rest. */
const leastDeviation = 0.05;

/** Mean and standard deviation of each number, the latter at least 0.05. */
export function measureStandard({ size, values }: Features): Standard {
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  for (const [i, value] of values.entries()) {
    sums[i % size]! += value;
    squares[i % size]! += value ** 2;
  }
  const count = values.length / size;
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const variance = squares.map((square, i) => Math.max(0, square / count - (sums[i]! / count) ** 2));
  return { mean, deviation: Float32Array.from(variance, (value) => Math.max(leastDeviation, Math.sqrt(value))) };
}

export function standardise({ size, values }: Features, { mean, deviation }: Standard): Features {
  return { size, values: values.map((value, i) => (value - mean[i % size]!) / deviation[i % size]!) };
}
