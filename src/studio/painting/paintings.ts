import type { Painting } from '../api.ts';
import { createMover } from '../making/moving.ts';
import { createScenery } from '../making/scenery.ts';
import { createStills } from '../making/stills.ts';
import { textsIn } from '../moderation/check-words.ts';
import { createAllowance } from '../people/allowance.ts';
import type { WorkContext } from '../queue/queue.ts';
import type { PaintTask } from '../queue/request.ts';
import { createBlends } from './blends.ts';
import { createGrids } from './grids.ts';
import type { PaintingParts } from './parts.ts';
import { createRecords } from './records.ts';
import { createShowAgain } from './show-again.ts';

/** Carries out one job from what was asked to pictures that are recorded. */
export type PaintPictures = (task: PaintTask, context: WorkContext) => Promise<Painting>;

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
