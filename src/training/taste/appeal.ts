import { solveLower } from '../cholesky.ts';
import { countRows, type Features, rowOf, standardise } from '../evaluation/features.ts';
import type { Taste } from './fit.ts';

/**
 * How steeply free samples follow a taste that is sure: a drawing that is liked one standard deviation more than another of
 * its style is started at most e^3 times as often, and less where that would leave fewer kinds of drawings than an even
 * choice among this share of a style's, or among so many, of half of them at most.
 */
const steepest = 3;
const kept = { share: 0.05, drawings: 50 };
/** Nothing is liked or disliked by more deviations than this. */
const most = 2.5;

/**
 * How much more often free samples are to start at each drawing, `[drawings]`, as a logarithm: exponential tilting by
 * what people are expected to say of it (reward-weighted resampling, Peters and Schaal 2007). Scores are compared within
 * a style and shrunk by the taste's own doubt, so a taste that hardly knows hardly tilts. `sights` has a row for each
 * drawing, see `describeSights`; `styles` names the style of each.
 */
export function appealOf({ standard, posterior }: Taste, sights: Features, styles: readonly string[]): Float32Array {
  const features = standardise(sights, standard);
  const appeal = new Float32Array(countRows(sights));
  for (const rows of Map.groupBy(styles.keys(), (row) => styles[row]!).values()) {
    const centre = new Float64Array(sights.size);
    for (const row of rows) for (const [i, value] of rowOf(features, row).entries()) centre[i]! += value / rows.length;
    const judged = rows.map((row) => {
      const apart = new Float64Array(posterior.mean.length);
      for (const [i, value] of rowOf(features, row).entries()) apart[i] = value - centre[i]!;
      const score = apart.reduce((sum, value, i) => sum + value * posterior.mean[i]!, 0);
      return { row, score, doubt: Math.hypot(...solveLower(posterior.root, apart)) };
    });
    const mean = (of: (one: (typeof judged)[number]) => number) =>
      judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
    const deviation = Math.sqrt(mean(({ score }) => score ** 2));
    if (deviation === 0) continue;
    const sureness = deviation / Math.hypot(deviation, Math.sqrt(mean(({ doubt }) => doubt ** 2)));
    const likings = judged.map(({ score }) => Math.max(-most, Math.min(most, score / deviation)));
    const steepness = sureness * steepnessFor(likings);
    for (const [index, { row }] of judged.entries()) appeal[row] = steepness * likings[index]!;
  }
  return appeal;
}

/** The steepest that leaves as many kinds of drawings as are to be kept, by Kish's effective sample size (1965). */
function steepnessFor(likings: readonly number[]): number {
  const count = likings.length;
  const needed = Math.max(kept.share * count, Math.min(kept.drawings, count / 2));
  const left = (steepness: number) => {
    const weights = likings.map((liking) => Math.exp(steepness * liking));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
  };
  let [enough, tooSteep] = [0, steepest];
  if (left(tooSteep) >= needed) return tooSteep;
  for (let halving = 0; halving < 20; halving++) {
    const middle = (enough + tooSteep) / 2;
    if (left(middle) >= needed) enough = middle;
    else tooSteep = middle;
  }
  return enough;
}
