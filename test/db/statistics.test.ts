import { beforeEach, expect, test } from 'vitest';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

describeQueries('statistics', (db) => {
  let scene: Scene;
  let long: Date;
  beforeEach(async () => {
    scene = await createScene(db());
    long = new Date(0);
  });

  test('what was painted and voted is counted, each vote once', async () => {
    const [first, second] = (await paint(db(), scene)) as [string, string];
    await db().marks.toggleVote({ ...scene, imageId: first }, 1);
    await db().marks.toggleVote({ ...scene, imageId: second }, -1);
    await db().marks.toggleFavorite({ ...scene, imageId: first });
    const totals = await db().statistics.countAll(scene.workspaceId, long);
    const { pictures } = totals;
    expect(pictures).toBeGreaterThan(1);
    expect(totals).toEqual({ pictures, today: pictures, people: 1, votes: 2, favorites: 1 });
    expect(await db().statistics.countAll(scene.workspaceId, new Date('2999-01-01'))).toMatchObject({
      today: 0,
      pictures,
    });
    const elsewhere = await createScene(db());
    expect(await db().statistics.countAll(elsewhere.workspaceId, long)).toMatchObject({
      pictures: 0,
      votes: 0,
      people: 0,
    });

    const days = await db().statistics.countByDay(scene.workspaceId, long, 'UTC');
    expect(days).toEqual([{ day: '2026-01-01', up: 1, down: 1, favorites: 1, pictures }]);
    const [inTonga] = await db().statistics.countByDay(scene.workspaceId, long, 'Pacific/Tongatapu');
    expect(inTonga!.day).toBe('2026-01-01');
    const [inHawaii] = await db().statistics.countByDay(scene.workspaceId, long, 'Pacific/Honolulu');
    expect(inHawaii!.day).toBe('2025-12-31');
  });

  test('people are listed with what they did, who did something last first, a page at a time', async () => {
    const [imageId] = (await paint(db(), scene)) as [string];
    const ben = await db().users.identifyUser('web', `ben ${scene.userId}`, 'Ben');
    await db().marks.toggleVote({ ...scene, userId: ben.id, imageId }, 1);
    const { workspaceId, userId } = scene;
    await db().blocks.block({ workspaceId, userId, accounts: [`key ${workspaceId}`] }, ben.id);
    const range = { page: 1, perPage: 20 };
    const members = await db().statistics.listMembers(workspaceId, long, range);
    expect(members).toMatchObject([
      { personId: ben.id, name: 'Ben', pictures: 0, today: 0, votes: 1, blocked: true },
      { personId: userId, votes: 0, blocked: false },
    ]);
    expect(members[1]!.pictures).toBeGreaterThan(0);
    expect(members[0]!.lastAt).toBeInstanceOf(Date);
    expect(await db().statistics.listMembers(workspaceId, long, { page: 2, perPage: 1 })).toEqual([members[1]]);
  });

  test('workspaces are listed by their pictures, and what waits for a decision is counted', async () => {
    const [imageId] = (await paint(db(), scene)) as [string];
    const { workspaceId } = scene;
    const all = await db().statistics.listWorkspaces(1000);
    expect(all.find(({ id }) => id === workspaceId)!.pictures).toBeGreaterThan(0);
    const counts = all.map(({ pictures }) => pictures);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(await db().statistics.countWaiting(workspaceId)).toEqual({ reports: 0, lessons: 0 });
    const ben = await db().users.identifyUser('web', `ben ${scene.userId}`, 'Ben');
    const limit = { since: long, most: 10 };
    await db().reports.createReport({ imageId, workspaceId, userId: ben.id, reason: '', hideAt: 3, limit });
    expect(await db().statistics.countWaiting(workspaceId)).toEqual({ reports: 1, lessons: 0 });
    await db().reports.approveImage({ imageId, workspaceId, userId: scene.userId });
    expect(await db().statistics.countWaiting(workspaceId)).toEqual({ reports: 0, lessons: 0 });
  });
});
