import { drawAugmentation } from '#training/augmentation.ts';
import { createArrays } from '#training/data/arrays.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import { drawOtherStyle } from '#training/discriminator.ts';
import type { BatchSource } from '#training/family.ts';
import type { GanConfig } from './config.ts';
import { bands } from './generator.ts';

/** How often the bands of a generated picture's code come from two draws instead of one. */
const mixed = 0.3;

/** Beside a discriminator: share of the rows that are free samples, so that the discriminator alone says what to paint. */
const free = 0.4;
/** Share of the others that read one set's drawing and paint another's of the same thing, where there are several. */
const acrossStyles = 0.4;
/** How much these count: nobody could say from one set's drawing where another draws each line. */
const acrossWeight = 0.3;
/** How far codes lie from their pictures' places, so that neighbours are painted alike. */
const blurred = 0.15;

/**
 * Real pictures with their styles, in which the generated ones beside them are painted too: free samples, `weight` 0, or
 * what is painted of the place of a picture, `source`, of the same thing. And all that is random.
 */
export function createBatches(config: GanConfig, dataset: Dataset): BatchSource {
  const training = trainingPictures(dataset);
  const byConcept = Map.groupBy(training, (index) => dataset.pictures[index]!.concept);
  const adversarial = config.adversarialWeight > 0;
  const picture = config.size * config.size * 4;
  const array = createArrays();
  return {
    count: training.length,
    next: (random, size) => {
      const real = array('real', size * picture);
      const style = array('style', size * config.styles.length);
      const otherStyle = array('otherStyle', style.length);
      const from = array('bands', size * bands);
      const source = array('source', size * picture);
      const weight = array('weight', size);
      const noise = array('noise', 2 * size * config.latent);
      for (let i = 0; i < noise.length; i++) noise[i] = random.normal();
      for (let row = 0; row < size; row++) {
        const index = training[random.integer(training.length)]!;
        copyPicture(dataset, index, real.subarray(row * picture));
        const { length } = config.styles;
        const place = config.styles.indexOf(dataset.pictures[index]!.style);
        style[row * length + place] = 1;
        otherStyle[row * length + drawOtherStyle(random, place, length)] = 1;
        const drawings = byConcept.get(dataset.pictures[index]!.concept)!;
        const read = random.uniform() < acrossStyles ? drawings[random.integer(drawings.length)]! : index;
        copyPicture(dataset, read, source.subarray(row * picture));
        if (adversarial && random.uniform() < free) {
          if (random.uniform() < mixed) from.fill(1, row * bands + 1 + random.integer(bands - 1), (row + 1) * bands);
        } else {
          weight[row] = read === index ? 1 : acrossWeight;
          for (let i = row * config.latent; i < (row + 1) * config.latent; i++) noise[i]! *= blurred;
        }
      }
      const pictures = { source, real, style, weight, noise };
      if (!adversarial) return pictures;
      return { ...pictures, otherStyle, bands: from, ...drawAugmentation(random, size, config.size, array) };
    },
  };
}
