import { answers } from './es/answers.ts';
import { buttons } from './es/buttons.ts';
import { windows } from './es/windows.ts';
import type { Translation } from './translation.ts';

export const es: Partial<Translation> = {
  ...answers,
  ...buttons,
  ...windows,
};
