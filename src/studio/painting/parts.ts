import type { Database } from '#db/database.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import type { Clock } from '#lib/clock.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import type { WordCheck } from '../moderation/check-words.ts';
import type { createAllowance } from '../people/allowance.ts';
import type { Finder } from '../planning/ingredients.ts';
import type { Doodles } from '../sketches/doodles.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Tastes } from '../training/taste.ts';
import type { Painter } from './painter.ts';
import type { Records } from './records.ts';
import type { Renderer } from './render.ts';

/** What jobs are carried out with. */
export interface PaintingParts {
  db: Pick<Database, 'generations' | 'images' | 'settings' | 'signs'>;
  checkpoints: CheckpointStore;
  renderer: Renderer;
  finder: Finder;
  painter: Painter;
  sketcher: Sketcher;
  doodles: Doodles;
  tastes: Tastes;
  clock: Clock;
  /** The address of the web playground for others, where there is one. */
  publicUrl?: string;
  credentials: Credentials;
  checkWords: WordCheck;
  /** Told how long each part of painting a grid took. */
  onStage?(stage: Stage, seconds: number): void;
}

export type Stage = 'plan' | 'paint' | 'render' | 'record';

/** What the ways of painting share. */
export interface PaintingTools {
  records: Records;
  allowanceOf: ReturnType<typeof createAllowance>;
}
