import type { Device } from '#tensor/device.ts';
import type { Dataset } from '../data/dataset.ts';
import { pictureOf, trainingPictures } from '../data/pictures.ts';
import type { Weights } from '../networks/networks.ts';
import { type Classifier, fitDiscriminant } from './discriminant.ts';
import { type Extractor, openExtractor, type Progress } from './extractor.ts';
import { type Features, joinRows, measureStandard, pickRows, standardise } from './features.ts';
import { keepWeights } from './kept.ts';
import { measurePalettes } from './palette.ts';
import { judgeStyles, trainStyleJudge } from './style-judge.ts';

/** What a model is measured against: the real pictures, and judges that know these alone. */
export interface Reality {
  dataset: Dataset;
  /** Of every picture of the set, in its order. */
  features: Features;
  /** Features of any premultiplied RGBA pictures of the set's size, standardised by the real ones'. */
  describe(pictures: readonly Uint8Array[]): Promise<Features>;
  /** The style of each, by a judge trained on real training pictures. */
  nameStyles(pictures: readonly Uint8Array[]): Promise<string[]>;
  /** A judge of what pictures show that never saw one of this style. */
  conceptsWithout(style: string): Classifier;
  release(): Promise<void>;
}

export interface RealityOptions {
  dataset: Dataset;
  device: Device;
  cacheDir: string;
  /** Of the training of the judge of styles. */
  seed: number;
  /** Steps of that training; as many as it needs unless told otherwise. */
  judgeSteps?: number;
  progress?: (stage: string) => Progress;
}

/** To be raised when the same pictures would give other features or another judge. */
const recipeVersion = 2;

/**
 * Describes the real pictures, and trains the judge of styles when it is first asked; or reads both as they were kept for
 * this set and seed.
 */
export async function openReality(options: RealityOptions): Promise<Reality> {
  const { dataset, device, progress } = options;
  const extractor = await openExtractor(device, dataset.size);
  const raw = await describeReal(options, extractor);
  const standard = measureStandard(raw);
  const features = standardise(raw, standard);
  let judge: Promise<StyleJudge> | undefined;
  const classifiers = new Map<string, Classifier>();

  const describe = async (pictures: readonly Uint8Array[]) =>
    standardise(await extractor.extract(pictures, progress?.('describing')), standard);

  function conceptsWithout(style: string): Classifier {
    const known = classifiers.get(style);
    if (known) return known;
    const others = [...dataset.pictures.keys()].filter((index) => dataset.pictures[index]!.style !== style);
    const concepts = others.map((index) => dataset.pictures[index]!.concept);
    const fitted = fitDiscriminant(pickRows(features, others), concepts);
    classifiers.set(style, fitted);
    return fitted;
  }

  return {
    dataset,
    features,
    describe,
    nameStyles: async (pictures) => {
      judge ??= openStyleJudge(options, features);
      return (await judge)(await describe(pictures), pictures);
    },
    conceptsWithout,
    release: () => extractor.release(),
  };
}

/** Names the style of each picture by its features and its palette. */
type StyleJudge = (features: Features, pictures: readonly Uint8Array[]) => Promise<string[]>;

async function openStyleJudge(options: RealityOptions, features: Features): Promise<StyleJudge> {
  const { dataset, device, seed, judgeSteps, progress } = options;
  const palettes = measurePalettes([...dataset.pictures.keys()].map((index) => pictureOf(dataset, index)));
  const standard = measureStandard(palettes);
  const weights = await kept(options, `styles-${seed}`, () => {
    const places = trainingPictures(dataset);
    const labels = places.map((index) => dataset.styles.indexOf(dataset.pictures[index]!.style));
    const known = pickRows(joinRows(features, standardise(palettes, standard)), places);
    const onProgress = progress?.('judge of styles');
    return trainStyleJudge(device, known, labels, dataset.styles.length, { seed, steps: judgeSteps, onProgress });
  });
  return async (described, pictures) => {
    const seen = joinRows(described, standardise(measurePalettes(pictures), standard));
    return (await judgeStyles(device, weights, seen)).map((place) => dataset.styles[place]!);
  };
}

async function describeReal(options: RealityOptions, extractor: Extractor): Promise<Features> {
  const { dataset, progress } = options;
  const { features } = await kept(options, 'features', async () => {
    const pictures = [...dataset.pictures.keys()].map((index) => pictureOf(dataset, index));
    const { size, values } = await extractor.extract(pictures, progress?.('real pictures'));
    return { features: { shape: [pictures.length, size], data: values } };
  });
  return { size: features!.shape[1]!, values: features!.data };
}

/** What was made of this set before, or is made now and kept. */
const kept = ({ cacheDir, dataset }: RealityOptions, name: string, make: () => Promise<Weights>): Promise<Weights> =>
  keepWeights(cacheDir, `${dataset.hash.slice(0, 16)}-${recipeVersion}-${name}`, make);
