import { setImmediate } from 'node:timers/promises';
import { type Features, measureStandard, type Standard, standardise } from '../evaluation/features.ts';
import { type Grid, type Sign, type Statement, toStatements } from './evidence.ts';
import { type Belief, type Claims, fitLogistic, logSigmoid, type Posterior, scoreOf } from './logistic.ts';
import type { Voter } from './people.ts';

/** Everything that people said of pictures. */
export interface Evidence {
  /** Of every picture, see `describeSights`. */
  features: Features;
  grids: readonly Grid[];
  signs: readonly Sign[];
  voters: readonly Voter[];
}

/** How well a taste foretells what people said of grids that it was not fitted to. */
export interface HeldOut {
  /** Share of the pairs put in the right order, by weight; 0.5 is chance. */
  accuracy: number;
  /** Held-out log-likelihood above that of a model that ignores the pictures, per unit of weight, and its standard error. */
  gain: number;
  error: number;
}

/** What a community likes, and how sure that is. */
export interface Taste {
  /** How features are brought to one scale. */
  standard: Standard;
  /** Of coefficients, those of the features first. */
  posterior: Posterior;
  heldOut: HeldOut;
  /** Prior variance of the coefficients of the features. */
  variance: number;
}

export interface FitOptions {
  /** How features are brought to one scale; that of the evidence unless told. */
  standard?: Standard;
  /** Prior mean of the features' coefficients; 0 unless given. */
  before?: Float64Array;
}

/** Places in a grid: a picture may be noticed more for where it stands. */
const places = 9;
/** Nuisance coefficients: one for each place, and an intercept for how readily people like anything. */
const nuisances = places + 1;
const nuisanceVariance = 1;
/** Variances of the prior to choose from; with the first, nothing is known of pictures. */
const variances = [1e-9, 0.003, 0.01, 0.03, 0.1, 0.3];
const folds = 5;

/**
 * Fits a taste to what people said. Scores are linear in the features; the probability of a statement is the logistic
 * function of its score (Bradley and Terry 1952). Places in the grid have terms of their own, as the home side has in sports
 * (Davidson and Beaver 1977), so that being seen first is not taken for being liked. The prior's mean is `before`, the
 * taste of other communities, where that is known; its variance is the one that foretells held-out grids best.
 * Needs at least one sign. Lets other work run between fits.
 */
export async function fitTaste(
  evidence: Evidence,
  { standard = measureStandard(evidence.features), before }: FitOptions = {},
): Promise<Taste> {
  const features = standardise(evidence.features, standard);
  const statements = toStatements(evidence.grids, evidence.signs, evidence.voters);
  const claims = toClaims(features, evidence.grids, statements);
  const believe = (variance: number): Belief => ({
    mean: Float64Array.from({ length: claims.size }, (_, i) => (i < features.size && before?.[i]) || 0),
    precision: Float64Array.from(
      { length: claims.size },
      (_, i) => 1 / (i < features.size ? variance : nuisanceVariance),
    ),
  });

  const likelihoods = variances.map(() => new Float64Array(statements.length));
  const right = variances.map(() => 0);
  for (let fold = 0; fold < folds; fold++) {
    const held = ({ grid }: Statement) => grid % folds === fold;
    const learnt = pickClaims(claims, (row) => !held(statements[row]!));
    let start: Float64Array | undefined;
    for (const [choice, variance] of variances.entries()) {
      await setImmediate();
      const { mean } = fitLogistic(learnt, believe(variance), start);
      start = mean;
      const blind = mean.map((value, i) => (i < features.size ? value : 0));
      for (const [row, statement] of statements.entries()) {
        if (!held(statement)) continue;
        likelihoods[choice]![row] = statement.weight * logSigmoid(scoreOf(claims, row, mean));
        const paired = statement.better !== undefined && statement.worse !== undefined;
        if (paired) right[choice]! += statement.weight * order(scoreOf(claims, row, blind));
      }
    }
  }

  const totals = likelihoods.map((values) => values.reduce((sum, value) => sum + value, 0));
  const best = totals.indexOf(Math.max(...totals));
  const variance = variances[best]!;
  const paired = statements.filter(({ better, worse }) => better !== undefined && worse !== undefined);
  return {
    standard,
    variance,
    posterior: fitLogistic(claims, believe(variance)),
    heldOut: {
      accuracy: paired.length > 0 ? right[best]! / totalWeight(paired) : 0.5,
      ...compare(likelihoods[best]!, likelihoods[0]!, statements),
    },
  };
}

/** Whether a taste foretells people's judgement better than chance would, beyond doubt (two standard errors). */
export function isConvincing({ heldOut: { gain, error } }: Taste): boolean {
  return gain > 2 * error;
}

const order = (score: number) => (score > 0 ? 1 : score < 0 ? 0 : 0.5);
const totalWeight = (statements: readonly Statement[]) => statements.reduce((sum, { weight }) => sum + weight, 0);

function toClaims({ size, values }: Features, grids: readonly Grid[], statements: readonly Statement[]): Claims {
  const width = size + nuisances;
  const x = new Float64Array(statements.length * width);
  for (const [row, { better, worse, grid }] of statements.entries()) {
    const start = row * width;
    for (const [picture, sign] of [
      [better, 1],
      [worse, -1],
    ] as const) {
      if (picture === undefined) continue;
      for (let i = 0; i < size; i++) x[start + i]! += sign * values[picture * size + i]!;
      const alone = better === undefined || worse === undefined;
      const nuisance = alone ? places : Math.min(places - 1, grids[grid]!.indexOf(picture));
      x[start + size + nuisance]! += sign;
    }
  }
  return { size: width, x, weights: Float64Array.from(statements, ({ weight }) => weight) };
}

function pickClaims({ size, x, weights }: Claims, picked: (row: number) => boolean): Claims {
  const rows = [...weights.keys()].filter(picked);
  const some = {
    size,
    x: new Float64Array(rows.length * size),
    weights: Float64Array.from(rows, (row) => weights[row]!),
  };
  for (const [place, row] of rows.entries()) some.x.set(x.subarray(row * size, (row + 1) * size), place * size);
  return some;
}

/** The mean difference of two models' log-likelihoods, and its standard error with what is said of one grid together. */
function compare(one: Float64Array, other: Float64Array, statements: readonly Statement[]) {
  const byGrid = new Map<number, number>();
  for (const [row, { grid }] of statements.entries()) {
    byGrid.set(grid, (byGrid.get(grid) ?? 0) + one[row]! - other[row]!);
  }
  const weight = totalWeight(statements);
  const differences = [...byGrid.values()];
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { gain: (mean * differences.length) / weight, error: Math.sqrt(squares) / weight };
}
