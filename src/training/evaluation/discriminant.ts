import { cholesky, solveLower } from '../cholesky.ts';
import { type Features, squaredDistance } from './features.ts';

/** Tells classes apart; made from labelled features. */
export interface Classifier {
  /** In the order in which they were first seen. */
  classes: readonly string[];
  /** Every row's classes, the likeliest first. */
  rank(features: Features): number[][];
}

/** How much of the covariance is replaced by the mean variance, so that few pictures suffice. */
const shrinkage = 0.1;

/**
 * Linear discriminant analysis (Fisher 1936, Rao 1948) with one prior for all: features are whitened by the covariance
 * within classes, so that what varies among pictures of one class counts little, and the nearest class mean is taken.
 * The covariance is shrunk toward a multiple of the identity (Ledoit and Wolf 2004).
 */
export function fitDiscriminant({ size, values }: Features, labels: readonly string[]): Classifier {
  const classes = [...new Set(labels)];
  const places = new Map(classes.map((name, index) => [name, index]));
  const means = new Float64Array(classes.length * size);
  const counts = new Float64Array(classes.length);
  for (const [row, label] of labels.entries()) {
    const place = places.get(label)!;
    counts[place]!++;
    for (let i = 0; i < size; i++) means[place * size + i]! += values[row * size + i]!;
  }
  for (let i = 0; i < means.length; i++) means[i]! /= counts[Math.floor(i / size)]!;

  const residuals = values.slice();
  for (const [row, label] of labels.entries()) {
    const start = places.get(label)! * size;
    for (let i = 0; i < size; i++) residuals[row * size + i]! -= means[start + i]!;
  }
  const root = cholesky(shrink(covariance({ size, values: residuals }), size), size);
  const centres = whiten({ size, values: Float32Array.from(means) }, root);
  return {
    classes,
    rank: (features) => {
      const white = whiten(features, root);
      return Array.from({ length: white.length / size }, (_, row) => {
        const own = white.subarray(row * size, (row + 1) * size);
        const distances = classes.map((_, place) =>
          squaredDistance(own, centres.subarray(place * size, (place + 1) * size)),
        );
        return [...distances.keys()].sort((a, b) => distances[a]! - distances[b]!);
      });
    },
  };
}

/** Xᵀ X / n of rows whose mean is zero, `[size, size]`; the lower triangle alone is filled. */
function covariance({ size, values }: Features): Float64Array {
  const count = values.length / size;
  const sums = new Float64Array(size * size);
  for (let row = 0; row < values.length; row += size) {
    for (let i = 0; i < size; i++) {
      const value = values[row + i]! / count;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) sums[i * size + j]! += value * values[row + j]!;
    }
  }
  return sums;
}

/** Where no class has two rows there is no covariance, and the identity stands for it. */
function shrink(matrix: Float64Array, size: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i]!;
  const variance = trace / size || 1;
  return matrix.map((value, index) => {
    const onDiagonal = Math.floor(index / size) === index % size;
    return (1 - shrinkage) * value + (onDiagonal ? shrinkage * variance : 0);
  });
}

/** L⁻¹ x of every row x. */
function whiten({ size, values }: Features, root: Float64Array): Float32Array {
  const white = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += size) {
    white.set(solveLower(root, values.subarray(row, row + size)), row);
  }
  return white;
}
