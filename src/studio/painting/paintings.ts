import type { Database } from '#db/database.ts';
import type { Credentials } from '#images/credentials/credentials.ts';
import type { Clock } from '#lib/clock.ts';
import type { Painting } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';
import { createMover } from '../making/moving.ts';
import { createScenery } from '../making/scenery.ts';
import { createStills } from '../making/stills.ts';
import { textsIn, type WordCheck } from '../moderation/check-words.ts';
import { createAllowance } from '../people/allowance.ts';
import type { Finder } from '../planning/ingredients.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintTask } from '../queue/request.ts';
import type { Doodles } from '../sketches/doodles.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Tastes } from '../training/taste.ts';
import { createBlends } from './blends.ts';
import { createGrids } from './grids.ts';
import type { Painter } from './painter.ts';
import { createRecords, type Records } from './records.ts';
import type { Renderer } from './render.ts';
import { createShowAgain } from './show-again.ts';

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

/** Carries out one job from what was asked to pictures that are recorded. */
export type PaintPictures = (task: PaintTask, context: WorkContext) => Promise<Painting>;

/** What the ways of painting share. */
export interface PaintingTools {
  records: Records;
  allowanceOf: ReturnType<typeof createAllowance>;
}

export function createPaintings(parts: PaintingParts): PaintPictures {
  const { db, checkpoints, renderer, finder, painter, sketcher, doodles, clock, credentials, checkWords } = parts;
  const allowanceOf = createAllowance(db, clock);
  const records = createRecords(db);
  const tools = { records, allowanceOf };
  const stills = createStills({ db, checkpoints, finder, painter, renderer, sketcher, doodles });
  const mover = createMover({ credentials, stills, allowanceOf, ...records });
  const drawScenery = createScenery({ credentials, stills, clock, allowanceOf, ...records });
  const blends = createBlends(parts, tools);
  const paintGrid = createGrids(parts, tools);
  const showAgain = createShowAgain(parts, { blends, mover });

  return async ({ job, caller }, context) => {
    await checkWords(caller, textsIn(job));
    if (job.kind === 'interpolate') return blends.animate(job, caller, context);
    if (job.kind === 'pattern' || job.kind === 'banner') return drawScenery(job, caller, context);
    if (job.kind === 'move') return mover.move(job, caller, context);
    if (job.kind === 'enlarge' || job.kind === 'recall') return showAgain(job, caller, context);
    return paintGrid(job, caller, context);
  };
}
