import { createRandom, type Random } from '#lib/random.ts';
import { drawOtherStyle } from '#training/adversarial/discriminator.ts';
import { viewSize } from '#training/adversarial/perception.ts';
import { drawAugmentation } from '#training/augmentation.ts';
import { createArrays } from '#training/data/arrays.ts';
import { drawView } from '#training/data/augment.ts';
import { compose } from '#training/data/composite.ts';
import type { ComposedPictures, Dataset } from '#training/data/dataset.ts';
import { copyPixels, pictureOf, trainingPictures } from '#training/data/pictures.ts';
import type { BatchSource } from '#training/family.ts';
import type { VaeConfig } from './config.ts';

/** Share of pairs that go across styles, where a concept has several; of compositions, which are drawn for it. */
const acrossStyles = 0.5;
const composedAcross = 0.3;
/** Share of rows that show two things at once, so that codes can hold that; compositions hold more. */
const twofold = 0.12;
/** Share of rows from compositions, where the set has them. */
const fromCompositions = 0.6;
/** Beside a discriminator: share of rows whose code goes astray, so that no picture says what to paint of it. */
const imagined = 0.2;
/**
 * How much it counts to paint another style's drawing pixel by pixel. Nobody could say from one set's drawing where
 * another draws each line, and the mean of all guesses is blurred.
 */
const acrossWeight = 0.3;
/** Pictures are moved by up to this share of their side, and mirrored half of the time. */
const jitter = 1 / 32;

/** Of the codes that go astray: how many do so alone, not toward another row's, and how far. */
const strayed = 0.5;
const farthest = 0.8;

/**
 * Training pairs: a picture to encode, and the same concept drawn by any set to decode it as. A picture decoded as
 * itself keeps its detail code; across styles only the content code carries over, so it learns to leave style out.
 * Beside a discriminator, some codes are moved toward another row's (`share`) or anywhere (`stray`), and are `weight` 0.
 */
export function createPairs(config: VaeConfig, dataset: Dataset, codeSize: number, adversarial: boolean): BatchSource {
  const byConcept = Map.groupBy(trainingPictures(dataset), (index) => dataset.pictures[index]!.concept);
  const training = [...byConcept.values()].flat();
  const byStyle = Map.groupBy(training, (index) => dataset.pictures[index]!.style);
  const values = config.size * config.size * 4;
  const { styles } = config;
  const { composed } = dataset;
  const array = createArrays();

  /** Two pictures of a composition, in a style and in the same or another. */
  async function drawComposition({ count, at, picture }: ComposedPictures, random: Random) {
    for (;;) {
      const number = random.integer(count);
      const { style, other } = at(number);
      const translated = random.uniform() < composedAcross;
      const source = await picture(number, style);
      if (!source || !styles.includes(style)) continue;
      const target = translated && other !== style && styles.includes(other) ? await picture(number, other) : undefined;
      return target ? { source, target, style: other, same: false } : { source, target: source, style, same: true };
    }
  }

  return {
    count: training.length,
    async next(random: Random, size: number) {
      const source = array('source', size * values);
      const target = array('target', size * values);
      const style = array('style', size * styles.length);
      const keep = array('keep', size);
      const weight = array('weight', size).fill(1);
      const noise = Float32Array.from({ length: size * codeSize }, () => random.normal());
      type Drawn = { source: Uint8Array; target: Uint8Array; style: string; same: boolean };
      const write = (row: number, drawn: Drawn, random: Random) => {
        const view = drawView(random, jitter * config.size);
        copyPixels(drawn.source, config.size, source.subarray(row * values), view);
        copyPixels(drawn.target, config.size, target.subarray(row * values), view);
        style[row * styles.length + styles.indexOf(drawn.style)] = 1;
        keep[row] = drawn.same ? 1 : 0;
        if (!drawn.same) weight[row] = acrossWeight;
      };
      // Compositions of a batch are drawn side by side, so each row of them has random numbers of its own.
      const compositions: Promise<void>[] = [];
      for (let row = 0; row < size; row++) {
        if (composed && random.uniform() < fromCompositions) {
          const own = createRandom(random.integer(2 ** 32));
          compositions.push(drawComposition(composed, own).then((drawn) => write(row, drawn, own)));
          continue;
        }
        const from = training[random.integer(training.length)]!;
        if (!composed && random.uniform() < twofold) {
          const sameStyle = byStyle.get(dataset.pictures[from]!.style)!;
          const image = source.subarray(row * values, (row + 1) * values);
          const layer = (index: number) => ({
            pixels: pictureOf(dataset, index),
            concept: dataset.pictures[index]!.concept,
          });
          const other = sameStyle[random.integer(sameStyle.length)]!;
          compose(config.size, layer(from), [layer(other)], random, image);
          target.set(image, row * values);
          style[row * styles.length + styles.indexOf(dataset.pictures[from]!.style)] = 1;
          keep[row] = random.integer(2);
          continue;
        }
        const drawings = byConcept.get(dataset.pictures[from]!.concept)!;
        const translated = drawings.length > 1 && random.uniform() < acrossStyles;
        const to = translated ? drawings[random.integer(drawings.length)]! : from;
        const [ours, theirs] = [pictureOf(dataset, from), pictureOf(dataset, to)];
        const pair = { source: ours, target: theirs, style: dataset.pictures[to]!.style, same: to === from };
        write(row, pair, random);
        keep[row] = translated ? 0 : 1;
      }
      await Promise.all(compositions);
      if (!adversarial) return { source, target, style, keep, noise, weight };
      const share = array('share', size);
      const stray = array('stray', size * codeSize);
      const otherStyle = array('otherStyle', style.length);
      const { length } = styles;
      for (let row = 0; row < size; row++) {
        const place = style.indexOf(1, row * length) - row * length;
        otherStyle[row * length + drawOtherStyle(random, place, length)] = 1;
        if (random.uniform() >= imagined) continue;
        weight[row] = 0;
        if (random.uniform() < strayed) {
          const reach = farthest * random.uniform();
          for (let i = row * codeSize; i < (row + 1) * codeSize; i++) stray[i] = reach * random.normal();
        } else share[row] = 0.25 + 0.5 * random.uniform();
      }
      const drawn = drawAugmentation(random, size, { size: config.size, seen: viewSize }, array);
      return { source, target, style, keep, noise, weight, share, stray, otherStyle, ...drawn };
    },
  };
}
