import type { Database } from '#db/database.ts';
import { isSpoiler } from '#db/generations.ts';
import { english } from '#lib/i18n.ts';
import { idOf } from '#lib/ids.ts';
import type { Caller, Job } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { PaintedRecipe } from '../making/stills.ts';
import { repeatable } from '../planning/repeatable.ts';
import type { PaintTask } from '../queue/request.ts';

export interface Records {
  /** Under the job's id, so that a job that is carried out again after a crash is recorded once. */
  record(id: string, task: PaintTask, checkpoint: OpenCheckpoint, recipe: PaintedRecipe): Promise<void>;
  /** What is varied, steered or changed from a spoiler is one; and what comes from a private picture is private. */
  inheritSpoiler<Asked extends Job>(job: Asked, parents: string[], caller: Caller): Promise<Asked>;
}

/** Records what was painted. */
export function createRecords(db: Pick<Database, 'generations' | 'images'>): Records {
  return {
    async record(id: string, { job, caller }: PaintTask, checkpoint: OpenCheckpoint, recipe: PaintedRecipe) {
      const { spoiler, private: own } = job;
      const { subject, note, style, seed, spread, plans, parents } = recipe;
      await db.generations.createGeneration({
        id,
        workspaceId: caller.workspaceId,
        userId: caller.userId,
        channel: caller.channel,
        kind: job.kind,
        prompt: job.kind === 'generate' ? job.prompt : undefined,
        checkpointId: checkpoint.id,
        options: {
          ...repeatable(job),
          ...(spoiler && { spoiler }),
          ...(caller.language && { language: caller.language }),
        },
        images: plans.map(({ code, alt, look, depiction: scene }, index) => {
          return { id: idOf(id, index), code, alt, look, scene, style, parents };
        }),
        ...{ subject, note: note && english.of(note), style, seed, spread, private: own },
      });
    },
    async inheritSpoiler<Asked extends Job>(job: Asked, [parent]: string[], caller: Caller): Promise<Asked> {
      if (job.spoiler !== undefined || !parent || job.kind === 'generate' || job.kind === 'mix') return job;
      const { generation, hidden, private: own } = await db.images.getImage(parent, caller.workspaceId, caller.userId);
      return { ...job, spoiler: isSpoiler(generation) || hidden, ...(own && { private: true }) };
    },
  };
}
