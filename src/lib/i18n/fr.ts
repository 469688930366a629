import { answers } from './fr/answers.ts';
import { buttons } from './fr/buttons.ts';
import { commands } from './fr/commands.ts';
import { errors } from './fr/errors.ts';
import { moderation } from './fr/moderation.ts';
import { page } from './fr/page.ts';
import { pictures } from './fr/pictures.ts';
import { platforms } from './fr/platforms.ts';
import { privacy } from './fr/privacy.ts';
import { settings } from './fr/settings.ts';
import { training } from './fr/training.ts';
import { typing } from './fr/typing.ts';
import { windows } from './fr/windows.ts';
import type { Translation } from './translation.ts';

export const fr: Translation = {
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
