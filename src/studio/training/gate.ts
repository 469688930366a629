import { solveLower } from '#training/cholesky.ts';
import { compareSets } from '#training/evaluation/comparison.ts';
import { countRows, type Features, rowOf, standardise } from '#training/evaluation/features.ts';
import { kernelDistance } from '#training/evaluation/kid.ts';
import { findNearest, memorisedShare } from '#training/evaluation/memorisation.ts';
import { meanPairDistance } from '#training/evaluation/variety.ts';
import type { Taste } from '#training/taste/fit.ts';
import { tilt } from '#training/taste/tilt.ts';
import type { Reference } from './reference.ts';

/** A model as the gate sees it. */
export interface Sampled {
  /** Fresh pictures, of the same seeds for every model. */
  pictures: readonly Uint8Array[];
  /** What taste goes by of each, see `describeSights`. */
  sights: Features;
  /** Reconstruction errors of pictures that were never trained on, and of those that people like or gave. */
  unseen: readonly number[];
  liked: readonly number[];
}

export interface Verdict {
  promoted: boolean;
  /** Why, in a clause that follows "because". */
  reason: string;
  /** Whether it lost more of its variety or quality than it may, which a shorter way might not. */
  tooFar: boolean;
  /** What was measured. */
  figures: Record<string, number>;
}

/** What a candidate may lose at most, beside the model that it comes from. */
export const bounds = { diversity: 0.85, kid: 1.25, unseen: 1.05, memorised: 0.01 };
/** How many standard errors are beyond noise. */
const beyondNoise = 2;
/** With fewer pictures there is no telling what is noise. */
const fewest = 5;
/** Kernel distances below this are noise themselves. */
const leastKid = 0.01;

/** Something that a candidate may be better at: by how much, and the standard error of that. */
interface Gain {
  what: string;
  mean: number;
  error: number;
}

/** How varied a model's pictures are, and how far from real ones. */
interface Quality {
  features: Features;
  diversity: number;
  kid: number;
}

/**
 * The quality of two models' pictures. A model that paints more of what is liked moves away from the average picture
 * however well it paints. So the later model is compared with real pictures that `tilt` weights to the same gain in taste:
 * the distance that remains is due to how well it paints.
 */
export async function measureQuality(
  before: Pick<Sampled, 'pictures' | 'sights'>,
  after: Pick<Sampled, 'pictures' | 'sights'>,
  reference: Reference,
  taste?: Taste,
): Promise<{ was: Quality; is: Quality }> {
  const measure = async (pictures: readonly Uint8Array[], weights?: Float64Array) => {
    const features = await reference.describe(pictures);
    const kid = kernelDistance(compareSets(features, reference.real), weights);
    return { features, diversity: meanPairDistance(features), kid };
  };
  const lean = () => {
    const { scores, spread } = score(taste!, before.sights);
    const gain = mean(score(taste!, after.sights).scores) - mean(scores);
    const real = score(taste!, reference.sights).scores;
    return tilt(
      real.map((one) => one / spread),
      gain / spread,
    );
  };
  return { was: await measure(before.pictures), is: await measure(after.pictures, taste && lean()) };
}

/** The worst of what a candidate lost, as a share of what it may lose: up to 1 is allowed. */
export function lostShare({ was, is }: { was: Quality; is: Quality }): number {
  const lost = (1 - is.diversity / was.diversity) / (1 - bounds.diversity);
  const farther = (kidRatio(was.kid, is.kid) - 1) / (bounds.kid - 1);
  return Math.max(lost, farther);
}

const kidRatio = (before: number, after: number) => Math.max(leastKid, after) / Math.max(leastKid, before);

/**
 * Whether a candidate takes the place of the model that it comes from: it must be as varied, as near to real pictures,
 * as faithful to pictures never seen and as free of copies, each within its bound; and better, beyond noise, at what it
 * was trained for: what people like, the pictures that they chose or gave, or, where no taste is known, any picture.
 */
