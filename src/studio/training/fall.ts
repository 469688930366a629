/** Votes for and against. */
export interface Votes {
  up: number;
  down: number;
}

/** With fewer votes on either side nothing is concluded. */
const votesNeeded = 20;
/** Falls as large as this by chance are one in a hundred: the upper quantile of the normal distribution. */
const limit = 2.326;

/**
 * Whether the share of votes for pictures fell beyond doubt: the one-sided test of two proportions, with the variance
 * pooled, at 1 %.
 */
export function fellBeyondDoubt(before: Votes, after: Votes): boolean {
  const [one, other] = [before.up + before.down, after.up + after.down];
  if (Math.min(one, other) < votesNeeded) return false;
  const pooled = (before.up + after.up) / (one + other);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one + 1 / other));
  return before.up / one - after.up / other > limit * error;
}
