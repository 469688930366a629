import { answers } from './it/answers.ts';
import { buttons } from './it/buttons.ts';
import { windows } from './it/windows.ts';
import type { Translation } from './translation.ts';

export const it: Partial<Translation> = {
  ...answers,
  ...buttons,
  ...windows,
};
