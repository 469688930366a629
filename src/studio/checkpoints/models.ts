import type { Database } from '#db/database.ts';
import type { TrainingRun } from '#db/training-runs.ts';
import { createByteCache } from '#lib/byte-cache.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createTurns } from '#lib/turns.ts';
import type { Caller, ModelHistory, ModelInfo, Models } from '../api.ts';
import type { Painter } from '../painting/painter.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import { compareCheckpoints } from '../training/compare.ts';
import { readMetrics } from '../training/report.ts';
import type { CheckpointStore } from './checkpoints.ts';

export interface ModelParts {
  db: Pick<Database, 'checkpoints' | 'activeCheckpoints' | 'trainingRuns'>;
  checkpoints: CheckpointStore;
  painter: Painter;
  sketcher: Sketcher;
}

/** Runs that the history shows. */
export const shownRuns = 7;
/** What every comparison paints. */
const seed = 1;
/** Pictures that show what a model paints like. */
const sampled = 4;
/** Painted comparisons that are kept, in bytes. */
const keptBytes = 16 * 1024 * 1024;

/** The checkpoints that a workspace can paint with, and which one it does. */
export function createModels({ db, checkpoints, painter, sketcher }: ModelParts): Models {
  const kept = createByteCache<Uint8Array>(keptBytes, ({ length }) => length);
  /** One at a time, so that who looks through many models leaves time to those who paint. */
  const turns = createTurns(1);

  /** What models paint, a row each: painted once, since none of them ever changes. */
  function painted(names: readonly string[], { count, labelled }: { count?: number; labelled: boolean }) {
    const key = [count, ...names].join(' ');
    const known = kept.get(key);
    if (known) return known;
    const picture = turns.take(key, async () => {
      const all = await Promise.all(names.map(checkpoints.find));
      const labels = labelled ? all.map(({ name }) => name) : undefined;
      return compareCheckpoints(all, { painter, sketcher, seed, labels, count });
    });
    kept.set(key, picture);
    return picture;
  }

  async function list(caller: Caller): Promise<ModelInfo[]> {
    const { id: activeId } = await checkpoints.active(caller.workspaceId);
    const all = await db.checkpoints.listCheckpoints();
    return all.map(({ id, family, step, parentId, createdAt, note }) => {
      const parent = parentId && checkpoints.nameOf(parentId);
      return { name: checkpoints.nameOf(id), family, step, parent, createdAt, note, active: id === activeId };
    });
  }

  async function info(caller: Caller, id: string): Promise<ModelInfo> {
    return (await list(caller)).find(({ name }) => name === checkpoints.nameOf(id))!;
  }

  function requireAdmin({ admin }: Caller): void {
    if (!admin) throw new AppError('no_permission', message('admins.model'));
  }

  return {
    list,
    use: async (caller, name) => {
      requireAdmin(caller);
      const { id } = await checkpoints.find(name);
      await db.activeCheckpoints.useCheckpoint({
        workspaceId: caller.workspaceId,
        userId: caller.userId,
        checkpointId: id,
      });
      return info(caller, id);
    },
    rollback: async (caller) => {
      requireAdmin(caller);
      const id = await db.activeCheckpoints.rollbackCheckpoint({
        workspaceId: caller.workspaceId,
        userId: caller.userId,
      });
      return info(caller, id ?? checkpoints.shippedId);
    },
    compare: (_caller, one, other) => painted([one, other], { labelled: true }),
    picture: (_caller, name) => painted([name], { count: sampled, labelled: false }),
    history: async ({ workspaceId }) => {
      const runs = await db.trainingRuns.listTrainingRuns(workspaceId, shownRuns, ['done', 'rejected']);
      const oldest = runs.at(-1);
      if (!oldest) throw new AppError('not_found', message('error.nothing-learnt'));
      const { id: activeId } = await checkpoints.active(workspaceId);
      const lessons = runs.reverse().map((run) => toLesson(run, activeId, checkpoints.nameOf));
      const ids = [oldest.parentCheckpointId, ...runs.map(({ checkpointId }) => checkpointId!)];
      const opened = await Promise.all([...new Set(ids)].map(checkpoints.open));
      const labels = opened.map(({ id, name }) => {
        const lesson = lessons.find(({ model }) => model === name);
        return [name, lesson && labelOf(lesson), id === activeId && 'in use'].filter(Boolean).join(' · ');
      });
      return { lessons, picture: await compareCheckpoints(opened, { painter, sketcher, seed, labels }) };
    },
  };
}

type Lesson = ModelHistory['lessons'][number];

function toLesson(run: TrainingRun, activeId: string, nameOf: (id: string) => string): Lesson {
  const [model, parent] = [nameOf(run.checkpointId!), nameOf(run.parentCheckpointId)];
  const [promoted, active] = [run.state === 'done', run.checkpointId === activeId];
  return { model, parent, at: run.updatedAt, promoted, active, ...readMetrics(run) };
}

function labelOf({ promoted, figures }: Lesson): string {
  const gain = figures.taste_gain;
  return [gain !== undefined && `${gain > 0 ? '+' : ''}${gain.toFixed(2)} σ`, !promoted && 'not used']
    .filter(Boolean)
    .join(' · ');
}
