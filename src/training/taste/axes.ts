import { createRandom } from '#lib/random.ts';

/** The directions in which codes differ most. */
export interface Axes {
  /** Of the codes, `[size]`. */
  mean: Float32Array;
  /** `[count, size]`, orthonormal, the widest first. */
  directions: Float32Array;
  /** Standard deviation of the codes along each, `[count]`. */
  deviations: Float32Array;
}

/** Codes that the axes are found from, taken evenly. */
const rowsAtMost = 800;
const rounds = 8;

/** Codes to find axes of, by their rows. */
interface Rows {
  readonly count: number;
  readonly size: number;
  row(index: number): Float32Array;
}

/** The first `count` principal axes of codes by orthogonal iteration (Golub and Van Loan 2013, 8.2). */
export function findAxes(codes: Rows, count: number): Axes {
  const { size } = codes;
  const rows = pickEvenly(codes);
  const mean = new Float32Array(size);
  for (const row of rows) for (let i = 0; i < size; i++) mean[i]! += row[i]! / rows.length;
  const random = createRandom(1);
  const axes = Array.from({ length: Math.min(count, size) }, () => Float32Array.from({ length: size }, random.normal));
  orthonormalise(axes);
  const places = () => rows.map((row) => axes.map((axis) => along(row, mean, axis)));
  for (let round = 0; round < rounds; round++) {
    const coordinates = places();
    for (const [a, axis] of axes.entries()) {
      axis.fill(0);
      for (const [r, row] of rows.entries()) {
        const share = coordinates[r]![a]!;
        for (let i = 0; i < size; i++) axis[i]! += share * (row[i]! - mean[i]!);
      }
    }
    orthonormalise(axes);
  }
  const coordinates = places();
  const squares = axes.map((_, a) => coordinates.reduce((sum, place) => sum + place[a]! ** 2, 0) / rows.length);
  const directions = new Float32Array(axes.length * size);
  for (const [a, axis] of axes.entries()) directions.set(axis, a * size);
  return { mean, directions, deviations: Float32Array.from(squares, Math.sqrt) };
}

/** Where a code lies along each axis, in standard deviations. */
export function project(code: Float32Array, { mean, directions, deviations }: Axes): Float32Array {
  const { length } = mean;
  return deviations.map((deviation, a) => {
    const axis = directions.subarray(a * length, (a + 1) * length);
    return deviation > 0 ? along(code, mean, axis) / deviation : 0;
  });
}

function along(code: Float32Array, mean: Float32Array, axis: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < mean.length; i++) sum += (code[i]! - mean[i]!) * axis[i]!;
  return sum;
}

function pickEvenly({ count, row }: Rows): Float32Array[] {
  const taken = Math.min(count, rowsAtMost);
  return Array.from({ length: taken }, (_, index) => row(Math.floor((index * count) / taken)));
}

/** Gram and Schmidt's way; what hardly differs from those before becomes 0. */
function orthonormalise(axes: readonly Float32Array[]): void {
  for (const [a, axis] of axes.entries()) {
    for (const before of axes.slice(0, a)) {
      const share = axis.reduce((sum, value, i) => sum + value * before[i]!, 0);
      for (let i = 0; i < axis.length; i++) axis[i]! -= share * before[i]!;
    }
    const length = Math.hypot(...axis);
    for (let i = 0; i < axis.length; i++) axis[i] = length > 1e-9 ? axis[i]! / length : 0;
  }
}
