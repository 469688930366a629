import { type Comparison, sideOf } from './comparison.ts';

/**
 * The kernel distance between two sets of features: the unbiased squared maximum mean discrepancy with the kernel
 * (x·y / size + 1)³ (KID, Bińkowski et al. 2018), over all pairs at once rather than over random subsets. 0 for two
 * samples of one distribution on average, so it may be a little below. Needs two rows of each at least. `weights` of the
 * rows on the right, which add up to 1, stand for the distribution that they make.
 */
export function kernelDistance(
  { size, left, right, across }: Comparison,
  weights: Float64Array = even(sideOf(right)),
): number {
  const kernel = (product: number) => (product / size + 1) ** 3;
  const meanAmong = (products: Float32Array, shares: Float64Array) => {
    let total = 0;
    for (const [row, own] of shares.entries()) {
      for (const [column, other] of shares.entries()) {
        if (row !== column) total += own * other * kernel(products[row * shares.length + column]!);
      }
    }
    return total / (1 - shares.reduce((sum, share) => sum + share ** 2, 0));
  };
  const rows = sideOf(left);
  const between = across.reduce((sum, product, i) => sum + kernel(product) * weights[i % weights.length]!, 0) / rows;
  return meanAmong(left, even(rows)) + meanAmong(right, weights) - 2 * between;
}

const even = (count: number) => new Float64Array(count).fill(1 / count);
