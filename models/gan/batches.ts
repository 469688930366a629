import type { Random } from '#lib/random.ts';
import { drawOtherStyle } from '#training/adversarial/discriminator.ts';
import { drawAugmentation } from '#training/augmentation.ts';
import { createArrays } from '#training/data/arrays.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { copyPicture, trainingPictures } from '#training/data/pictures.ts';
import type { BatchSource } from '#training/family.ts';
import type { GanConfig } from './config.ts';
import { bands } from './layout.ts';

/** Of rows beside a discriminator: those mixed of two pictures' bands, those between two pictures. */
const free = { mixed: 0.2, between: 0.2 };
/** How far those between two go from the first at most, in shares of the way. */
const farthest = 0.5;
/** Share of the others that read one set's drawing and paint another's of the same thing, where there are several. */
const acrossStyles = 0.3;
/** How much these count: nobody could say from one set's drawing where another draws each line. */
const acrossWeight = 0.3;
/** Standard deviation of the noise on codes, whose numbers have a mean square of 1: neighbours are painted alike. */
const blurred = 0.2;

/**
 * Real pictures with their styles, in which the generated ones beside them are painted too: what is painted of the code
 * of a picture, `source`, of the same thing, or of a mixed code, `weight` 0. And all that is random.
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
      const share = array('share', size * bands);
      const source = array('source', size * picture);
      const weight = array('weight', size);
      const noise = array('noise', size * config.code);
      for (let i = 0; i < noise.length; i++) noise[i] = blurred * random.normal();
      for (let row = 0; row < size; row++) {
        const index = training[random.integer(training.length)]!;
        copyPicture(dataset, index, real.subarray(row * picture));
        const { length } = config.styles;
        const place = config.styles.indexOf(dataset.pictures[index]!.style);
        style[row * length + place] = 1;
        otherStyle[row * length + drawOtherStyle(random, place, length)] = 1;
        const shares = adversarial ? drawShares(random) : undefined;
        const drawings = byConcept.get(dataset.pictures[index]!.concept)!;
        const across = !shares && random.uniform() < acrossStyles;
        const read = across ? drawings[random.integer(drawings.length)]! : index;
        copyPicture(dataset, read, source.subarray(row * picture));
        if (!shares) weight[row] = read === index ? 1 : acrossWeight;
        else share.set(shares, row * bands);
      }
      const pictures = { source, real, style, weight, noise };
      if (!adversarial) return pictures;
      return { ...pictures, share, otherStyle, ...drawAugmentation(random, size, { size: config.size }, array) };
    },
  };
}

/** How far each band of a code goes toward another's; nothing where it stays with its picture. */
function drawShares(random: Random): number[] | undefined {
  const way = random.uniform();
  if (way < free.mixed) {
    const cut = 1 + random.integer(bands - 1);
    return Array.from({ length: bands }, (_, band) => Number(band >= cut));
  }
  if (way >= free.mixed + free.between) return undefined;
  return new Array<number>(bands).fill(farthest * random.uniform());
}
