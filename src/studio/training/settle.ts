import type { TrainingEnd } from '#db/training-runs.ts';
import type { TrainingOutcome } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { shownRuns } from '../checkpoints/models.ts';
import { readSettings } from '../settings.ts';
import { compareCheckpoints } from './compare.ts';
import type { TrainingResult } from './order.ts';
import type { TrainerParts, TrainingRequest } from './parts.ts';
import type { Sources } from './skip.ts';

/** Rejected candidates that a workspace keeps: as many as its history can show. */
const rejectedKept = shownRuns;
/** How many of the latest rejected runs are looked through for older ones. */
const rejectedAtMost = 100;

/** What people are told of a run, and what is kept of it. */
export interface Settled {
  outcome: TrainingOutcome;
  end: TrainingEnd;
}

/** Registers the candidate, and paints with it from now on where the gate let it pass. */
export async function settle(
  { workspaceId, by }: TrainingRequest,
  parent: OpenCheckpoint,
  { id, chart, seconds, steps, images, ...verdict }: TrainingResult,
  sources: Sources,
  { db, checkpoints, painter, sketcher }: Pick<TrainerParts, 'db' | 'checkpoints' | 'painter' | 'sketcher'>,
): Promise<Settled> {
  const kept = (await checkpoints.active(workspaceId)).id === parent.id;
  const promoted = verdict.promoted && kept;
  const reason = kept ? verdict.reason : 'another model was chosen while it was trained';
  const learnt = `learnt from ${sources.votes} votes of ${sources.people} people, ${by ? `for ${by.name}` : 'by night'}`;
  const checkpoint = await checkpoints.register(id, promoted ? learnt : `not used, because ${reason}`);
  const { style } = await readSettings(db, workspaceId);
  const labels = ['before', promoted ? 'after' : 'candidate'];
  const seed = parent.info.step;
  const beforeAfter = await compareCheckpoints([parent, checkpoint], { painter, sketcher, seed, style, labels });
  if (promoted) await db.activeCheckpoints.useCheckpoint({ workspaceId, userId: by?.userId, checkpointId: id });
  const { family, step, parent: from } = checkpoint.info;
  const model = {
    ...{ name: checkpoint.name, family, step, note: promoted ? learnt : reason },
    ...{ parent: from && parent.name, createdAt: new Date(checkpoint.info.createdAt), active: promoted },
  };
  const { figures } = verdict;
  return {
    outcome: { model, promoted, reason, figures, sources, steps, images, seconds, chart, beforeAfter },
    end: {
      state: promoted ? 'done' : 'rejected',
      ...{ steps, images, checkpointId: id },
      metrics: { ...figures, ...sources, seconds, reason },
    },
  };
}

/** Deletes candidates that nobody can look at any more. */
export async function forgetRejected(
  workspaceId: string,
  { db, checkpoints }: Pick<TrainerParts, 'db' | 'checkpoints'>,
): Promise<void> {
  const rejected = await db.trainingRuns.listTrainingRuns(workspaceId, rejectedAtMost, ['rejected']);
  for (const { checkpointId } of rejected.slice(rejectedKept)) {
    if (checkpointId) await checkpoints.forget(checkpointId);
  }
}
