import { beforeEach, describe, expect, test } from 'vitest';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

describeQueries('images', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  const vote = (imageId: string, value: 1 | -1) => db().marks.toggleVote({ ...scene, imageId }, value);
  const list = async (order: 'top' | 'new', page = 1, perPage?: number) => {
    const images = await db().images.listImages({ workspaceId: scene.workspaceId, order, page, perPage });
    return images.map(({ id }) => id);
  };

  test('a picture comes back as it was made, with its request', async () => {
    const code = Float32Array.of(0.1, -1e-30, 3.4e38, -0);
    const asked = {
      kind: 'mix',
      prompt: '🦊 🍩',
      note: 'no wolf here',
      seed: 2 ** 40 + 1,
      options: { balance: 0.25 },
    } as const;
    const images = [{ code, style: 'twemoji', alt: 'a fox that is a doughnut' }];
    const [id] = await paint(db(), scene, { ...asked, images });
    const image = await db().images.getImage(id!, scene.workspaceId);
    expect(image).toMatchObject({
      id,
      number: 1,
      code,
      style: 'twemoji',
      alt: 'a fox that is a doughnut',
      author: 'Ana',
    });
    expect(image).toMatchObject({ checkpointId: scene.checkpointId, checkpointName: scene.checkpointId.slice(0, 8) });
    expect(image.counts).toEqual({ up: 0, down: 0, favorites: 0 });
    expect(image.generation).toMatchObject({ ...asked, channel: 'general', subject: 'fox 🦊', spread: 1 });
  });

  test('a picture of another workspace is not found', async () => {
    const [id] = await paint(db(), scene);
    const stranger = await createScene(db());
    await expect(db().images.getImage(id!, stranger.workspaceId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(db().images.listSiblings(id!, stranger.workspaceId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().images.listImages({ workspaceId: stranger.workspaceId, order: 'new', page: 1 })).toEqual([]);
  });

  test('a generation that cannot be kept whole is not kept at all', async () => {
    await expect(paint(db(), scene, { id: 'halfway', parents: ['nobody'] })).rejects.toThrow();
    expect(await list('new')).toEqual([]);
  });

  test('the newest come first, each grid in its order', async () => {
    const first = await paint(db(), scene, { count: 2 });
    const second = await paint(db(), scene, { count: 2 });
    expect(await list('new')).toEqual([...second, ...first]);
  });

  test('the best come first: votes less votes against, then favourites', async () => {
    const [disliked, plain, liked, loved] = await paint(db(), scene);
    await vote(disliked!, -1);
    await vote(liked!, 1);
    await vote(loved!, 1);
    await db().marks.toggleFavorite({ ...scene, imageId: loved! });
    expect(await list('top')).toEqual([loved, liked, plain, disliked]);
  });

  test('pages do not overlap and leave nothing out', async () => {
    const ids = await paint(db(), scene, { count: 9 });
    const pages = [await list('top', 1, 4), await list('top', 2, 4), await list('top', 3, 4), await list('top', 4, 4)];
    expect(pages.map((page) => page.length)).toEqual([4, 4, 1, 0]);
    expect(pages.flat()).toEqual(ids);
  });

  test('a page holds 24 pictures unless told otherwise', async () => {
    await paint(db(), scene, { count: 25 });
    expect([(await list('new', 1)).length, (await list('new', 2)).length]).toEqual([24, 1]);
  });

  test('are found while their id, or what they show, is typed, with the newest first', async () => {
    const [old, ...others] = await paint(db(), scene);
    const find = async (typed: string, limit = 25) =>
      (await db().images.findImagesLike(scene.workspaceId, typed, limit)).map(({ id }) => id);
    expect(await find(old!.slice(0, 9))).toEqual([old]);
    expect(await find('', 2)).toEqual([old, others[0]]);
    expect(await find('%')).toEqual([]);
    const [{ shows } = { shows: '' }] = await db().images.findImagesLike(scene.workspaceId, old!, 1);
    expect(shows).not.toBe('');
    expect(await find(shows.slice(1).toUpperCase())).toEqual(expect.arrayContaining([old]));
    expect(await find('nothing of the kind')).toEqual([]);
  });

  describe('lineage', () => {
    const ids = (relatives: { id: string }[]) => relatives.map(({ id }) => id);

    test('ancestors come nearest first, each once', async () => {
      const [fox] = await paint(db(), scene, { count: 1, subject: 'fox 🦊' });
      const [food] = await paint(db(), scene, { count: 1, subject: 'doughnut 🍩' });
      const [mixed] = await paint(db(), scene, {
        count: 1,
        kind: 'mix',
        subject: 'fox + doughnut',
        parents: [food!, fox!],
      });
      const [varied] = await paint(db(), scene, { count: 1, kind: 'vary', parents: [mixed!, fox!, mixed!] });
      const ancestors = await db().images.listAncestors(varied!);
      expect(ids(ancestors)).toEqual([mixed, fox, food]);
      expect(ancestors[0]).toEqual({ id: mixed, kind: 'mix', subject: 'fox + doughnut' });
      expect(await db().images.listAncestors(fox!)).toEqual([]);
    });

    test('children come newest first', async () => {
      const [parent] = await paint(db(), scene, { count: 1 });
      const first = await paint(db(), scene, { count: 1, kind: 'vary', parents: [parent!] });
      const second = await paint(db(), scene, { count: 2, kind: 'restyle', parents: [parent!] });
      expect(ids(await db().images.listChildren(parent!))).toEqual([...second, ...first]);
    });
  });

  test('a person lists their own favourites, the one marked last first', async () => {
    const [one, two] = await paint(db(), scene);
    await db().marks.toggleFavorite({ ...scene, imageId: two! });
    await db().marks.toggleFavorite({ ...scene, imageId: one! });
    const favorites = await db().images.listFavoriteImages({ ...scene, page: 1 });
    expect(favorites.map(({ id }) => id)).toEqual([one, two]);
    const ben = await db().users.identifyUser('memory', scene.userId, 'Ben');
    expect(await db().images.listFavoriteImages({ ...scene, userId: ben.id, page: 1 })).toEqual([]);
  });

  test('favourites to train on are those of everybody in the workspace, with their codes', async () => {
    const [one, two] = await paint(db(), scene);
    const ben = await db().users.identifyUser('memory', `${scene.userId} too`, 'Ben');
    await db().marks.toggleFavorite({ ...scene, imageId: one! });
    await db().marks.toggleFavorite({ ...scene, imageId: two! });
    await db().marks.toggleFavorite({ ...scene, userId: ben.id, imageId: two! });
    const favorites = await db().images.findFavoriteImages(scene.workspaceId);
    expect(favorites.map(({ id }) => id)).toEqual([two, one]);
    expect(favorites[0]!.code).toEqual(Float32Array.of(1, 0.5));
  });
});
