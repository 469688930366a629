import { solveLower } from '../cholesky.ts';
import { countRows, type Features, rowOf, standardise } from '../evaluation/features.ts';
import type { Taste } from './fit.ts';

/**
 * How steeply free samples follow taste: a drawing that is liked one standard deviation more than another of its style is
 * started at e^1.3 times as often. Of normally distributed scores that moves the mean by 1.3 deviations and still leaves
 * as many kinds of drawings as an even choice among a fifth of them would.
 */
const steepness = 1.3;
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
    const deviation = Math.sqrt(mean(({ score, doubt }) => score ** 2 + doubt ** 2));
    if (deviation === 0) continue;
    for (const { row, score } of judged) {
      appeal[row] = steepness * Math.max(-most, Math.min(most, score / deviation));
    }
  }
  return appeal;
}
