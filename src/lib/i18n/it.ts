import { answers } from './it/answers.ts';
import { buttons } from './it/buttons.ts';
import { commands } from './it/commands.ts';
import { errors } from './it/errors.ts';
import { moderation } from './it/moderation.ts';
import { page } from './it/page.ts';
import { pictures } from './it/pictures.ts';
import { platforms } from './it/platforms.ts';
import { privacy } from './it/privacy.ts';
import { settings } from './it/settings.ts';
import { training } from './it/training.ts';
import { typing } from './it/typing.ts';
import { windows } from './it/windows.ts';
import type { Translation } from './translation.ts';

export const it: Translation = {
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
