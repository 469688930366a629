import { shortNumber } from './parts.ts';

/** Figures of models and trainings that say the most, in the words of people; docs/taste.md explains each. */
const telling: Readonly<Record<string, { name: string; show: (value: number) => string }>> = {
  taste_gain: { name: 'liked more', show: (value) => `${value > 0 ? '+' : ''}${value.toFixed(2)} σ` },
  liked_gain: { name: 'nearer to favourites', show: (value) => `${value > 0 ? '+' : ''}${value.toFixed(2)} σ` },
  diversity_ratio: { name: 'variety', show: (value) => `${Math.round(100 * value)} %` },
  heldout_mae: { name: 'error', show: shortNumber },
  style_accuracy: { name: 'style', show: (value) => `${Math.round(100 * value)} %` },
  votes: { name: 'votes', show: shortNumber },
  people: { name: 'people', show: shortNumber },
};

/** The most telling figures, in words. */
export function tellingFigures(figures: Readonly<Record<string, number>>): { name: string; value: string }[] {
  return Object.entries(telling).flatMap(([key, { name, show }]) => {
    const value = figures[key];
    return value === undefined ? [] : [{ name, value: show(value) }];
  });
}

/** All figures as they are named in docs/taste.md. */
export const allFigures = (figures: Readonly<Record<string, number>>) =>
  Object.entries(figures).map(([name, value]) => ({ name, value: shortNumber(value) }));
