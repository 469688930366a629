import { answers } from './de/answers.ts';
import { buttons } from './de/buttons.ts';
import { commands } from './de/commands.ts';
import { errors } from './de/errors.ts';
import { moderation } from './de/moderation.ts';
import { page } from './de/page.ts';
import { pictures } from './de/pictures.ts';
import { platforms } from './de/platforms.ts';
import { privacy } from './de/privacy.ts';
import { settings } from './de/settings.ts';
import { training } from './de/training.ts';
import { typing } from './de/typing.ts';
import { windows } from './de/windows.ts';
import type { Translation } from './translation.ts';

export const de: Translation = {
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
