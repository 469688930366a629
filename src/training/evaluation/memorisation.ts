import { countRows, type Features, rowOf } from './features.ts';

export interface Neighbour {
  row: number;
  distance: number;
}

/** The row of `others` nearest to each picture; where both are the same set, a picture's nearest other one. */
export function findNearest(pictures: Features, others: Features): Neighbour[] {
  const itself = pictures === others;
  const count = countRows(others);
  return Array.from({ length: countRows(pictures) }, (_, row) => {
    const picture = rowOf(pictures, row);
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < count; other++) {
      if (itself && other === row) continue;
      const distance = distanceBelow(picture, rowOf(others, other), least);
      if (distance < least) [nearest, least] = [other, distance];
    }
    return { row: nearest, distance: Math.sqrt(least) };
  });
}

/** Squared distance; anything from `limit` on where it is not below. */
function distanceBelow(a: Float32Array, b: Float32Array, limit: number): number {
  let sum = 0;
  for (let start = 0; start < a.length && sum < limit; start += 16) {
    const end = Math.min(a.length, start + 16);
    for (let i = start; i < end; i++) sum += (a[i]! - b[i]!) ** 2;
  }
  return sum;
}

/**
 * Share of generated pictures that are nearer to a training picture than 99 % of training pictures are to the one nearest
 * to them: about 0.01 for pictures as new as real ones, 1 for copies (data-copying, Meehan et al. 2020).
 */
export function memorisedShare(generated: readonly Neighbour[], real: readonly Neighbour[]): number {
  const limit = percentile(
    real.map(({ distance }) => distance),
    0.01,
  );
  return generated.filter(({ distance }) => distance < limit).length / generated.length;
}

/** The value below which a share of all lies. */
function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * values.length)]!;
}
