import { AppError } from '#lib/errors.ts';
import type { Device } from '#tensor/device.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { pictureOf, trainingPictures } from '#training/data/pictures.ts';
import { type Features, measureStandard, pickRows, standardise } from '#training/evaluation/features.ts';
import { chooseHalves } from '#training/evaluation/prompts.ts';
import { openReality } from '#training/evaluation/reality.ts';
import { lookNames, measureLook } from '#training/taste/looks.ts';

/** What pictures are compared by. */
export interface Reference {
  /** Of premultiplied RGBA, `[size, size, 4]` each, by the measure of real ones; the same pictures are seen once. */
  describe(pictures: readonly Uint8Array[]): Promise<Features>;
  /** Some real pictures, as many of each style, and all other training pictures. */
  real: Features;
  others: Features;
  /** What taste goes by of the real ones, see `describeSights`. */
  sights: Features;
  release(): Promise<void>;
}

export interface ReferenceOptions {
  dataset: Dataset;
  device: Device;
  cacheDir: string;
  seed: number;
  /** Real pictures to compare with. */
  count: number;
  /** What taste goes by of those at some places of the data set. */
  sightsOf(places: readonly number[]): Features;
}

/** Sees with the network that `npm run eval` sees with; where that is not installed, by the looks that taste goes by. */
export async function openReference(options: ReferenceOptions): Promise<Reference> {
  const { dataset, seed, count, sightsOf } = options;
  const { features, describe, release } = await openReality(options).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'no_data') return seeLooks(dataset);
    throw error;
  });
  const [half] = chooseHalves(dataset, count, seed);
  const chosen = new Set(half);
  const others = trainingPictures(dataset).filter((place) => !chosen.has(place));
  const [real, rest] = [half, others].map((places) => pickRows(features, places)) as [Features, Features];
  const known = new WeakMap<readonly Uint8Array[], Promise<Features>>();
  const describeOnce = (pictures: readonly Uint8Array[]) => {
    const described = known.get(pictures) ?? describe(pictures);
    known.set(pictures, described);
    return described;
  };
  return { describe: describeOnce, real, others: rest, sights: sightsOf(half), release };
}

function seeLooks(dataset: Dataset) {
  const look = (pictures: readonly Uint8Array[]): Features => ({
    size: lookNames.length,
    values: Float32Array.from(pictures.flatMap((pixels) => [...measureLook(pixels, dataset.size)])),
  });
  const raw = look([...dataset.pictures.keys()].map((place) => pictureOf(dataset, place)));
  const standard = measureStandard(raw);
  return {
    features: standardise(raw, standard),
    describe: async (pictures: readonly Uint8Array[]) => standardise(look(pictures), standard),
    release: async () => {},
  };
}
