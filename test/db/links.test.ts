import { beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

const hour = 60 * 60_000;

describeQueries('linked accounts', (db) => {
  let scene: Scene;
  let images: string[];
  let discord: string;
  let slack: string;
  beforeEach(async () => {
    scene = await createScene(db());
    images = await paint(db(), scene, { count: 3 });
    discord = (await db().users.identifyUser('discord', createId(), 'Ana')).id;
    slack = (await db().users.identifyUser('slack', createId(), 'ana')).id;
  });

  const vote = (userId: string, image: number, value: 1 | -1) =>
    db().marks.toggleVote({ ...scene, userId, imageId: images[image]! }, value);
  const keep = (userId: string, image: number) =>
    db().marks.toggleFavorite({ ...scene, userId, imageId: images[image]! });
  const counts = async (image: number) => (await db().images.getImage(images[image]!, scene.workspaceId)).counts;
  const link = async (from: string, to: string) => {
    const hash = createId();
    await db().links.offerLink({ userId: to, hash, lifetimeMs: hour });
    return db().links.link(from, hash);
  };

  test('count once where both had voted, with the later vote', async () => {
    await vote(discord, 0, 1);
    await vote(slack, 0, 1);
    await vote(slack, 1, 1);
    await vote(discord, 1, -1);
    await keep(discord, 2);
    await keep(slack, 2);
    expect(await link(slack, discord)).toEqual(['discord', 'slack']);
    expect(await counts(0)).toEqual({ up: 1, down: 0, favorites: 0 });
    expect(await counts(1)).toEqual({ up: 0, down: 1, favorites: 0 });
    expect(await counts(2)).toEqual({ up: 0, down: 0, favorites: 1 });
    const kept = await db().images.listFavoriteImages({ ...scene, userId: discord, page: 1 });
    expect(kept.map(({ id }) => id)).toEqual([images[2]]);
    const marks = await db().marks.findMarks(discord, images);
    expect(images.map((id) => marks.get(id))).toEqual([
      { vote: 1, favorite: false },
      { vote: -1, favorite: false },
      { vote: 0, favorite: true },
    ]);
  });

  test('vote as one: what the one gave, the other takes back', async () => {
    await vote(slack, 0, 1);
    await link(slack, discord);
    expect(await vote(discord, 0, 1)).toEqual({ vote: 0, favorite: false });
    expect(await counts(0)).toEqual({ up: 0, down: 0, favorites: 0 });
    expect(await db().users.identifyUser('slack', createId(), 'ben')).not.toMatchObject({ personId: discord });
  });

  test('come apart again, each with the votes of before', async () => {
    await vote(discord, 0, 1);
    await vote(slack, 0, -1);
    await keep(slack, 1);
    await link(slack, discord);
    await vote(discord, 2, 1);
    await db().links.unlink(slack);
    expect(await counts(0)).toEqual({ up: 1, down: 1, favorites: 0 });
    expect(await counts(1)).toEqual({ up: 0, down: 0, favorites: 1 });
    expect((await db().marks.findMarks(slack, images)).get(images[2]!)).toEqual({ vote: 0, favorite: false });
    await expect(db().links.unlink(slack)).rejects.toMatchObject({ code: 'not_found' });
    await expect(db().links.unlink(discord)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of three stay two when the first leaves', async () => {
    const web = (await db().users.identifyUser('web', createId(), 'ana')).id;
    await vote(slack, 0, 1);
    await vote(web, 0, 1);
    await link(slack, discord);
    expect(await link(web, slack)).toEqual(['discord', 'slack', 'web']);
    expect(await counts(0)).toMatchObject({ up: 1 });
    await db().links.unlink(discord);
    expect(await counts(0)).toMatchObject({ up: 1 });
    await db().links.unlink(web);
    expect(await counts(0)).toMatchObject({ up: 2 });
  });

  test('need a code that is known, fresh and unused, of another person and another platform', async () => {
    const refused = (code: string) => expect.objectContaining({ code });
    const hash = createId();
    await db().links.offerLink({ userId: discord, hash: 'replaced', lifetimeMs: hour });
    await db().links.offerLink({ userId: discord, hash, lifetimeMs: hour });
    await expect(db().links.link(slack, 'replaced')).rejects.toEqual(refused('not_found'));
    await expect(db().links.link(discord, hash)).rejects.toEqual(refused('bad_option'));
    await db().links.link(slack, hash);
    await expect(db().links.link(slack, hash)).rejects.toEqual(refused('not_found'));
    const second = (await db().users.identifyUser('slack', createId(), 'ana2')).id;
    await expect(link(second, discord)).rejects.toEqual(refused('bad_option'));
    const old = createId();
    await db().links.offerLink({ userId: discord, hash: old, lifetimeMs: 0 });
    await expect(db().links.link(second, old)).rejects.toEqual(refused('not_found'));
  });

  test('use a code once, though two try at once', async () => {
    const web = (await db().users.identifyUser('web', createId(), 'ana')).id;
    const hash = createId();
    await db().links.offerLink({ userId: discord, hash, lifetimeMs: hour });
    const tries = await Promise.allSettled([db().links.link(slack, hash), db().links.link(web, hash)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
