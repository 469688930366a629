import type { Random } from '#lib/random.ts';
import { drawOtherStyle } from '#training/adversarial/discriminator.ts';
import { viewSize } from '#training/adversarial/perception.ts';
import { drawAugmentation } from '#training/augmentation.ts';
import { createArrays } from '#training/data/arrays.ts';
import { drawView } from '#training/data/augment.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { copyPicture, copyPixels, pictureOf, trainingPictures } from '#training/data/pictures.ts';
import type { BatchSource } from '#training/family.ts';
import type { Pix2pixConfig } from './config.ts';
import { drawDoodle, type Traced, trace } from './doodle.ts';

/** Share of rows that show a doodle of one set's drawing and ask for another's of the same thing, where there are several. */
const acrossStyles = 0.25;
/** How much these count pixel by pixel: nobody could say from one set's drawing where another draws each line. */
const acrossWeight = 0.4;
/** The groups that are drawn more seldom, by how often: a quarter of all emoji are people who do something. */
const seldom: Record<string, number> = { 'people-body': 0.15 };
/** Both pictures are moved by up to this share of their side, and mirrored half of the time. */
const jitter = 1 / 32;

/** Pairs of a doodle of a picture and what it is to become: that picture, or the same thing in another style. */
export function createBatches(config: Pix2pixConfig, dataset: Dataset): BatchSource {
  const { size: side, styles } = config;
  const training = trainingPictures(dataset);
  const byConcept = Map.groupBy(training, (index) => dataset.pictures[index]!.concept);
  const picture = side * side * 4;
  const array = createArrays();

  /** Lines take longer to find than to draw: they are kept, about 40 KB of each picture. */
  const known = new Map<number, Traced>();
  const traced = (index: number): Traced => {
    const found = known.get(index) ?? trace(pictureOf(dataset, index), side);
    known.set(index, found);
    return found;
  };

  /** The pictures of one row: of which a doodle is drawn, and which it is to become. */
  const drawPair = (random: Random) => {
    let to: number;
    do to = training[random.integer(training.length)]!;
    while (random.uniform() >= (seldom[dataset.pictures[to]!.group] ?? 1));
    const drawings = byConcept.get(dataset.pictures[to]!.concept)!;
    const from = random.uniform() < acrossStyles ? drawings[random.integer(drawings.length)]! : to;
    return { from, to };
  };

  return {
    count: training.length,
    next: (random, size) => {
      const doodle = array('doodle', size * picture);
      const real = array('real', size * picture);
      const style = array('style', size * styles.length);
      const otherStyle = array('otherStyle', size * styles.length);
      const weight = array('weight', size);
      for (let row = 0; row < size; row++) {
        const { from, to } = drawPair(random);
        const view = drawView(random, Math.round(jitter * side));
        copyPixels(drawDoodle(traced(from), random), side, doodle.subarray(row * picture), view);
        copyPicture(dataset, to, real.subarray(row * picture), view);
        const { style: asked } = dataset.pictures[to]!;
        const place = styles.indexOf(asked);
        style[row * styles.length + place] = 1;
        otherStyle[row * styles.length + drawOtherStyle(random, place, styles.length)] = 1;
        weight[row] = from === to ? 1 : acrossWeight;
      }
      const rows = { doodle, real, style, weight };
      if (config.adversarialWeight === 0) return rows;
      const drawn = drawAugmentation(random, size, { size: side, seen: viewSize }, array);
      return { ...rows, otherStyle, ...drawn };
    },
  };
}
