import type { Random } from '#lib/random.ts';
import { type Features, rowOf, squaredDistance, standardise } from '../evaluation/features.ts';
import type { Taste } from './fit.ts';
import { drawFrom } from './logistic.ts';

/** Of all pairs of candidates this share, those most alike, is not shown together. */
const tooAlike = 0.1;

/**
 * Picks `count` of the candidates by taste, and returns their rows in order. Each is the best by a draw of its own from
 * what the taste may be (Thompson sampling 1933; in batches, Kandasamy et al. 2018): the less is known, the more is
 * left to chance. Two that are too much alike are not picked together while there are others.
 */
export function pickByTaste(taste: Taste, candidates: Features, count: number, random: Random): number[] {
  const features = standardise(candidates, taste.standard);
  const rows = Array.from({ length: features.values.length / features.size }, (_, row) => rowOf(features, row));
  const distances = rows.map((row) => rows.map((other) => squaredDistance(row, other)));
  const pairs = distances.flatMap((row, index) => row.slice(0, index)).sort((a, b) => a - b);
  const least = pairs[Math.floor(tooAlike * pairs.length)] ?? 0;
  const picked: number[] = [];
  while (picked.length < Math.min(count, rows.length)) {
    const left = [...rows.keys()].filter((row) => !picked.includes(row));
    const fresh = left.filter((row) => picked.every((other) => distances[row]![other]! >= least));
    const coefficients = drawFrom(taste.posterior, random);
    const score = (row: number) => rows[row]!.reduce((sum, value, i) => sum + value * coefficients[i]!, 0);
    picked.push((fresh.length > 0 ? fresh : left).reduce((best, row) => (score(row) > score(best) ? row : best)));
  }
  return picked.sort((a, b) => a - b);
}
