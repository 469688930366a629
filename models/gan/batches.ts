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

/** Real pictures with their styles, in which the generated ones beside them are painted too, and all that is random. */
export function createBatches(config: GanConfig, dataset: Dataset): BatchSource {
  const training = trainingPictures(dataset);
  const picture = config.size * config.size * 4;
  const array = createArrays();
  return {
    count: training.length,
    next: (random, size) => {
      const real = array('real', size * picture);
      const style = array('style', size * config.styles.length);
      const otherStyle = array('otherStyle', style.length);
      const from = array('bands', size * bands);
      for (let row = 0; row < size; row++) {
        const index = training[random.integer(training.length)]!;
        copyPicture(dataset, index, real.subarray(row * picture));
        const { length } = config.styles;
        const place = config.styles.indexOf(dataset.pictures[index]!.style);
        style[row * length + place] = 1;
        otherStyle[row * length + drawOtherStyle(random, place, length)] = 1;
        if (random.uniform() < mixed) from.fill(1, row * bands + 1 + random.integer(bands - 1), (row + 1) * bands);
      }
      const noise = array('noise', 2 * size * config.latent);
      for (let i = 0; i < noise.length; i++) noise[i] = random.normal();
      return { real, style, otherStyle, noise, bands: from, ...drawAugmentation(random, size, config.size, array) };
    },
  };
}
