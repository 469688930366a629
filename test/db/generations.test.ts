import { expect, test } from 'vitest';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint } from '../helpers/scene.ts';

describeQueries('a generation', (db) => {
  test('that is recorded twice under one id, as after a crash, is there once, as it was first', async () => {
    const scene = await createScene(db());
    const first = await paint(db(), scene, { id: 'samejob', subject: 'fox' });
    await paint(db(), scene, { id: 'samejob', subject: 'cat' });
    const images = await db().images.listImages({ workspaceId: scene.workspaceId, order: 'new', page: 1 });
    expect(images.map(({ id }) => id).toSorted()).toEqual(first.toSorted());
    expect(images[0]!.generation.subject).toBe('fox');
  });

  test('that cannot be recorded says so', async () => {
    const scene = await createScene(db());
    await expect(paint(db(), { ...scene, checkpointId: 'unknown' })).rejects.toThrow(/[Ff]oreign key/);
  });
});
