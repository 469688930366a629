import { join } from 'node:path';
import type { Database } from '#db/database.ts';
import type { NewTrainingRun, TrainingEnd } from '#db/training-runs.ts';
import type { Config } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { Models, Trainer, TrainingOutcome, TrainingProgress, TrainingTicket } from './api.ts';
import type { CheckpointStore, OpenCheckpoint } from './checkpoints.ts';
import { shownRuns } from './models.ts';
import type { Painter } from './painter.ts';
import type { Renderer } from './render.ts';
import { readSettings } from './settings.ts';
import type { Tastes } from './taste.ts';
import { startTraining } from './training/child.ts';
import { compareCheckpoints } from './training/compare.ts';
import type { Favorite } from './training/favorites.ts';
import type { TrainingOrder, TrainingResult } from './training/run.ts';
import { reasonToSkip, type Sources } from './training/skip.ts';

export interface TrainerParts {
  db: Pick<Database, 'trainingRuns' | 'images' | 'activeCheckpoints' | 'settings' | 'signs'>;
  checkpoints: CheckpointStore;
  checkpointDirectory: string;
  models: Models;
  renderer: Renderer;
  painter: Painter;
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

export interface TrainerService extends Trainer {
  /** Starts a run; nothing where the nightly run of that time was done, or has nothing to learn. Throws `busy`. */
  begin(request: TrainingRequest): Promise<TrainingTicket | undefined>;
  close(): void;
}

/** Favourites that one run learns from at most. */
const favoritesAtMost = 500;
const leastPriority = 19;
/** How often a run says that it is alive, in milliseconds. */
const heartbeatMs = 60_000;

/** Rejected candidates that a workspace keeps: as many as its history can show. */
const rejectedKept = shownRuns;
/** How many of the latest rejected runs are looked through for older ones. */
const rejectedAtMost = 100;

/** The one run of this process; without a ticket while it is being prepared. */
interface Running {
  workspaceId: string;
  progress: TrainingProgress;
  ticket?: TrainingTicket;
  stopped?: true;
}

/** Teaches workspaces' models in a process of its own, one run at a time over all processes; keeps what is better. */
export function createTrainer(parts: TrainerParts): TrainerService {
  const { db, checkpoints, renderer, config, log } = parts;
  let running: Running | undefined;

  async function gatherFavorites(workspaceId: string): Promise<Favorite[]> {
    const images = await db.images.findFavoriteImages(workspaceId, favoritesAtMost);
    const favorites: Favorite[] = [];
    for (const [checkpointId, group] of Map.groupBy(images, (image) => image.checkpointId)) {
      const checkpoint = await checkpoints.open(checkpointId);
      const pixels = await renderer.paint(
        checkpoint,
        group.map(({ code, style }) => ({ code, style: checkpoint.latent.oneHot(style) })),
      );
      favorites.push(...group.map(({ id, style }, index) => ({ id, style, pixels: pixels[index]! })));
    }
    return favorites;
  }

  async function writeOrder({ workspaceId, minutes }: TrainingRequest, parent: OpenCheckpoint) {
    const favorites = await gatherFavorites(workspaceId);
    const taught = await parts.lessons(workspaceId, parent);
    const { signs: votes, people } = await db.signs.countSigns(workspaceId);
    const order: TrainingOrder = {
      checkpointDirectory: parts.checkpointDirectory,
      from: parent.directory,
      cacheDirectory: join(config.dataDir, 'cache'),
      minutes,
      seed: Math.floor(Math.random() * 2 ** 31),
      device: config.device,
      threads: config.threads,
      priority: parts.priority ?? leastPriority,
      favorites: [...favorites, ...taught],
      taste: await parts.tastes.of(workspaceId, parent),
    };
    const sources: Sources = { votes, people, favorites: favorites.length, given: taught.length };
    return { order, sources };
  }

  /** Registers the candidate, and paints with it from now on where the gate let it pass. */
  async function settle(
    { workspaceId, by }: TrainingRequest,
    parent: OpenCheckpoint,
    { id, chart, seconds, steps, images, ...verdict }: TrainingResult,
    sources: Sources,
  ): Promise<TrainingOutcome & { end: TrainingEnd }> {
    const kept = (await checkpoints.active(workspaceId)).id === parent.id;
    const promoted = verdict.promoted && kept;
    const reason = kept ? verdict.reason : 'another model was chosen while it was trained';
    const learnt = `learnt from ${sources.votes} votes of ${sources.people} people, ${by ? `for ${by.name}` : 'by night'}`;
    const checkpoint = await checkpoints.register(id, promoted ? learnt : `not used, because ${reason}`);
    const { style } = await readSettings(db, workspaceId);
    const labels = ['before', promoted ? 'after' : 'candidate'];
    const seed = parent.info.step;
    const beforeAfter = await compareCheckpoints([parent, checkpoint], { painter: parts.painter, seed, style, labels });
    if (promoted) await db.activeCheckpoints.useCheckpoint({ workspaceId, userId: by?.userId, checkpointId: id });
    const { family, step, parent: from } = checkpoint.info;
    const model = {
      ...{ name: checkpoint.name, family, step, note: promoted ? learnt : reason },
      ...{ parent: from && parent.name, createdAt: new Date(checkpoint.info.createdAt), active: promoted },
    };
    const { figures } = verdict;
    const end: TrainingEnd = {
      state: promoted ? 'done' : 'rejected',
      ...{ steps, images, checkpointId: id },
      metrics: { ...figures, ...sources, seconds, reason },
    };
    return { model, promoted, reason, figures, sources, steps, images, seconds, chart, beforeAfter, end };
  }

  /** Deletes what nobody can look at any more. */
  async function forgetRejected(workspaceId: string): Promise<void> {
    const rejected = await db.trainingRuns.listTrainingRuns(workspaceId, rejectedAtMost, ['rejected']);
    for (const { checkpointId } of rejected.slice(rejectedKept)) {
      if (checkpointId) await checkpoints.forget(checkpointId);
    }
  }

  async function start(request: TrainingRequest): Promise<TrainingTicket | undefined> {
    const { workspaceId, minutes, by, due } = request;
    const parent = await checkpoints.active(workspaceId);
    const columns: NewTrainingRun = { workspaceId, userId: by?.userId, minutes, parentCheckpointId: parent.id };
    const run = await db.trainingRuns.claimTrainingRun(columns, due);
    if (!run) return undefined;
    const { order, sources } = await writeOrder(request, parent).catch(async (error) => {
      await db.trainingRuns.finishTrainingRun(run.id, { state: 'failed', error: AppError.from(error).code });
      throw error;
    });
    const idle = due && (await reasonToSkip(db, workspaceId, order, sources));
    if (idle) {
      const metrics = { ...sources, reason: idle };
      await db.trainingRuns.finishTrainingRun(run.id, { state: 'skipped', metrics });
      log.info({ workspaceId, reason: idle }, 'the nightly training was skipped');
      return undefined;
    }
    const listeners: ((progress: TrainingProgress) => void)[] = [];
    let cancelled = false;
    const child = startTraining(order, log, (progress) => {
      if (running) running.progress = progress;
      for (const listener of listeners) listener(progress);
    });
    const heart = setInterval(() => db.trainingRuns.touchTrainingRun(run.id).catch(() => {}), heartbeatMs);
    const done = child.result
      .then((result) => settle(request, parent, result, sources))
      .then(async ({ end, ...outcome }) => {
        await db.trainingRuns.finishTrainingRun(run.id, end);
        await forgetRejected(workspaceId).catch((error) => log.warn({ err: error }, 'an old candidate is still there'));
        return outcome;
      })
      .catch(async (cause) => {
        const error = cancelled
          ? new AppError('cancelled', 'The training was cancelled. The model stays as it was.')
          : AppError.from(cause);
        const state = cancelled ? 'cancelled' : 'failed';
        await db.trainingRuns.finishTrainingRun(run.id, { state, error: error.code });
        if (!cancelled) log.error({ err: error, run: run.id }, 'training failed');
        throw error;
      })
      .finally(() => {
        clearInterval(heart);
        running = undefined;
      });
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

  async function begin(request: TrainingRequest): Promise<TrainingTicket | undefined> {
    const { workspaceId } = request;
    if (running?.workspaceId === workspaceId) {
      const advice = '`/queue` shows how far it is, and `/cancel training` ends it.';
      throw new AppError('busy', `A training is running already. ${advice}`);
    }
    if (running) {
      const advice = '`/queue` shows how far it is; please try again when it is done.';
      throw new AppError('busy', `A training of somebody else is running on this machine. ${advice}`);
    }
    const mine: Running = { workspaceId, progress: { ratio: 0, phase: 'preparing', step: 0 } };
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
      if (!mayRetrain)
        throw new AppError(
          'no_permission',
          'Only admins, and whom they let, may retrain the model. Please ask one of them.',
        );
      return (await begin({ workspaceId, minutes, by: { userId, name } }))!;
    },
    current: ({ workspaceId }) => running && { ...running.progress, mine: running.workspaceId === workspaceId },
    cancel: ({ mayRetrain, workspaceId }) => {
      if (running?.workspaceId !== workspaceId) return false;
      if (!mayRetrain)
        throw new AppError(
          'no_permission',
          'Only admins, and whom they let retrain, may stop a training. Please ask one of them.',
        );
      running.stopped = true;
      running.ticket?.cancel();
      return true;
    },
    close: () => running?.ticket?.cancel(),
  };
}
