import type { Random } from '#lib/random.ts';
import { type Features, rowOf, squaredDistance, standardise } from '../evaluation/features.ts';
import type { Taste } from './fit.ts';
import { drawFrom } from './logistic.ts';

/** Candidates nearer to each other than this share of the median distance of two are not shown together. */
const tooAlike = 0.45;
/** One place of so many explores. */
const exploredOf = 4;

/**
 * Picks `count` of the candidates by taste, and returns their rows in order. Three of four are the best by what the taste
 * is thought to be; one explores, the best by a draw from what it may be (Thompson 1933): the less is known, the more
 * is left to chance. Two that are too much alike are not picked together while there are others.
 */
export function pickByTaste(taste: Taste, candidates: Features, count: number, random: Random): number[] {
  const features = standardise(candidates, taste.standard);
  const rows = Array.from({ length: features.values.length / features.size }, (_, row) => rowOf(features, row));
  const distances = rows.map((row) => rows.map((other) => squaredDistance(row, other)));
  const pairs = distances.flatMap((row, index) => row.slice(0, index)).sort((a, b) => a - b);
  const least = tooAlike ** 2 * (pairs[Math.floor(pairs.length / 2)] ?? 0);
  const explored = random.integer(exploredOf);
  const picked: number[] = [];
  while (picked.length < Math.min(count, rows.length)) {
    const left = [...rows.keys()].filter((row) => !picked.includes(row));
    const fresh = left.filter((row) => picked.every((other) => distances[row]![other]! >= least));
    const { posterior } = taste;
    const coefficients = picked.length % exploredOf === explored ? drawFrom(posterior, random) : posterior.mean;
    const score = (row: number) => rows[row]!.reduce((sum, value, i) => sum + value * coefficients[i]!, 0);
    picked.push((fresh.length > 0 ? fresh : left).reduce((best, row) => (score(row) > score(best) ? row : best)));
  }
  return picked.sort((a, b) => a - b);
}
