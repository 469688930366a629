import { type Comparison, sideOf } from './comparison.ts';

/**
 * The kernel distance between two sets of features: the unbiased squared maximum mean discrepancy with the kernel
 * (x·y / size + 1)³ (KID, Bińkowski et al. 2018), over all pairs at once rather than over random subsets. 0 for two
 * samples of one distribution on average, so it may be a little below. Needs two rows of each at least.
 */
export function kernelDistance({ size, left, right, across }: Comparison): number {
  const kernel = (product: number) => (product / size + 1) ** 3;
  const total = (products: Float32Array) => products.reduce((sum, product) => sum + kernel(product), 0);
  const meanAmong = (products: Float32Array) => {
    const count = sideOf(products);
    const own = products.filter((_, index) => index % (count + 1) === 0);
    return (total(products) - total(own)) / (count * (count - 1));
  };
  return meanAmong(left) + meanAmong(right) - (2 * total(across)) / across.length;
}
