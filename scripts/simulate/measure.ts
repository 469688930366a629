import { framePicture } from '#images/frame.ts';
import { decodePng, encodePng } from '#images/png.ts';
import { AppError } from '#lib/errors.ts';
import type { Painting } from '#studio/api.ts';
import { shownScale } from '#studio/painting/render.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf } from '#training/data/pictures.ts';
import { compareSets } from '#training/evaluation/comparison.ts';
import { openExtractor } from '#training/evaluation/extractor.ts';
import { measureStandard, standardise } from '#training/evaluation/features.ts';
import { kernelDistance } from '#training/evaluation/kid.ts';
import { chooseHalves } from '#training/evaluation/prompts.ts';
import { meanPairDistance } from '#training/evaluation/variety.ts';
import { tilt } from '#training/taste/tilt.ts';
import type { Taste } from './taste.ts';

/** What becomes of pictures once taste is followed. */
export interface Change {
  /** Mean distance between any two, as a share of what it was. */
  diversity_ratio: number;
  /** Kernel distance to real pictures, and what it was. */
  kid: number;
  'baseline.kid': number;
  /** The one as a share of the other: above 1 is worse. */
  kid_ratio: number;
  /** The same, but of the distance to real pictures of which the liked ones are taken as much more often. */
  kid_ratio_liked: number;
  /** Kernel distance of real pictures that are liked as much more to the others: what following a taste costs by itself. */
  kid_liked_real: number;
}

/** Compares pictures before and after with each other and with real ones of the same styles. Throws `no_data` where the judge is missing. */
export async function measureChange(
  before: readonly Painting[],
  after: readonly Painting[],
  { dataset, device, seed, taste }: { dataset: Dataset; device: Device; seed: number; taste: Taste },
): Promise<Change> {
  const extractor = await openExtractor(device, dataset.size);
  const painted = new Set(before.map(({ style }) => style));
  const halves = chooseHalves(dataset, (4 * before.length * dataset.styles.length) / painted.size, seed);
  const [drawings, others] = halves.map((half) =>
    half.filter((place) => painted.has(dataset.pictures[place]!.style)).map((place) => pictureOf(dataset, place)),
  ) as [Uint8Array[], Uint8Array[]];
  const [real, otherReal] = [await extractor.extract(drawings), await extractor.extract(others)];
  const shown = drawings.map(async (pixels) => ({
    id: 'a drawing',
    png: await encodePng(pixels, { size: dataset.size, scale: shownScale }),
  }));
  const [realScores, baseScores, scores] = await Promise.all([
    taste({ pictures: await Promise.all(shown) }),
    ...[before, after].map(async (paintings) => (await Promise.all(paintings.map(taste))).flat()),
  ]);
  const weights = tilt(realScores!, mean(scores!) - mean(baseScores!));
  const standard = measureStandard(real);
  const standardReal = standardise(real, standard);
  const [was, is] = await Promise.all(
    [before, after].map(async (paintings) => {
      const pixels = await Promise.all(
        paintings.flatMap(({ pictures }) => pictures).map((picture) => shrink(picture.png, dataset.size)),
      );
      const features = standardise(await extractor.extract(pixels), standard);
      const comparison = compareSets(features, standardReal);
      const [kid, kidLiked] = [kernelDistance(comparison), kernelDistance(comparison, weights)];
      return { diversity: meanPairDistance(features), kid, kidLiked };
    }),
  );
  const comparison = compareSets(standardise(otherReal, standard), standardReal);
  await extractor.release();
  return {
    diversity_ratio: is!.diversity / was!.diversity,
    kid: is!.kid,
    'baseline.kid': was!.kid,
    kid_ratio: is!.kid / was!.kid,
    kid_ratio_liked: is!.kidLiked / was!.kid,
    kid_liked_real: kernelDistance(comparison, weights),
  };
}

/** Premultiplied RGBA, `[size, size, 4]`, of a picture that chat showed. */
async function shrink(png: Uint8Array, size: number): Promise<Uint8Array> {
  const framed = await framePicture(await decodePng(png), size);
  return framed ?? new Uint8Array(size * size * 4);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation. Throws `bad_option` where all are the same: such a taste cannot be followed. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  const found = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  if (found > 0) return found;
  throw new AppError('bad_option', 'This taste scores all pictures alike, so there is nothing to learn.');
}
