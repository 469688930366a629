import type { Database } from '#db/database.ts';
import type { Config } from '#lib/config.ts';
import type { Log } from '#lib/log.ts';
import type { Models } from '../api.ts';
import type { CheckpointStore, OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Painter } from '../painting/painter.ts';
import type { Renderer } from '../painting/render.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Favorite } from './favorites.ts';
import type { Tastes } from './taste.ts';

/** What training in chat works with. */
export interface TrainerParts {
  db: Pick<Database, 'trainingRuns' | 'images' | 'activeCheckpoints' | 'settings' | 'signs'>;
  checkpoints: CheckpointStore;
  checkpointDirectory: string;
  models: Models;
  renderer: Renderer;
  painter: Painter;
  sketcher: Sketcher;
  tastes: Tastes;
  /** The approved pictures that people gave. */
  lessons(workspaceId: string, checkpoint: OpenCheckpoint): Promise<Favorite[]>;
  config: Pick<Config, 'dataDir' | 'device' | 'threads'>;
  /** Of the process that trains, as `nice` counts; the least there is unless told, so that chat need not wait. */
  priority?: number;
  log: Log;
}

/** A run to start: by whom, or by nobody as the nightly run of the time `due`. */
export interface TrainingRequest {
  workspaceId: string;
  minutes: number;
  by?: { userId: string; name: string };
  due?: Date;
}
