import { beforeEach, expect, test } from 'vitest';
import type { Database } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import { createRetention, markedTimes } from '#studio/gallery/retention.ts';
import { describeQueries } from '../../helpers/database.ts';
import { createScene, paint, type Scene } from '../../helpers/scene.ts';

const dayMs = 24 * 60 * 60_000;
/** When the pictures of these tests were painted, or soon after. */
const painted = Date.UTC(2026, 0, 1);

describeQueries('what a workspace wants to be kept', (db) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await createScene(db());
  });

  const removed: string[] = [];
  const tickAfter = (days: number) =>
    createRetention({
      db: db(),
      clock: { now: () => new Date(painted + days * dayMs) },
      onRemoved: async (ids) => void removed.push(...ids),
    }).tick();
  const left = async (ids: string[]) => (await db().images.findImages(ids)).map(({ id }) => id).sort();
  const keep = (days: number) => db().settings.changeSetting({ ...scene, key: 'keep', value: days });

  test('is everything, unless it says otherwise', async () => {
    const ids = await paint(db(), scene);
    await tickAfter(3650);
    expect(await left(ids)).toEqual(ids.sort());
  });

  test('goes by age: what nobody marked first, what somebody voted for, kept or saved later', async () => {
    const ids = await paint(db(), scene, { count: 5 });
    const [voted, kept, saved, enlarged, plain] = ids as [string, string, string, string, string];
    await db().marks.toggleVote({ ...scene, imageId: voted }, -1);
    await db().marks.toggleFavorite({ ...scene, imageId: kept });
    await db().signs.noteInterest({ ...scene, imageId: saved }, 'save');
    await db().signs.noteInterest({ ...scene, imageId: enlarged }, 'enlarge');
    await keep(30);
    await tickAfter(29);
    expect(await left(ids)).toHaveLength(5);
    await tickAfter(31);
    expect(await left(ids)).toEqual([voted, kept, saved].sort());
    expect(removed).toEqual(expect.arrayContaining([enlarged, plain]));
    await tickAfter(30 * markedTimes + 1);
    expect(await left(ids)).toEqual([]);
  });

  test('of a thousand old pictures none is left', async () => {
    const ids: string[] = [];
    for (let times = 0; times < 6; times++) ids.push(...(await paint(db(), scene, { count: 200 })));
    await keep(1);
    await tickAfter(5);
    expect(await left(ids)).toEqual([]);
  });
});

describeQueries('what a workspace left that Easel was taken out of', (db) => {
  const enter = async (database: Database) => {
    const scene = await createScene(database);
    const externalId = createId();
    const { id } = await database.workspaces.identifyWorkspace('discord', externalId);
    return { externalId, ids: await paint(database, { ...scene, workspaceId: id }) };
  };
  const tickAfter = (days: number) =>
    createRetention({
      db: db(),
      clock: { now: () => new Date(painted + days * dayMs) },
      onRemoved: async () => {},
    }).tick();

  test('is deleted after a month; where Easel never was, or is again, it stays', async () => {
    const [gone, back, never] = [await enter(db()), await enter(db()), await enter(db())];
    await db().workspaces.notePresence('discord', [gone.externalId, back.externalId]);
    await db().workspaces.notePresence('discord', []);
    await db().workspaces.notePresence('discord', [back.externalId]);
    await tickAfter(29);
    expect(await db().images.findImages(gone.ids)).toHaveLength(4);
    await tickAfter(32);
    expect(await db().images.findImages(gone.ids)).toEqual([]);
    expect(await db().images.findImages(back.ids)).toHaveLength(4);
    expect(await db().images.findImages(never.ids)).toHaveLength(4);
  });
});
