import type { HeadCorrection } from './heads.ts';

/** What looking gets wrong, by style (`all` for every one) and concept; numbers in pixels of a grid of 64. */
const corrections: Readonly<Record<string, Readonly<Record<string, HeadCorrection>>>> = {
  all: {},
};

export const correctionOf = (style: string, concept: string): HeadCorrection => ({
  ...corrections.all?.[concept],
  ...corrections[style]?.[concept],
});
