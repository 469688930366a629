import { createRandom, type Random } from '#lib/random.ts';
import type { Dataset } from '../data/dataset.ts';
import { trainingPictures } from '../data/pictures.ts';

/** A concept to ask a model for by name, and the style to ask for it in. */
export interface Prompt {
  /** In English words. */
  text: string;
  concept: string;
  style: string;
}

/**
 * The same `count` concepts each time for a seed, of those that every style draws, and the styles in turn. None where
 * there is one style alone: nothing could tell its concepts that never saw it.
 */
export function choosePrompts({ pictures, styles }: Dataset, count: number, seed: number): Prompt[] {
  if (styles.length < 2) return [];
  const concepts = [...Map.groupBy(pictures, ({ concept }) => concept).values()];
  const drawnByAll = concepts.filter((drawings) => new Set(drawings.map(({ style }) => style)).size === styles.length);
  return shuffle(drawnByAll, createRandom(seed))
    .slice(0, count)
    .map(([picture], index) => ({
      text: picture!.label,
      concept: picture!.concept,
      style: styles[index % styles.length]!,
    }));
}

/** Two sets of training pictures without a picture in common, up to `count` in each and as many of each style. */
export function chooseHalves(dataset: Dataset, count: number, seed: number): [number[], number[]] {
  const random = createRandom(seed, 1);
  const ofEach = Math.ceil(count / dataset.styles.length);
  const byStyle = Map.groupBy(trainingPictures(dataset), (index) => dataset.pictures[index]!.style);
  const halves: [number[], number[]] = [[], []];
  for (const indexes of byStyle.values()) {
    const mixed = shuffle(indexes, random);
    const taken = Math.min(ofEach, Math.floor(mixed.length / 2));
    halves[0].push(...mixed.slice(0, taken));
    halves[1].push(...mixed.slice(taken, 2 * taken));
  }
  return halves;
}

/** In an order drawn at random (Fisher and Yates 1938). */
function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
