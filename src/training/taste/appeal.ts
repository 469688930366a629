import { solveLower } from '../cholesky.ts';
import { countRows, type Features, rowOf, type Standard, standardise } from '../evaluation/features.ts';
import type { Taste } from './fit.ts';
import { lookNames } from './looks.ts';

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
export function appealOf(taste: Taste, sights: Features, styles: readonly string[]): Float32Array {
  const appeal = new Float32Array(countRows(sights));
  for (const rows of judge(taste, sights, styles)) {
    const { deviation, sureness } = spreadOf(rows);
    if (deviation === 0) continue;
    const likings = rows.map(({ score }) => Math.max(-most, Math.min(most, score / deviation)));
    const steepness = sureness * steepnessFor(likings);
    for (const [index, { row }] of rows.entries()) appeal[row] = steepness * likings[index]!;
  }
  return appeal;
}

/**
 * How fast the logarithm of how often something is to be sampled grows with each number of its look, `[look]`: of what has
 * no code yet, the look is all that taste can go by. As steep as `appealOf` at its steepest, and shrunk by doubt like it.
 */
export function inclinationOf(taste: Taste, sights: Features, styles: readonly string[]): Float32Array {
  const { standard, posterior } = taste;
  const looks = lookNames.length;
  const rows = judge(taste, { ...sights, values: lookAlone(sights, standard) }, styles).flat();
  const { deviation, sureness } = spreadOf(rows);
  const slope = deviation === 0 ? 0 : (steepest * sureness) / deviation;
  return Float32Array.from({ length: looks }, (_, i) => (slope * posterior.mean[i]!) / standard.deviation[i]!);
}

/** The same sights with everything but the look at its mean. */
const lookAlone = ({ size, values }: Features, { mean }: Standard): Float32Array =>
  values.map((value, i) => (i % size < lookNames.length ? value : mean[i % size]!));

interface Judged {
  row: number;
  /** How much more it is liked than others of its style. */
  score: number;
  doubt: number;
}

/** Each sight beside the others of its style, by style. */
function judge({ standard, posterior }: Taste, sights: Features, styles: readonly string[]): Judged[][] {
  const features = standardise(sights, standard);
  return [...Map.groupBy(styles.keys(), (row) => styles[row]!).values()].map((rows) => {
    const centre = new Float64Array(sights.size);
    for (const row of rows) for (const [i, value] of rowOf(features, row).entries()) centre[i]! += value / rows.length;
    return rows.map((row) => {
      const apart = new Float64Array(posterior.mean.length);
      for (const [i, value] of rowOf(features, row).entries()) apart[i] = value - centre[i]!;
      const score = apart.reduce((sum, value, i) => sum + value * posterior.mean[i]!, 0);
      return { row, score, doubt: Math.hypot(...solveLower(posterior.root, apart)) };
    });
  });
}

/** The standard deviation of scores, and how sure it is beside the doubt, in [0, 1]. */
function spreadOf(judged: readonly Judged[]) {
  const mean = (of: (one: Judged) => number) => judged.reduce((sum, one) => sum + of(one), 0) / (judged.length || 1);
  const deviation = Math.sqrt(mean(({ score }) => score ** 2));
  const doubt = Math.sqrt(mean((one) => one.doubt ** 2));
  return { deviation, sureness: deviation === 0 ? 0 : deviation / Math.hypot(deviation, doubt) };
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
