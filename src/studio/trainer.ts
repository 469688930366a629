import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Database } from '#db/database.ts';
import { contactSheet } from '#images/grid.ts';
import type { Config } from '#lib/config.ts';
import { AppError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { createRandom } from '#lib/random.ts';
import type { Caller, Models, Trainer, TrainingOutcome, TrainingProgress, TrainingTicket } from './api.ts';
import type { CheckpointStore, OpenCheckpoint } from './checkpoints.ts';
import type { Renderer } from './render.ts';
import type { Favorite, TrainingMessage, TrainingOrder, TrainingResult } from './trainer-process.ts';

export interface TrainerParts {
  db: Pick<Database, 'trainingRuns' | 'images' | 'activeCheckpoints'>;
  checkpoints: CheckpointStore;
  checkpointDirectory: string;
  models: Models;
  renderer: Renderer;
  /** The approved pictures that people gave. */
  lessons(workspaceId: string, checkpoint: OpenCheckpoint): Promise<Favorite[]>;
  config: Pick<Config, 'dataDir' | 'device' | 'threads'>;
  log: Log;
}

/** Favourites that one run learns from at most. */
const favoritesAtMost = 500;
/** Pictures in the comparison of before and after. */
const comparedPictures = 8;

interface Running {
  caller: Caller;
  ticket: TrainingTicket;
}

/** Fine-tunes a workspace's model in a process of its own, one at a time, and switches to the result. */
export function createTrainer(parts: TrainerParts): Trainer & { close(): void } {
  const { db, checkpoints, renderer, config, log } = parts;
  let running: Running | 'starting' | undefined;

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

  /** The same codes painted by both checkpoints, one row each. */
  async function compare(before: OpenCheckpoint, after: OpenCheckpoint): Promise<Uint8Array> {
    const random = createRandom(before.info.step);
    const sketches = Array.from({ length: comparedPictures }, () => {
      const { code, style } = before.latent.anchor(
        before.latent.styles[random.integer(before.latent.styles.length)]!,
        random,
      );
      return { code, style: before.latent.oneHot(style) };
    });
    const rows = [await renderer.paint(before, sketches), await renderer.paint(after, sketches)];
    return contactSheet(rows, { size: before.size, rowLabels: ['before', 'after'] });
  }

  async function finish(caller: Caller, parent: OpenCheckpoint, result: TrainingResult): Promise<TrainingOutcome> {
    const { id, ...figures } = result;
    const checkpoint = await checkpoints.register(
      id,
      `trained for ${Math.round(result.seconds / 60)} min by ${caller.name}`,
    );
    const beforeAfter = await compare(parent, checkpoint);
    const change = { workspaceId: caller.workspaceId, userId: caller.userId, checkpointId: id };
    await db.activeCheckpoints.useCheckpoint(change);
    const model = (await parts.models.list(caller)).find(({ name }) => name === checkpoint.name)!;
    return { model, ...figures, beforeAfter };
  }

  async function start(caller: Caller, minutes: number): Promise<TrainingTicket> {
    const parent = await checkpoints.active(caller.workspaceId);
    const favorites = await gatherFavorites(caller.workspaceId);
    const taught = await parts.lessons(caller.workspaceId, parent);
    const { workspaceId, userId } = caller;
    const run = await db.trainingRuns.createTrainingRun({
      workspaceId,
      userId,
      minutes,
      parentCheckpointId: parent.id,
    });
    const listeners: ((progress: TrainingProgress) => void)[] = [];
    let cancelled = false;
    const child = fork(new URL('./trainer-process.ts', import.meta.url), { serialization: 'advanced' });
    const order: TrainingOrder = {
      checkpointDirectory: parts.checkpointDirectory,
      from: parent.directory,
      cacheDirectory: join(config.dataDir, 'cache'),
      minutes,
      seed: Math.floor(Math.random() * 2 ** 31),
      device: config.device,
      threads: config.threads,
      favorites: [...favorites, ...taught],
    };
    child.send(order);

    const done = resultOf(child, log, (progress) => {
      for (const listener of listeners) listener(progress);
    })
      .then((result) => finish(caller, parent, result))
      .then(async (outcome) => {
        const { steps, images, lossBefore, lossAfter } = outcome;
        const metrics = { heldout_mae_before: lossBefore, heldout_mae_after: lossAfter };
        const { id: checkpointId } = await checkpoints.active(workspaceId);
        await db.trainingRuns.finishTrainingRun(run.id, { state: 'done', steps, images, metrics, checkpointId });
        return outcome;
      })
      .catch(async (cause) => {
        const error = cancelled
          ? new AppError('cancelled', 'The training was cancelled. The model stays as it was.')
          : AppError.from(cause);
        await db.trainingRuns.finishTrainingRun(run.id, {
          state: cancelled ? 'cancelled' : 'failed',
          error: error.code,
        });
        if (!cancelled) log.error({ err: error, run: run.id }, 'training failed');
        throw error;
      })
      .finally(() => {
        running = undefined;
      });
    done.catch(() => {});
    return {
      id: run.id,
      done,
      onProgress: (listener) => listeners.push(listener),
      cancel: () => {
        cancelled = true;
        child.kill();
      },
    };
  }

  return {
    start: async (caller, minutes) => {
      if (!caller.mayRetrain)
        throw new AppError('no_permission', 'Only people who run this workspace may retrain its model.');
      if (running)
        throw new AppError('busy', 'A training is running already. Please wait until it is done, or /cancel it.');
      running = 'starting';
      try {
        const ticket = await start(caller, minutes);
        running = { caller, ticket };
        return ticket;
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    cancel: (caller) => {
      if (!running || running === 'starting') return false;
      if (!caller.mayRetrain)
        throw new AppError('no_permission', 'Only people who run this workspace may stop its training.');
      running.ticket.cancel();
      return true;
    },
    close: () => {
      if (running && running !== 'starting') running.ticket.cancel();
    },
  };
}

/** What the process reports in the end; its progress goes to `onProgress`. */
function resultOf(
  child: ChildProcess,
  log: Log,
  onProgress: (progress: TrainingProgress) => void,
): Promise<TrainingResult> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: TrainingMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'device')
        log.warn({ cause: message.cause }, `${message.message} Training goes on on the cpu.`);
      else if (message.kind === 'done') resolve(message.result);
      else reject(new AppError(message.code, message.message, message.cause || undefined));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`The training process ended with ${signal ?? code}.`)));
  });
}
