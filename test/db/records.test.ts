import { beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, type Scene } from '../helpers/scene.ts';

describeQueries('people and runs', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  test('a new person who comes many times at once is one person', async () => {
    const externalId = createId();
    const people = await Promise.all(
      Array.from({ length: 5 }, () => db().users.identifyUser('memory', externalId, 'Ana')),
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
    const workspaces = await Promise.all(
      Array.from({ length: 5 }, () => db().workspaces.identifyWorkspace('memory', externalId)),
    );
    expect(new Set(workspaces.map(({ id }) => id)).size).toBe(1);
  });

  test('a person who takes another name stays the same person', async () => {
    const externalId = createId();
    const before = await db().users.identifyUser('memory', externalId, 'Ana');
    const after = await db().users.identifyUser('memory', externalId, 'Ana Maria');
    expect(after).toMatchObject({ id: before.id, name: 'Ana Maria' });
    const elsewhere = await db().users.identifyUser('slack', externalId, 'Ana');
    expect(elsewhere.id).not.toBe(before.id);
  });

  test('a training run keeps its figures and its end', async () => {
    const { workspaceId, userId, checkpointId } = scene;
    const start = { workspaceId, userId, minutes: 5, parentCheckpointId: checkpointId };
    const { id } = await db().trainingRuns.createTrainingRun(start);
    expect(await db().trainingRuns.getTrainingRun(id)).toMatchObject({ ...start, state: 'running', steps: 0 });
    const figures = { steps: 10, images: 320, metrics: { loss: 0.5 } };
    await db().trainingRuns.finishTrainingRun(id, { state: 'done', checkpointId, ...figures });
    const end = await db().trainingRuns.getTrainingRun(id);
    expect(end).toMatchObject({ state: 'done', steps: 10, checkpointId, metrics: { loss: 0.5 } });
  });

  test('runs that a restart cut off are marked so, ended ones are left alone', async () => {
    const { workspaceId, checkpointId } = scene;
    const add = () =>
      db().trainingRuns.createTrainingRun({ workspaceId, minutes: 5, parentCheckpointId: checkpointId });
    const [ended, cut] = [await add(), await add()];
    await db().trainingRuns.finishTrainingRun(ended.id, { state: 'failed', error: 'no_data' });
    expect(await db().trainingRuns.interruptTrainingRuns()).toBe(1);
    expect(await db().trainingRuns.getTrainingRun(cut.id)).toMatchObject({ state: 'interrupted' });
    expect(await db().trainingRuns.getTrainingRun(ended.id)).toMatchObject({ state: 'failed', error: 'no_data' });
    await expect(db().trainingRuns.getTrainingRun('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});
