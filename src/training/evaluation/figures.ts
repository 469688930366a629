import type { Dataset } from '../data/dataset.ts';
import { pictureOf, trainingPictures } from '../data/pictures.ts';
import { compareSets } from './comparison.ts';
import { measureCoverage } from './coverage.ts';
import { type Features, pickRows } from './features.ts';
import { kernelDistance } from './kid.ts';
import { findNearest, memorisedShare, type Neighbour } from './memorisation.ts';
import type { Prompt } from './prompts.ts';
import type { Reality } from './reality.ts';
import { measureDiversity, measureSmoothness } from './variety.ts';

/** A picture, premultiplied RGBA, and the style that it was asked for in. */
export interface Styled {
  style: string;
  pixels: Uint8Array;
}

/** What a model painted to be measured by; a part is empty where the model cannot do it. */
export interface Paintings {
  /** Of nothing in particular, as many in each style. */
  samples: readonly Styled[];
  /** Some for each prompt; none where the model did not understand it. */
  prompted: readonly { prompt: Prompt; pictures: readonly Uint8Array[] }[];
  /** Held-out pictures painted in another style than their own. */
  restyled: readonly Styled[];
  /** From one thing to another in even steps. */
  walks: readonly (readonly Uint8Array[])[];
}

/** By name, as `npm run eval --json` prints them; docs/evaluation.md says what each means. */
export type Figures = Record<string, number>;

export interface Measured {
  figures: Figures;
  /** The place in the data set of the training picture most like each sample. */
  nearest: number[];
}

/** The figures of a model beside real pictures; `real` are the places of those that its samples are compared with. */
export async function measurePaintings(
  reality: Reality,
  paintings: Paintings,
  real: readonly number[],
): Promise<Measured> {
  const { samples, prompted, restyled, walks } = paintings;
  const described = await reality.describe(samples.map(({ pixels }) => pixels));
  const training = trainingPictures(reality.dataset);
  const nearest = findNearest(described, pickRows(reality.features, training));
  const asked = prompted.flatMap(({ prompt, pictures }) => pictures.map((pixels) => ({ style: prompt.style, pixels })));
  const comparison = compareSets(described, pickRows(reality.features, real));
  const figures: Figures = {
    kid: kernelDistance(comparison),
    ...measureCoverage(comparison),
    memorised_share: memorisedShare(nearest, realNeighbours(reality)),
    smoothness: await meanSmoothness(reality, walks),
    ...(await middlesOfWalks(reality, walks, real)),
  };
  const groups = { restyled, prompted: asked, sampled: samples };
  if (reality.dataset.styles.length > 1) Object.assign(figures, await styleAccuracies(reality, groups));
  if (prompted.length > 0) {
    const answers = await describeGroups(
      reality,
      prompted.map(({ pictures }) => pictures),
    );
    figures.semantic_top5 = meanHits(
      reality,
      prompted.map(({ prompt }, index) => ({ prompt, answer: answers[index]! })),
    );
    Object.assign(figures, diversities(reality, prompted, answers));
  }
  return { figures, nearest: nearest.map(({ row }) => training[row]!) };
}

