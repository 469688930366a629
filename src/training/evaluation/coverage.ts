import { type Comparison, sideOf } from './comparison.ts';

const neighbours = 3;

export interface Coverage {
  /** Share of generated pictures that lie among real ones: fidelity. */
  precision: number;
  /** Share of real pictures that lie among generated ones: variety. */
  recall: number;
}

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019) of generated pictures, left, beside real ones, right: a
 * picture lies among others where it is no farther from one of them than that one's third nearest neighbour is. Both in
 * [0, 1]; each set needs four rows at least.
 */
export function measureCoverage({ left, right, across }: Comparison): Coverage {
  const [generated, real] = [sideOf(left), sideOf(right)];
  const [reachOfGenerated, reachOfReal] = [squaredRadii(left), squaredRadii(right)];
  const [amongReal, amongGenerated] = [new Uint8Array(generated), new Uint8Array(real)];
  for (let row = 0; row < generated; row++) {
    for (let column = 0; column < real; column++) {
      const distance = left[row * (generated + 1)]! + right[column * (real + 1)]! - 2 * across[row * real + column]!;
      if (distance <= reachOfReal[column]!) amongReal[row] = 1;
      if (distance <= reachOfGenerated[row]!) amongGenerated[column] = 1;
    }
  }
  const share = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
  return { precision: share(amongReal), recall: share(amongGenerated) };
}

/** How far each row's third nearest other row is, squared, from the products among rows: |x|² + |y|² − 2 x·y. */
function squaredRadii(products: Float32Array): Float32Array {
  const count = sideOf(products);
  const own = products.filter((_, index) => index % (count + 1) === 0);
  return own.map((length, row) => {
    const distances = own.map((other, column) => length + other - 2 * products[row * count + column]!);
    distances[row] = Number.POSITIVE_INFINITY;
    return distances.sort()[neighbours - 1]!;
  });
}
