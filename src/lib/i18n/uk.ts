import type { Translation } from './translation.ts';
import { answers } from './uk/answers.ts';
import { buttons } from './uk/buttons.ts';
import { windows } from './uk/windows.ts';

export const uk: Partial<Translation> = {
  ...answers,
  ...buttons,
  ...windows,
};
