import { answers } from './es/answers.ts';
import { buttons } from './es/buttons.ts';
import { commands } from './es/commands.ts';
import { errors } from './es/errors.ts';
import { moderation } from './es/moderation.ts';
import { page } from './es/page.ts';
import { pictures } from './es/pictures.ts';
import { platforms } from './es/platforms.ts';
import { privacy } from './es/privacy.ts';
import { settings } from './es/settings.ts';
import { training } from './es/training.ts';
import { typing } from './es/typing.ts';
import { windows } from './es/windows.ts';
import type { Translation } from './translation.ts';

export const es: Translation = {
  ...answers,
  ...buttons,
  ...commands,
  ...errors,
  ...moderation,
  ...page,
  ...pictures,
  ...platforms,
  ...privacy,
  ...settings,
  ...training,
  ...typing,
  ...windows,
};
