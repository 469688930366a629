import { beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, type Scene } from '../helpers/scene.ts';

describeQueries('signs of taste', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  /** Paints a grid of four pictures whose looks are known, and returns their ids. */
  async function paintGrid({ workspaceId, userId, checkpointId } = scene): Promise<string[]> {
    const images = [0, 1, 2, 3].map((number) => {
      return { code: Float32Array.of(number), look: Float32Array.of(number, 0.5), style: 'noto', alt: `${number}` };
    });
    const asked = { channel: 'general', kind: 'generate' as const, subject: '', seed: 7, style: 'noto', spread: 1 };
    const made = { workspaceId, userId, checkpointId, ...asked, options: {}, images };
    return (await db().generations.createGeneration(made)).imageIds;
  }

  const find = (limit = 100) => db().signs.findSigns({ ...scene, limit });

  test('a vote is found with all that was shown beside it, in the order shown', async () => {
    const grid = await paintGrid();
    await paintGrid();
    await db().marks.toggleVote({ ...scene, imageId: grid[2]! }, -1);
    const { signs, images } = await find();
    expect(signs).toEqual([{ personId: scene.userId, imageId: grid[2], kind: 'down' }]);
    expect(images.map(({ id }) => id)).toEqual(grid);
    expect(images[3]).toMatchObject({ look: Float32Array.of(3, 0.5), code: Float32Array.of(3), style: 'noto' });
  });

  test('every kind of sign is told once, and none that was taken back', async () => {
    const [imageId] = (await paintGrid()) as [string];
    await db().signs.noteInterest({ ...scene, imageId }, 'enlarge');
    await db().signs.noteInterest({ ...scene, imageId }, 'enlarge');
    await db().signs.noteInterest({ ...scene, imageId }, 'save');
    await db().marks.toggleVote({ ...scene, imageId }, 1);
    await db().marks.toggleFavorite({ ...scene, imageId });
    expect((await find()).signs.map(({ kind }) => kind).sort()).toEqual(['enlarge', 'favorite', 'save', 'up']);
    await db().marks.toggleVote({ ...scene, imageId }, 1);
    await db().marks.toggleFavorite({ ...scene, imageId });
    expect((await find()).signs.map(({ kind }) => kind).sort()).toEqual(['enlarge', 'save']);
  });

  test('the accounts of one person are one voice, and the last vote holds', async () => {
    const [imageId] = (await paintGrid()) as [string];
    const other = await db().users.identifyUser('slack', createId(), 'Ana');
    await db().marks.toggleVote({ ...scene, imageId }, 1);
    await db().marks.toggleVote({ ...scene, userId: other.id, imageId }, -1);
    expect((await find()).signs).toHaveLength(2);
    await db().links.offerLink({ userId: scene.userId, hash: other.id, lifetimeMs: 60_000_000 });
    await db().links.link(other.id, other.id);
    expect((await find()).signs).toEqual([{ personId: scene.userId, imageId, kind: 'down' }]);
  });

  test('a workspace learns from its own people; the others are asked for apart', async () => {
    const [own] = (await paintGrid()) as [string];
    const elsewhere = await createScene(db());
    const [other] = (await paintGrid(elsewhere)) as [string];
    await db().marks.toggleVote({ ...scene, imageId: own }, 1);
    await db().marks.toggleVote({ ...elsewhere, imageId: other }, 1);
    expect((await find()).signs.map(({ imageId }) => imageId)).toEqual([own]);
    const others = await db().signs.findSigns({ ...scene, elsewhere: true, limit: 100 });
    expect(others.signs.map(({ imageId }) => imageId)).toContain(other);
    expect(others.signs.map(({ imageId }) => imageId)).not.toContain(own);
    const attempt = db().signs.noteInterest({ ...scene, imageId: other }, 'save');
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the version of the signs changes with each of them', async () => {
    const [imageId] = (await paintGrid()) as [string];
    const versions = [await db().signs.versionOfSigns(scene.workspaceId)];
    const changes = [
      () => db().marks.toggleVote({ ...scene, imageId }, 1),
      () => db().marks.toggleVote({ ...scene, imageId }, -1),
      () => db().marks.toggleFavorite({ ...scene, imageId }),
      () => db().signs.noteInterest({ ...scene, imageId }, 'save'),
    ];
    for (const change of changes) {
      await change();
      versions.push(await db().signs.versionOfSigns(scene.workspaceId));
    }
    expect(new Set(versions.map(({ version }) => version)).size).toBe(5);
    expect(versions.map(({ count }) => count)).toEqual([0, 1, 1, 2, 3]);
  });

  test('who has been there on how many days is told', async () => {
    const [imageId] = (await paintGrid()) as [string];
    const { id: guest } = await db().users.identifyUser('memory', createId(), 'Guest');
    await db().marks.toggleVote({ ...scene, userId: guest, imageId }, 1);
    const { days } = await find();
    expect(days).toEqual(
      new Map([
        [scene.userId, 1],
        [guest, 1],
      ]),
    );
  });
});
