import { countRows, type Features, rowOf, squaredDistance } from './features.ts';

/** Mean distance between any two rows; 0 for fewer than two. */
export function meanPairDistance(features: Features): number {
  const count = countRows(features);
  let sum = 0;
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < row; other++)
      sum += Math.sqrt(squaredDistance(rowOf(features, row), rowOf(features, other)));
  }
  return count < 2 ? 0 : sum / ((count * (count - 1)) / 2);
}

/**
 * How unlike each other the pictures of one prompt are, as a share of how unlike the real drawings of its concept are:
 * the mean over all prompts of one mean distance over that of the other. 0 where every prompt gives one picture.
 */
export function measureDiversity(painted: readonly Features[], drawn: readonly Features[]): number {
  const mean = (groups: readonly Features[]) =>
    groups.reduce((sum, group) => sum + meanPairDistance(group), 0) / groups.length;
  return mean(painted) / mean(drawn);
}

/**
 * The largest step of a walk as a multiple of its mean step, after the path lengths of Karras et al. (2019): 1 is
 * perfectly even, and the number of steps is one jump. 1 for a walk that does not move.
 */
export function measureSmoothness(walk: Features): number {
  const steps = Array.from({ length: countRows(walk) - 1 }, (_, row) =>
    Math.sqrt(squaredDistance(rowOf(walk, row), rowOf(walk, row + 1))),
  );
  const length = steps.reduce((sum, step) => sum + step, 0);
  return length === 0 ? 1 : (Math.max(...steps) * steps.length) / length;
}
