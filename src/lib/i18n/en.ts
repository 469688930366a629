import { answers } from './en/answers.ts';
import { buttons } from './en/buttons.ts';
import { commands } from './en/commands.ts';
import { errors } from './en/errors.ts';
import { moderation } from './en/moderation.ts';
import { page } from './en/page.ts';
import { pictures } from './en/pictures.ts';
import { platforms } from './en/platforms.ts';
import { privacy } from './en/privacy.ts';
import { settings } from './en/settings.ts';
import { training } from './en/training.ts';
import { typing } from './en/typing.ts';
import { windows } from './en/windows.ts';

/** Every message in English, the source of the others. */
export const en = {
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
