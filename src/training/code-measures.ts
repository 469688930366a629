import type { CodeTable } from './checkpoint/checkpoint.ts';
import type { Weights } from './networks/networks.ts';

/** Mean and standard deviation of each number of a model's codes, `[size]`. */
export interface Measures {
  mean: Float32Array;
  deviation: Float32Array;
}

/** A number that never changes has a deviation all the same. */
const leastDeviation = 1e-3;

/** The measures of a table of codes. */
export function measure({ codes, size }: CodeTable): Measures {
  const count = codes.length / size;
  const mean = new Float32Array(size);
  const variance = new Float32Array(size);
  // Plain loops: there are tens of millions of numbers.
  for (let row = 0; row < codes.length; row += size) {
    for (let i = 0; i < size; i++) mean[i]! += codes[row + i]! / count;
  }
  for (let row = 0; row < codes.length; row += size) {
    for (let i = 0; i < size; i++) variance[i]! += (codes[row + i]! - mean[i]!) ** 2 / count;
  }
  return { mean, deviation: variance.map((value) => Math.max(leastDeviation, Math.sqrt(value))) };
}

/** The measures of the codes that a prior was trained on. */
export const measuresOf = (prior: Weights): Measures => ({
  mean: prior['code/mean']!.data,
  deviation: prior['code/deviation']!.data,
});
