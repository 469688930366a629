import type { NewTrainingRun } from '#db/training-runs.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Trainer, TrainingOutcome, TrainingProgress, TrainingTicket } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { startTraining, type TrainingChild } from './child.ts';
import { type Curves, createCurves } from './curves.ts';
import type { TrainerParts, TrainingRequest } from './parts.ts';
import { type Prepared, prepareOrder } from './prepare.ts';
import { forgetRejected, settle } from './settle.ts';
import { reasonToSkip } from './skip.ts';

export interface TrainerService extends Trainer {
  /** Starts a run; nothing where the nightly run of that time was done, or has nothing to learn. Throws `busy`. */
  begin(request: TrainingRequest): Promise<TrainingTicket | undefined>;
  close(): void;
}

/** How often a run says that it is alive, in milliseconds. */
const heartbeatMs = 60_000;

/** The one run of this process; without a ticket while it is being prepared. */
interface Running {
  workspaceId: string;
  progress: TrainingProgress;
  curves: Curves;
  ticket?: TrainingTicket;
  stopped?: true;
}

/** A run that has its turn. */
interface Run {
  id: string;
  request: TrainingRequest;
  parent: OpenCheckpoint;
}

/** Teaches workspaces' models in a process of its own, one run at a time over all processes; keeps what is better. */
export function createTrainer(parts: TrainerParts): TrainerService {
  const { db, checkpoints, log } = parts;
  let running: Running | undefined;

  async function start(request: TrainingRequest): Promise<TrainingTicket | undefined> {
    const run = await claim(request);
    const prepared = run && (await prepare(run));
    return prepared && learn(run, prepared);
  }

  /** Nothing where the nightly run of that time was begun already. */
  async function claim(request: TrainingRequest): Promise<Run | undefined> {
    const { workspaceId, minutes, by, due } = request;
    const parent = await checkpoints.active(workspaceId);
    const columns: NewTrainingRun = { workspaceId, userId: by?.userId, minutes, parentCheckpointId: parent.id };
    const claimed = await db.trainingRuns.claimTrainingRun(columns, due);
    return claimed && { id: claimed.id, request, parent };
  }

  /** Nothing where by night there is nothing to learn. */
  async function prepare({ id, request, parent }: Run): Promise<Prepared | undefined> {
    const { workspaceId, due } = request;
    const prepared = await prepareOrder(request, parent, parts).catch(async (error) => {
      await db.trainingRuns.finishTrainingRun(id, { state: 'failed', error: AppError.from(error).code });
      throw error;
    });
    const { order, sources } = prepared;
    const reason = due && (await reasonToSkip(db, workspaceId, order, sources));
    if (!reason) return prepared;
    await db.trainingRuns.finishTrainingRun(id, { state: 'skipped', metrics: { ...sources, reason } });
    log.info({ workspaceId, reason }, 'the nightly training was skipped');
    return undefined;
  }

  /** Learns in a process of its own, for whoever holds the ticket to follow. */
  function learn(run: Run, prepared: Prepared): TrainingTicket {
    const listeners: ((progress: TrainingProgress) => void)[] = [];
    let cancelled = false;
    const child = startTraining(prepared.order, log, (progress) => {
      if (running) running.progress = progress;
      running?.curves.add(progress);
      for (const listener of listeners) listener(progress);
    });
    const done = keep(run, prepared, child, () => cancelled);
    done.catch(() => {});
    return {
      id: run.id,
      done,
      onProgress: (listener) => listeners.push(listener),
      cancel: () => {
        cancelled = true;
        child.stop();
      },
    };
  }

  /** Keeps what was learnt, where it is better, and in any case how the run ended. */
  async function keep(
    { id, request, parent }: Run,
    { sources }: Prepared,
    child: TrainingChild,
    wasCancelled: () => boolean,
  ): Promise<TrainingOutcome> {
    const heart = setInterval(() => db.trainingRuns.touchTrainingRun(id).catch(() => {}), heartbeatMs);
    try {
      const { outcome, end } = await settle(request, parent, await child.result, sources, parts);
      await db.trainingRuns.finishTrainingRun(id, {
        ...end,
        metrics: { ...end.metrics, curves: running?.curves.read() },
      });
      await forgetRejected(request.workspaceId, parts).catch((error) =>
        log.warn({ err: error }, 'an old candidate is still there'),
      );
      return outcome;
    } catch (cause) {
      const cancelled = wasCancelled();
      const error = cancelled ? new AppError('cancelled', message('training.cancelled')) : AppError.from(cause);
      await db.trainingRuns.finishTrainingRun(id, { state: cancelled ? 'cancelled' : 'failed', error: error.code });
      if (!cancelled) log.error({ err: error, run: id }, 'training failed');
      throw error;
    } finally {
      clearInterval(heart);
      running = undefined;
    }
  }

  async function begin(request: TrainingRequest): Promise<TrainingTicket | undefined> {
    const { workspaceId } = request;
    if (running?.workspaceId === workspaceId) {
      throw new AppError('busy', message('training.running'));
    }
    if (running) {
      throw new AppError('busy', message('training.running-other'));
    }
    const mine: Running = {
      workspaceId,
      progress: { ratio: 0, phase: 'preparing', step: 0 },
      curves: createCurves(),
    };
    running = mine;
    try {
      mine.ticket = await start(request);
      if (mine.stopped) mine.ticket?.cancel();
      return mine.ticket;
    } finally {
      if (!mine.ticket) running = undefined;
    }
  }

  return {
    begin,
    start: async ({ mayRetrain, workspaceId, userId, name }, minutes) => {
      if (!mayRetrain) throw new AppError('no_permission', message('admins.retrain'));
      return (await begin({ workspaceId, minutes, by: { userId, name } }))!;
    },
    current: ({ workspaceId }) => {
      if (!running) return undefined;
      const mine = running.workspaceId === workspaceId;
      return { ...running.progress, mine, curves: mine ? running.curves.read() : { loss: [], liking: [] } };
    },
    cancel: ({ mayRetrain, workspaceId }) => {
      if (running?.workspaceId !== workspaceId) return false;
      if (!mayRetrain) throw new AppError('no_permission', message('admins.stop-training'));
      running.stopped = true;
      running.ticket?.cancel();
      return true;
    },
    close: () => running?.ticket?.cancel(),
  };
}
