import { answers } from './ja/answers.ts';
import { buttons } from './ja/buttons.ts';
import { windows } from './ja/windows.ts';
import type { Translation } from './translation.ts';

export const ja: Partial<Translation> = {
  ...answers,
  ...buttons,
  ...windows,
};