/** The same figures where real pictures stand in for the model's: what can be reached, or chance. */
export async function measureReality(
  reality: Reality,
  prompts: readonly Prompt[],
  [real, others]: readonly [readonly number[], readonly number[]],
  crossFades: readonly (readonly Uint8Array[])[],
): Promise<Figures> {
  const { dataset, features } = reality;
  const places = [...dataset.pictures.keys()];
  const heldOut = places.filter((index) => dataset.pictures[index]!.heldOut);
  const comparison = compareSets(pickRows(features, others), pickRows(features, real));
  const { precision, recall } = measureCoverage(comparison);
  const figures: Figures = { kid_floor: kernelDistance(comparison), precision_floor: precision, recall_floor: recall };
  if (heldOut.length > 0) {
    const nearest = findNearest(pickRows(features, heldOut), pickRows(features, trainingPictures(dataset)));
    figures.memorised_floor = memorisedShare(nearest, realNeighbours(reality));
    if (dataset.styles.length > 1) {
      Object.assign(figures, otherDrawingError(reality, heldOut));
      const styled = heldOut.map((index) => ({
        style: dataset.pictures[index]!.style,
        pixels: pictureOf(dataset, index),
      }));
      figures.style_ceiling = await styleAccuracy(reality, styled);
    }
  }
  if (prompts.length > 0) {
    const drawn = prompts.map((prompt) => ({ prompt, answer: pickRows(features, findDrawings(dataset, prompt)) }));
    figures.semantic_ceiling = meanHits(reality, drawn);
  }
  figures.smoothness_crossfade = await meanSmoothness(reality, crossFades);
  return figures;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The reconstruction error of giving, for each picture, another set's drawing of its concept, where there is one. */
function otherDrawingError({ dataset }: Reality, places: readonly number[]): Figures {
  const errors = places.flatMap((place) => {
    const { concept, style } = dataset.pictures[place]!;
    const other = dataset.pictures.findIndex((picture) => picture.concept === concept && picture.style !== style);
    if (other < 0) return [];
    const { size, values } = pixelsOverWhite([pictureOf(dataset, place), pictureOf(dataset, other)]);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += Math.abs(values[i]! - values[size + i]!);
    return [sum / size];
  });
  return errors.length > 0 ? { heldout_mae_other_style: mean(errors) } : {};
}

const neighboursOf = new WeakMap<Reality, Neighbour[]>();

/** Of each training picture, the other one nearest to it. */
function realNeighbours(reality: Reality): Neighbour[] {
  const known = neighboursOf.get(reality);
  if (known) return known;
  const training = pickRows(reality.features, trainingPictures(reality.dataset));
  const found = findNearest(training, training);
  neighboursOf.set(reality, found);
  return found;
}

async function styleAccuracy(reality: Reality, pictures: readonly Styled[]): Promise<number> {
  const named = await reality.nameStyles(pictures.map(({ pixels }) => pixels));
  return mean(pictures.map(({ style }, index) => Number(named[index] === style)));
}

/** One accuracy for each way of asking for a style, and as `style_accuracy` the mean of those asked about things. */
async function styleAccuracies(
  reality: Reality,
  { sampled, ...ofThings }: Record<'restyled' | 'prompted' | 'sampled', readonly Styled[]>,
): Promise<Figures> {
  const asked = Object.entries(ofThings).filter(([, pictures]) => pictures.length > 0);
  const figures: Figures = {};
  for (const [way, pictures] of asked.length > 0 ? asked : [['sampled', sampled] as const]) {
    figures[`style_accuracy_${way}`] = await styleAccuracy(reality, pictures);
  }
  return { style_accuracy: mean(Object.values(figures)), ...figures };
}

/** The places of the real drawings of a concept, in one style or in all. */
function findDrawings({ pictures }: Dataset, { concept, style }: { concept: string; style?: string }): number[] {
  return [...pictures.keys()].filter((index) => {
    const picture = pictures[index]!;
    return picture.concept === concept && (style === undefined || picture.style === style);
  });
}

const likeliest = 5;

/** Mean over prompts of the share of pictures whose concept is among the five likeliest; a prompt without any has 0. */
function meanHits(reality: Reality, answers: readonly { prompt: Prompt; answer: Features }[]): number {
  const hits = answers.map(({ prompt, answer }) => {
    const { classes, rank } = reality.conceptsWithout(prompt.style);
    const ranked = rank(answer);
    const found = ranked.filter((order) =>
      order.slice(0, likeliest).some((place) => classes[place] === prompt.concept),
    );
    return ranked.length === 0 ? 0 : found.length / ranked.length;
  });
  return mean(hits);
}

function diversities(reality: Reality, prompted: Paintings['prompted'], answers: readonly Features[]): Figures {
  const { dataset, features } = reality;
  const understood = [...prompted.keys()].filter((index) => prompted[index]!.pictures.length > 1);
  const drawings = understood.map((index) => findDrawings(dataset, { concept: prompted[index]!.prompt.concept }));
  return {
    diversity: measureDiversity(
      understood.map((index) => answers[index]!),
      drawings.map((places) => pickRows(features, places)),
    ),
    diversity_pixels: measureDiversity(
      understood.map((index) => pixelsOverWhite(prompted[index]!.pictures)),
      drawings.map((places) => pixelsOverWhite(places.map((place) => pictureOf(dataset, place)))),
    ),
  };
}

/** Features of each group, described all at once. */
async function describeGroups(reality: Reality, groups: readonly (readonly Uint8Array[])[]): Promise<Features[]> {
  const described = await reality.describe(groups.flat());
  let row = 0;
  return groups.map((group) => {
    const rows = group.map((_, index) => row + index);
    row += group.length;
    return pickRows(described, rows);
  });
}

/** Colours in [0, 1] over white, a row for each picture. */
function pixelsOverWhite(pictures: readonly Uint8Array[]): Features {
  const size = (pictures[0]!.length / 4) * 3;
  const values = new Float32Array(pictures.length * size);
  for (const [row, pixels] of pictures.entries()) {
    for (let i = 0; i < size; i++) {
      const pixel = Math.floor(i / 3) * 4;
      values[row * size + i] = 1 + (pixels[pixel + (i % 3)]! - pixels[pixel + 3]!) / 255;
    }
  }
  return { size, values };
}

/** Walks with fewer than so many ends in all tell nothing of their middles. */
const fewestEnds = 16;

/** The precision of what lies half way, as a share of that of the ends. */
async function middlesOfWalks(
  reality: Reality,
  walks: readonly (readonly Uint8Array[])[],
  real: readonly number[],
): Promise<Figures> {
  if (2 * walks.length < fewestEnds) return {};
  const precisionOf = async (pictures: readonly Uint8Array[]) =>
    measureCoverage(compareSets(await reality.describe(pictures), pickRows(reality.features, real))).precision;
  const ends = await precisionOf(walks.flatMap((walk) => [walk[0]!, walk.at(-1)!]));
  const middles = await precisionOf(walks.map((walk) => walk[Math.floor(walk.length / 2)]!));
  return { walk_precision: middles / Math.max(ends, 0.01) };
}

async function meanSmoothness(reality: Reality, walks: readonly (readonly Uint8Array[])[]): Promise<number> {
  return mean((await describeGroups(reality, walks)).map(measureSmoothness));
}
