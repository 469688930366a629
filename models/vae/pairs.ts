import type { Random } from '#lib/random.ts';
import { drawAugmentation } from '#training/augmentation.ts';
import { createArrays } from '#training/data/arrays.ts';
import { drawView } from '#training/data/augment.ts';
import { compose } from '#training/data/composite.ts';
import type { Dataset } from '#training/data/dataset.ts';
import { copyPicture, pictureOf, trainingPictures } from '#training/data/pictures.ts';
import type { BatchSource } from '#training/family.ts';
import type { VaeConfig } from './config.ts';

/** Share of pairs that go across styles, where a concept has several. */
const acrossStyles = 0.4;
/** Share of rows that show two things at once, so that codes can hold that. */
const composed = 0.12;
/** Pictures are moved by up to this many pixels, and mirrored half of the time. */
const jitter = 2;

/** Of the codes that only the discriminator sees: how many are one code gone astray, not two blended, and how far. */
const strayed = 0.5;
const farthest = 0.8;

/** How many codes between or beside those of pictures a batch of `size` has for the discriminator. */
export const mixesOf = (size: number): number => size >> 1;

/**
 * Training pairs: a picture to encode, and the same concept drawn by any set to decode it as. A picture decoded as
 * itself keeps its detail code; across styles only the content code carries over, so it learns to leave style out.
 */
export function createPairs(config: VaeConfig, dataset: Dataset, codeSize: number, adversarial: boolean): BatchSource {
  const byConcept = Map.groupBy(trainingPictures(dataset), (index) => dataset.pictures[index]!.concept);
  const training = [...byConcept.values()].flat();
  const byStyle = Map.groupBy(training, (index) => dataset.pictures[index]!.style);
  const values = config.size * config.size * 4;
  const array = createArrays();

  return {
    count: training.length,
    next(random: Random, size: number) {
      const source = array('source', size * values);
      const target = array('target', size * values);
      const style = array('style', size * config.styles.length);
      const keep = array('keep', size);
      const noise = Float32Array.from({ length: size * codeSize }, () => random.normal());
      for (let row = 0; row < size; row++) {
        const from = training[random.integer(training.length)]!;
        if (random.uniform() < composed) {
          const sameStyle = byStyle.get(dataset.pictures[from]!.style)!;
          const image = source.subarray(row * values, (row + 1) * values);
          const layer = (index: number) => ({
            pixels: pictureOf(dataset, index),
            concept: dataset.pictures[index]!.concept,
          });
          const other = sameStyle[random.integer(sameStyle.length)]!;
          compose(config.size, layer(from), [layer(other)], random, image);
          target.set(image, row * values);
          style[row * config.styles.length + config.styles.indexOf(dataset.pictures[from]!.style)] = 1;
          keep[row] = random.integer(2);
          continue;
        }
        const drawings = byConcept.get(dataset.pictures[from]!.concept)!;
        const across = drawings.length > 1 && random.uniform() < acrossStyles;
        const to = across ? drawings[random.integer(drawings.length)]! : from;
        const view = drawView(random, jitter);
        copyPicture(dataset, from, source.subarray(row * values), view);
        copyPicture(dataset, to, target.subarray(row * values), view);
        style[row * config.styles.length + config.styles.indexOf(dataset.pictures[to]!.style)] = 1;
        keep[row] = across ? 0 : 1;
      }
      if (!adversarial) return { source, target, style, keep, noise };
      const mixes = mixesOf(size);
      const strays = Array.from({ length: mixes }, () => random.uniform() < strayed);
      const share = Float32Array.from(strays, (stray) => (stray ? 0 : 0.25 + 0.5 * random.uniform()));
      const keepMixed = Float32Array.from(strays, () => random.integer(2));
      const stray = array('stray', mixes * codeSize);
      for (const [row, alone] of strays.entries()) {
        const reach = alone ? farthest * random.uniform() : 0;
        for (let i = row * codeSize; i < (row + 1) * codeSize; i++) stray[i] = reach * random.normal();
      }
      const drawn = drawAugmentation(random, 2 * size + mixes, config.size, array);
      return { source, target, style, keep, noise, share, stray, keepMixed, ...drawn };
    },
  };
}
