import { countRows, type Features, innerProducts } from './features.ts';

/**
 * The kernel distance between two sets of features: the unbiased squared maximum mean discrepancy with the kernel
 * (x·y / size + 1)³ (KID, Bińkowski et al. 2018), over all pairs at once rather than over random subsets. 0 for two
 * samples of one distribution on average, so it may be a little below. Needs two rows of each at least.
 */
export function kernelDistance(left: Features, right: Features): number {
  const across = kernelSum(left, right) / (countRows(left) * countRows(right));
  return meanAmong(left) + meanAmong(right) - 2 * across;
}

/** Mean of the kernel over all pairs of different rows. */
function meanAmong(features: Features): number {
  const count = countRows(features);
  return (kernelSum(features, features) - ownKernels(features)) / (count * (count - 1));
}

const kernel = (product: number, size: number) => (product / size + 1) ** 3;

function kernelSum(left: Features, right: Features): number {
  let sum = 0;
  for (const product of innerProducts(left, right)) sum += kernel(product, left.size);
  return sum;
}

function ownKernels({ size, values }: Features): number {
  let sum = 0;
  for (let start = 0; start < values.length; start += size) {
    let product = 0;
    for (let i = start; i < start + size; i++) product += values[i]! ** 2;
    sum += kernel(product, size);
  }
  return sum;
}
