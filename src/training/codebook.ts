import type { Codebook } from './checkpoint.ts';

/** Mean and standard deviation of each number of a model's codes, `[size]`. */
export interface Measures {
  mean: Float32Array;
  deviation: Float32Array;
}

/** A number that never changes has a deviation all the same. */
const leastDeviation = 1e-3;

/** The measures of a codebook. */
export function measure({ codes, size }: Codebook): Measures {
  const count = codes.length / size;
  const mean = new Float32Array(size);
  const variance = new Float32Array(size);
  for (const [i, value] of codes.entries()) mean[i % size]! += value / count;
  for (const [i, value] of codes.entries()) variance[i % size]! += (value - mean[i % size]!) ** 2 / count;
  return { mean, deviation: variance.map((value) => Math.max(leastDeviation, Math.sqrt(value))) };
}
