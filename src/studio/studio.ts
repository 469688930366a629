import type { Database } from '#db/database.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Metrics } from '#lib/metrics.ts';
import type { Caller, Job, Painting, Studio, SubmitOptions, Suggestion, SuggestionKind, Ticket } from './api.ts';
import type { CheckpointStore, OpenCheckpoint } from './checkpoints/checkpoints.ts';
import type { JobQueue } from './queue/queue.ts';
import { type PaintTask, requestOf } from './queue/request.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

export interface StudioParts {
  db: Pick<Database, 'images' | 'checkpoints'>;
  checkpoints: CheckpointStore;
  queue: JobQueue<PaintTask, Painting>;
  vocabulary(checkpoint: OpenCheckpoint): Promise<Vocabulary>;
  /** The device in words. */
  device(): Promise<string>;
  metrics: Metrics;
}

const suggestionsAtMost = 25;

/** The one generation service behind every platform: a fair queue in front of the painter. */
export function createStudio(parts: StudioParts): Studio {
  const { db, checkpoints, queue, vocabulary, device, metrics } = parts;
  metrics.watchQueue(async () => (await queue.list()).length);

  async function suggest(kind: SuggestionKind, text: string, caller: Caller): Promise<Suggestion[]> {
    if (kind !== 'picture') return (await suggestWords(kind, text, caller)).map((value) => ({ value, label: value }));
    const found = await db.images.findImagesLike(
      caller.workspaceId,
      text.trim().toLowerCase(),
      suggestionsAtMost,
      caller.userId,
    );
    return found.map(({ id, shows }) => ({ value: id, label: `${shows || 'free sample'} · ${id}` }));
  }

  async function suggestWords(
    kind: Exclude<SuggestionKind, 'picture'>,
    text: string,
    caller: Caller,
  ): Promise<string[]> {
    const typed = text.trim().toLowerCase();
    const startsSo = (name: string) => name.toLowerCase().startsWith(typed);
    if (kind === 'model') return (await namesOfModels()).filter(startsSo);
    const checkpoint = await checkpoints.active(caller.workspaceId);
    if (kind === 'style') return checkpoint.latent.styles.filter(startsSo);
    return (await vocabulary(checkpoint)).suggest(text, kind === 'prompt' ? undefined : kind);
  }

  /** All that `find` knows: each checkpoint by what people call it, and families. */
  async function namesOfModels(): Promise<string[]> {
    const all = await db.checkpoints.listCheckpoints();
    return [...new Set([...all.map(({ id }) => checkpoints.nameOf(id)), ...all.map(({ family }) => family)])];
  }

  function submit(job: Job, caller: Caller, options?: SubmitOptions): Ticket {
    const start = performance.now();
    const count = (outcome: 'done' | 'failed' | 'cancelled') =>
      metrics.jobFinished(job.kind, outcome, (performance.now() - start) / 1000);
    const ticket = queue.add(requestOf(job, caller, options));
    ticket.done.then(
      () => count('done'),
      (error) => count(error instanceof AppError && error.code === 'cancelled' ? 'cancelled' : 'failed'),
    );
    return ticket;
  }

  return {
    submit,
    queue: async (caller) => ({
      entries: (await queue.list()).map((job) => ({
        id: job.id,
        kind: job.kind,
        mine: job.userId === caller.userId,
        here: job.workspaceId === caller.workspaceId,
        progress: job.progress(),
      })),
      device: await device(),
      checkpoint: (await checkpoints.active(caller.workspaceId)).name,
    }),
    cancel: async (caller, ticketId) => {
      const { userId, workspaceId } = caller;
      const jobs = (await queue.list()).filter((job) =>
        ticketId
          ? job.id === ticketId && (job.userId === userId || job.workspaceId === workspaceId)
          : job.userId === userId,
      );
      if (ticketId && jobs.length === 0) throw new AppError('not_found', message('error.not-queued'));
      if (jobs.some((job) => job.userId !== caller.userId) && !caller.admin) {
        throw new AppError('no_permission', message('error.not-your-job'));
      }
      for (const job of jobs) job.cancel();
      return jobs.length;
    },
    suggest: async (kind, text, caller) => (await suggest(kind, text, caller)).slice(0, suggestionsAtMost),
  };
}
