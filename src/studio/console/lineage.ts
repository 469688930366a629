import type { Checkpoint } from '#db/checkpoints.ts';
import type { Database } from '#db/database.ts';
import type { Caller, LineageModel } from '../api.ts';
import type { CheckpointStore } from '../checkpoints/checkpoints.ts';

const perPage = 20;
/** Runs of all workspaces that are looked through. */
const runsAtMost = 2000;
const ancestorsAtMost = 40;

/** A page of the models of a workspace: its own, those that came with Easel, and what these come from. */
export async function listLineage(
  { workspaceId }: Caller,
  page: number,
  db: Pick<Database, 'checkpoints' | 'trainingRuns'>,
  checkpoints: Pick<CheckpointStore, 'active' | 'nameOf'>,
): Promise<LineageModel[]> {
  const [all, runs, active] = await Promise.all([
    db.checkpoints.listCheckpoints(),
    db.trainingRuns.listTrained(runsAtMost),
    checkpoints.active(workspaceId),
  ]);
  const byId = new Map(all.map((checkpoint) => [checkpoint.id, checkpoint]));
  const runOf = new Map(runs.map((run) => [run.checkpointId, run]));
  const own = all.filter(({ id }) => {
    const run = runOf.get(id);
    return id === active.id || run === undefined || run.workspaceId === workspaceId;
  });
  const shown = own.slice((page - 1) * perPage, page * perPage);
  const ids = new Set(shown.map(({ id }) => id));
  const ancestors = shown.length > 0 ? ancestorsOf(shown, byId).filter(({ id }) => !ids.has(id)) : [];
  return [...shown, ...ancestors].map((checkpoint) => {
    const { id, family, step, parentId, createdAt, note, metrics } = checkpoint;
    const run = runOf.get(id);
    const figures = Object.entries(metrics).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return {
      ...{ name: checkpoints.nameOf(id), family, step, createdAt, note, active: id === active.id },
      parent: parentId && checkpoints.nameOf(parentId),
      origin: run === undefined ? 'given' : run.state === 'done' ? 'used' : 'rejected',
      figures: Object.fromEntries(figures),
    };
  });
}

/** What models come from, the newest first, each once. */
function ancestorsOf(models: readonly Checkpoint[], byId: ReadonlyMap<string, Checkpoint>): Checkpoint[] {
  const found = new Map<string, Checkpoint>();
  for (const model of models) {
    let parent = model.parentId === undefined ? undefined : byId.get(model.parentId);
    while (parent && !found.has(parent.id) && found.size < ancestorsAtMost) {
      found.set(parent.id, parent);
      parent = parent.parentId === undefined ? undefined : byId.get(parent.parentId);
    }
  }
  return [...found.values()].sort((one, other) => Number(other.createdAt) - Number(one.createdAt));
}
