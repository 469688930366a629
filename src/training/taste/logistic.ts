import type { Random } from '#lib/random.ts';
import { cholesky, solveLower, solveUpper } from '../cholesky.ts';

/** Things said to be so: each row of `x`, `[count, size]`, scores above 0, with a weight. */
export interface Claims {
  size: number;
  x: Float64Array;
  weights: Float64Array;
}

/** A Gaussian belief of each coefficient, one independent of the other. */
export interface Belief {
  mean: Float64Array;
  precision: Float64Array;
}

/** A Gaussian belief of all coefficients; `root` is the Cholesky factor of the precision, `[size, size]`. */
export interface Posterior {
  mean: Float64Array;
  root: Float64Array;
}

const iterationsAtMost = 25;
const closeEnough = 1e-4;

/**
 * Bayesian logistic regression with a Gaussian prior: Newton's method for the mode, and the Laplace approximation
 * around it (MacKay 1992; Bishop 2006, 4.5). `start` is where the search begins, the prior's mean unless told.
 */
export function fitLogistic(claims: Claims, prior: Belief, start: Float64Array = prior.mean): Posterior {
  const mean = start.slice();
  let value = objective(claims, prior, mean);
  for (let iteration = 0; ; iteration++) {
    const { gradient, hessian } = slopes(claims, prior, mean);
    const root = cholesky(hessian, claims.size);
    const step = solveUpper(root, solveLower(root, gradient));
    const length = advance(step);
    if (length < closeEnough || iteration === iterationsAtMost) return { mean, root };
  }

  /** Moves by the step, or by a part of it that is uphill; returns how far, at most, one coefficient went. */
  function advance(step: Float64Array): number {
    const from = mean.slice();
    for (let share = 1; share > 1e-4; share /= 2) {
      for (let i = 0; i < mean.length; i++) mean[i] = from[i]! + share * step[i]!;
      const now = objective(claims, prior, mean);
      if (now < value - 1e-9) continue;
      value = now;
      return share * step.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    }
    mean.set(from);
    return 0;
  }
}

/** One draw of coefficients from the belief. */
export function drawFrom({ mean, root }: Posterior, random: Random): Float64Array {
  const noise = solveUpper(root, Float64Array.from(mean, random.normal));
  return mean.map((value, i) => value + noise[i]!);
}

/** Of row `row`: its score. */
export function scoreOf({ size, x }: Claims, row: number, coefficients: Float64Array): number {
  let score = 0;
  for (let i = 0; i < size; i++) score += x[row * size + i]! * coefficients[i]!;
  return score;
}

/** The logarithm of the logistic function, without overflow. */
export function logSigmoid(score: number): number {
  return score > 0 ? -Math.log1p(Math.exp(-score)) : score - Math.log1p(Math.exp(score));
}

function objective(claims: Claims, { mean, precision }: Belief, coefficients: Float64Array): number {
  let sum = 0;
  for (const [row, weight] of claims.weights.entries()) sum += weight * logSigmoid(scoreOf(claims, row, coefficients));
  for (const [i, value] of coefficients.entries()) sum -= 0.5 * precision[i]! * (value - mean[i]!) ** 2;
  return sum;
}

/** The gradient of the objective and its negative second derivatives, of which the lower triangle is filled. */
function slopes(claims: Claims, { mean, precision }: Belief, coefficients: Float64Array) {
  const { size, x, weights } = claims;
  const gradient = Float64Array.from(coefficients, (value, i) => -precision[i]! * (value - mean[i]!));
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i++) hessian[i * size + i] = precision[i]!;
  for (const [row, weight] of weights.entries()) {
    const missing = 1 / (1 + Math.exp(scoreOf(claims, row, coefficients)));
    const curvature = weight * missing * (1 - missing);
    const start = row * size;
    for (let i = 0; i < size; i++) {
      const value = x[start + i]!;
      if (value === 0) continue;
      gradient[i]! += weight * missing * value;
      for (let j = 0; j <= i; j++) hessian[i * size + j]! += curvature * value * x[start + j]!;
    }
  }
  return { gradient, hessian };
}
