import type { Translation } from './translation.ts';
import { answers } from './uk/answers.ts';
import { buttons } from './uk/buttons.ts';
import { commands } from './uk/commands.ts';
import { errors } from './uk/errors.ts';
import { moderation } from './uk/moderation.ts';
import { page } from './uk/page.ts';
import { pictures } from './uk/pictures.ts';
import { platforms } from './uk/platforms.ts';
import { privacy } from './uk/privacy.ts';
import { settings } from './uk/settings.ts';
import { training } from './uk/training.ts';
import { typing } from './uk/typing.ts';
import { windows } from './uk/windows.ts';

export const uk: Translation = {
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
