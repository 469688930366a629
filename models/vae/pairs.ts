import type { Random } from '#lib/random.ts';
import { createArrays } from '#training/data/arrays.ts';
import { drawView } from '#training/data/augment.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import type { BatchSource } from '#training/family.ts';
import type { VaeConfig } from './config.ts';

/** Share of pairs that go across styles, where a concept has several. */
const acrossStyles = 0.4;
/** Pictures are moved by up to this many pixels, and mirrored half of the time. */
const jitter = 2;

/**
 * Training pairs: a picture to encode, and the same concept drawn by any set to decode it as. A picture decoded as
 * itself keeps its detail code; across styles only the content code carries over, so it learns to leave style out.
 */
export function createPairs(config: VaeConfig, dataset: Dataset): BatchSource {
  const byConcept = Map.groupBy(trainingPictures(dataset), (index) => dataset.pictures[index]!.concept);
  const training = [...byConcept.values()].flat();
  const picture = config.size * config.size * 4;
  const array = createArrays();

  return {
    count: training.length,
    next(random: Random, size: number) {
      const source = array('source', size * picture);
      const target = array('target', size * picture);
      const style = array('style', size * config.styles.length);
      const keep = array('keep', size);
      const noise = Float32Array.from({ length: size * (config.content + config.detail) }, () => random.normal());
      for (let row = 0; row < size; row++) {
        const from = training[random.integer(training.length)]!;
        const drawings = byConcept.get(dataset.pictures[from]!.concept)!;
        const across = drawings.length > 1 && random.uniform() < acrossStyles;
        const to = across ? drawings[random.integer(drawings.length)]! : from;
        const view = drawView(random, jitter);
        copyPicture(dataset, from, source.subarray(row * picture), view);
        copyPicture(dataset, to, target.subarray(row * picture), view);
        style[row * config.styles.length + config.styles.indexOf(dataset.pictures[to]!.style)] = 1;
        keep[row] = across ? 0 : 1;
      }
      return { source, target, style, keep, noise };
    },
  };
}
