/**
 * What the chat side may ask of Easel. Types only: commands and platforms are written against this page, a file for each
 * service, and the folders beside it implement them; `src/easel.ts` brings both together.
 */

import type { Console } from './api/console.ts';
import type { EmojiMaker } from './api/emoji.ts';
import type { Gallery } from './api/gallery.ts';
import type { Lessons } from './api/lessons.ts';
import type { Models } from './api/models.ts';
import type { Moderation } from './api/moderation.ts';
import type { Studio } from './api/paintings.ts';
import type { People } from './api/people.ts';
import type { Privacy } from './api/privacy.ts';
import type { Settings } from './api/settings.ts';
import type { Sketching } from './api/sketching.ts';
import type { Trainer } from './api/training.ts';

export type { Motion } from '#images/motions/names.ts';
export type * from './api/console.ts';
export type * from './api/emoji.ts';
export type * from './api/gallery.ts';
export type * from './api/jobs.ts';
export type * from './api/lessons.ts';
export type * from './api/models.ts';
export type * from './api/moderation.ts';
export type * from './api/paintings.ts';
export type * from './api/people.ts';
export type * from './api/privacy.ts';
export type * from './api/settings.ts';
export type * from './api/sketching.ts';
export type * from './api/training.ts';

export interface Services {
  moderation: Moderation;
  emoji: EmojiMaker;
  lessons: Lessons;
  people: People;
  privacy: Privacy;
  settings: Settings;
  studio: Studio;
  sketching: Sketching;
  gallery: Gallery;
  models: Models;
  trainer: Trainer;
  console: Console;
}
