import { answers } from './pt/answers.ts';
import { buttons } from './pt/buttons.ts';
import { commands } from './pt/commands.ts';
import { errors } from './pt/errors.ts';
import { moderation } from './pt/moderation.ts';
import { page } from './pt/page.ts';
import { pictures } from './pt/pictures.ts';
import { platforms } from './pt/platforms.ts';
import { privacy } from './pt/privacy.ts';
import { settings } from './pt/settings.ts';
import { training } from './pt/training.ts';
import { typing } from './pt/typing.ts';
import { windows } from './pt/windows.ts';
import type { Translation } from './translation.ts';

export const pt: Translation = {
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
