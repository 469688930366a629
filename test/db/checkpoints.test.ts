import { beforeEach, expect, test } from 'vitest';
import { describeQueries } from '../helpers/database.ts';
import { addCheckpoint, createScene, paint, type Scene } from '../helpers/scene.ts';

describeQueries('checkpoints', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  const active = () => db().activeCheckpoints.findActiveCheckpoint(scene.workspaceId);
  const use = (checkpointId: string) => db().activeCheckpoints.useCheckpoint({ ...scene, checkpointId });
  const rollback = () => db().activeCheckpoints.rollbackCheckpoint(scene);

  test('one is found by its name and by its id, an unknown one is not', async () => {
    const id = scene.checkpointId;
    expect(await db().checkpoints.getCheckpoint(id)).toMatchObject({ id, family: 'vae', step: 100 });
    expect(await db().checkpoints.getCheckpoint(id.slice(0, 8))).toMatchObject({ id });
    await expect(db().checkpoints.getCheckpoint('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the same content twice is one checkpoint, as it was first', async () => {
    const first = await db().checkpoints.getCheckpoint(scene.checkpointId);
    expect(await db().checkpoints.createCheckpoint({ ...first, note: 'again' })).toEqual(first);
  });

  test('the lineage comes nearest first', async () => {
    const child = await addCheckpoint(db(), scene.checkpointId);
    const grandchild = await addCheckpoint(db(), child);
    const lineage = await db().checkpoints.listLineage(grandchild);
    expect(lineage.map(({ id }) => id)).toEqual([child, scene.checkpointId]);
    expect((await db().checkpoints.listCheckpoints()).map(({ id }) => id).slice(0, 2)).toEqual([grandchild, child]);
  });

  test('one that nothing needs can be deleted', async () => {
    const { deleteUnusedCheckpoint, listCheckpoints } = db().checkpoints;
    const [unused, used, parent] = [await addCheckpoint(db()), await addCheckpoint(db()), await addCheckpoint(db())];
    const child = await addCheckpoint(db(), parent);
    await use(used);
    await use(scene.checkpointId);
    expect(await Promise.all([unused, used, parent].map(deleteUnusedCheckpoint))).toEqual([true, false, false]);
    await paint(db(), scene, { checkpointId: child });
    expect(await deleteUnusedCheckpoint(child)).toBe(false);
    const left = (await listCheckpoints()).map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining([used, parent, child]));
    expect(left).not.toContain(unused);
    expect(await deleteUnusedCheckpoint(unused)).toBe(false);
  });

  test('a workspace begins with the shipped one, and comes back to it', async () => {
    expect(await active()).toBeUndefined();
    await use(scene.checkpointId);
    expect(await active()).toBe(scene.checkpointId);
    expect(await rollback()).toBeUndefined();
    expect(await active()).toBeUndefined();
    await expect(rollback()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('rolling back leads through those used, latest first', async () => {
    const [first, second] = [scene.checkpointId, await addCheckpoint(db())];
    await use(first);
    await use(second);
    await use(second);
    await use(first);
    expect([await rollback(), await rollback(), await rollback()]).toEqual([second, first, undefined]);
  });

  test('changes at once are all kept', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => addCheckpoint(db())));
    await Promise.all(ids.map(use));
    const used = [await active(), await rollback(), await rollback(), await rollback(), await rollback()];
    expect(used.toSorted()).toEqual(ids.toSorted());
  });

  test('one that does not exist cannot be used', async () => {
    await expect(use('nobody')).rejects.toMatchObject({ code: 'not_found' });
    expect(await active()).toBeUndefined();
  });

  test('who changed it is noted', async () => {
    await use(scene.checkpointId);
    await rollback();
    const events = await db().audit.listAuditEvents(scene.workspaceId);
    const by = { userId: scene.userId, subject: scene.checkpointId };
    expect(events).toMatchObject([
      { ...by, action: 'checkpoint.rollback' },
      { ...by, action: 'checkpoint.use' },
    ]);
  });
});
