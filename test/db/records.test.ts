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

  async function claim(due?: Date) {
    const { workspaceId, checkpointId } = scene;
    const run = { workspaceId, minutes: 5, parentCheckpointId: checkpointId };
    return db().trainingRuns.claimTrainingRun(run, due);
  }

  test('a training run keeps its figures and its end', async () => {
    const { workspaceId, userId, checkpointId } = scene;
    const start = { workspaceId, userId, minutes: 5, parentCheckpointId: checkpointId };
    const { id } = (await db().trainingRuns.claimTrainingRun(start))!;
    expect(await db().trainingRuns.getTrainingRun(id)).toMatchObject({ ...start, state: 'running', steps: 0 });
    const figures = { steps: 10, images: 320, metrics: { loss: 0.5 } };
    await db().trainingRuns.finishTrainingRun(id, { state: 'done', checkpointId, ...figures });
    const end = await db().trainingRuns.getTrainingRun(id);
    expect(end).toMatchObject({ state: 'done', steps: 10, checkpointId, metrics: { loss: 0.5 } });
    expect((await db().trainingRuns.listTrainingRuns(workspaceId, 5, ['done'])).map((run) => run.id)).toEqual([id]);
    expect(await db().trainingRuns.listTrainingRuns(workspaceId, 5, ['rejected'])).toEqual([]);
  });

  test('of many who start a training at once, one does; runs that a restart cut off are marked so', async () => {
    const claims = await Promise.allSettled([claim(), claim(), claim()]);
    const cut = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value!] : []));
    expect(cut).toHaveLength(1);
    expect(claims.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'busy' } });
    expect(await db().trainingRuns.interruptTrainingRuns({ shared: true })).toBe(0);
    expect(await db().trainingRuns.interruptTrainingRuns()).toBe(1);
    expect(await db().trainingRuns.getTrainingRun(cut[0]!.id)).toMatchObject({ state: 'interrupted' });
    const ended = (await claim())!;
    await db().trainingRuns.finishTrainingRun(ended.id, { state: 'failed', error: 'no_data' });
    expect(await db().trainingRuns.interruptTrainingRuns()).toBe(0);
    expect(await db().trainingRuns.getTrainingRun(ended.id)).toMatchObject({ state: 'failed', error: 'no_data' });
    await expect(db().trainingRuns.getTrainingRun('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a nightly run is done once, and begun anew twice where it was cut off', async () => {
    const due = new Date('2020-01-01');
    let last: Date | undefined;
    for (let attempt = 0; attempt < 3; attempt++) {
      last = (await claim(due))?.createdAt;
      expect(last, `attempt ${attempt}`).toBeDefined();
      await db().trainingRuns.interruptTrainingRuns();
    }
    expect(await claim(due)).toBeUndefined();
    const next = new Date(+last! + 1);
    const tonight = (await claim(next))!;
    await db().trainingRuns.finishTrainingRun(tonight.id, { state: 'skipped', error: 'no_data' });
    expect(await claim(next)).toBeUndefined();
  });
});
