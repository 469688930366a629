import { answers } from './pt/answers.ts';
import { buttons } from './pt/buttons.ts';
import { windows } from './pt/windows.ts';
import type { Translation } from './translation.ts';

export const pt: Partial<Translation> = {
  ...answers,
  ...buttons,
  ...windows,
};
