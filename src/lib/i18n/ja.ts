import { answers } from './ja/answers.ts';
import { buttons } from './ja/buttons.ts';
import { commands } from './ja/commands.ts';
import { errors } from './ja/errors.ts';
import { moderation } from './ja/moderation.ts';
import { page } from './ja/page.ts';
import { pictures } from './ja/pictures.ts';
import { platforms } from './ja/platforms.ts';
import { privacy } from './ja/privacy.ts';
import { settings } from './ja/settings.ts';
import { training } from './ja/training.ts';
import { typing } from './ja/typing.ts';
import { windows } from './ja/windows.ts';
import type { Translation } from './translation.ts';

export const ja: Translation = {
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