export async function judge(before: Sampled, after: Sampled, reference: Reference, taste?: Taste): Promise<Verdict> {
  const quality = await measureQuality(before, after, reference, taste);
  const { was, is } = quality;
  const copies = findNearest(reference.real, reference.others);
  const [copiedBefore, copied] = [was, is].map(({ features }) =>
    memorisedShare(findNearest(features, reference.others), copies),
  );
  const copyError = Math.sqrt((2 * copied! * (1 - copied!)) / after.pictures.length);
  const unseen = mean(after.unseen) / mean(before.unseen);
  const ratios = { diversity: is.diversity / was.diversity, kid: kidRatio(was.kid, is.kid) };
  const learntBy = (what: string, errors: (sampled: Sampled) => readonly number[]) =>
    errors(after).length < fewest ? [] : [{ what, ...pairedGain(errors(after), errors(before)) }];
  const gains = [
    ...(taste ? [tasteGain(taste, before.sights, after.sights)] : []),
    ...learntBy('liked', ({ liked }) => liked),
    ...(taste ? [] : learntBy('unseen', ({ unseen }) => unseen)),
  ];
  const figures = {
    heldout_mae: mean(after.unseen),
    heldout_mae_before: mean(before.unseen),
    kid: is.kid,
    kid_ratio: ratios.kid,
    diversity_ratio: ratios.diversity,
    memorised_share: copied!,
    memorised_share_before: copiedBefore!,
    ...Object.fromEntries(
      gains.flatMap(({ what, mean, error }) => [
        [`${what}_gain`, mean],
        [`${what}_gain_error`, error],
      ]),
    ),
    ...(taste && { votes_accuracy: taste.heldOut.accuracy }),
  };
  const faults = [
    ratios.diversity < bounds.diversity && `its pictures are less varied (${share(ratios.diversity)} of before)`,
    ratios.kid > bounds.kid && `its pictures are farther from real ones (${share(ratios.kid)} of before)`,
    unseen > bounds.unseen && `it paints pictures that it never saw less well (an error of ${share(unseen)} of before)`,
    copied! > copiedBefore! + bounds.memorised + beyondNoise * copyError &&
      `${share(copied!)} of its pictures are copies of those that it was trained on (${share(copiedBefore!)} before)`,
  ].filter((fault) => fault !== false);
  const tooFar = lostShare(quality) > 1;
  if (faults.length > 0) return { promoted: false, reason: faults.join(', and '), tooFar, figures };
  const better = gains.filter(({ mean, error }) => mean > beyondNoise * error);
  if (better.length === 0) {
    return {
      promoted: false,
      reason: `it is no better beyond noise: ${gains.map(inWords).join(', ')}`,
      tooFar,
      figures,
    };
  }
  return { promoted: true, reason: `it is better beyond noise: ${better.map(inWords).join(', ')}`, tooFar, figures };
}

/**
 * By how many standard deviations of before the pictures are liked more, paired by seed. Its error is that of the mean
 * over seeds and of the taste itself, by its posterior.
 */
function tasteGain(taste: Taste, before: Features, after: Features): Gain {
  const { scores, spread } = score(taste, before);
  const now = score(taste, after).scores;
  const differences = scores.map((score, row) => (now[row]! - score) / spread);
  const { standard, posterior } = taste;
  const [was, is] = [standardise(before, standard), standardise(after, standard)];
  const moved = new Float64Array(posterior.mean.length);
  for (const [i, value] of is.values.entries())
    moved[i % is.size]! += (value - was.values[i]!) / scores.length / spread;
  const doubt = Math.hypot(...solveLower(posterior.root, moved));
  return { what: 'taste', mean: mean(differences), error: Math.hypot(standardError(differences), doubt) };
}

/** What taste expects people to say of pictures, and the standard deviation of that; 1 where there is none. */
function score({ standard, posterior }: Taste, sights: Features): { scores: number[]; spread: number } {
  const features = standardise(sights, standard);
  const scores = Array.from({ length: countRows(features) }, (_, row) =>
    rowOf(features, row).reduce((sum, value, i) => sum + value * posterior.mean[i]!, 0),
  );
  return { scores, spread: deviation(scores) || 1 };
}

/** By how much lower errors are, as a share of their mean before. */
function pairedGain(after: readonly number[], before: readonly number[]) {
  const middle = mean(before);
  const differences = after.map((error, row) => (before[row]! - error) / middle);
  return { mean: mean(differences), error: standardError(differences) };
}

function inWords({ what, mean, error }: Gain): string {
  if (what === 'taste') return `liked ${signed(mean.toFixed(2))} ± ${error.toFixed(2)} standard deviations more`;
  const which = what === 'liked' ? 'pictures that people chose or gave' : 'pictures that it never saw';
  return `${which} painted with ${signed((100 * mean).toFixed(1))} ± ${(100 * error).toFixed(1)} % less error`;
}

const signed = (number: string) => (number.startsWith('-') ? `−${number.slice(1)}` : number);
const share = (value: number) => `${Math.round(100 * value)} %`;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const standardError = (values: readonly number[]) => deviation(values) / Math.sqrt(values.length - 1);
