/** Of so few rows, as a share of all, nothing can be said any more. */
const fewest = 0.25;
/** Enough halvings for any difference that matters. */
const halvings = 40;

/**
 * Weights that add up to 1 and under which the mean of `scores` is higher by `gain`, or by as much as leaves a quarter of
 * the rows to speak for all: of all such weights those nearest to equal ones (exponential tilting, Kullback 1959).
 */
export function tilt(scores: ArrayLike<number>, gain: number): Float64Array {
  const count = scores.length;
  const mean = Array.from(scores).reduce((sum, score) => sum + score / count, 0);
  const deviation = Math.sqrt(Array.from(scores).reduce((sum, score) => sum + (score - mean) ** 2 / count, 0));
  const even = new Float64Array(count).fill(1 / count);
  if (!(gain > 0 && deviation > 0)) return even;
  const weigh = (steepness: number) => {
    const raw = Float64Array.from(scores, (score) => Math.exp(Math.min(50, (steepness * (score - mean)) / deviation)));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return raw.map((weight) => weight / total);
  };
  const within = (weights: Float64Array) =>
    weights.reduce((sum, weight, row) => sum + weight * (scores[row]! - mean), 0) <= gain &&
    1 / weights.reduce((sum, weight) => sum + weight ** 2, 0) >= fewest * count;
  let [least, most] = [0, 10];
  for (let step = 0; step < halvings; step++) {
    const middle = (least + most) / 2;
    if (within(weigh(middle))) least = middle;
    else most = middle;
  }
  return weigh(least);
}
