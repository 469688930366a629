import { beforeEach, expect, test } from 'vitest';
import type { Mark } from '#db/marks.ts';
import { createId } from '#lib/ids.ts';
import { createRandom } from '#lib/random.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, paint, type Scene } from '../helpers/scene.ts';

describeQueries('votes and favourites', (db) => {
  let scene: Scene;
  let imageId: string;
  beforeEach(async () => {
    scene = await createScene(db());
    [imageId] = (await paint(db(), scene, { count: 1 })) as [string];
  });

  const addPerson = async (name: string) => (await db().users.identifyUser('memory', scene.userId + name, name)).id;
  const vote = (value: 1 | -1, userId = scene.userId) => db().marks.toggleVote({ ...scene, userId, imageId }, value);
  const favorite = (userId = scene.userId) => db().marks.toggleFavorite({ ...scene, userId, imageId });
  const counts = async () => (await db().images.getImage(imageId, scene.workspaceId)).counts;

  test('a vote counts, the other one replaces it, the same again takes it back', async () => {
    expect(await vote(1)).toEqual({ vote: 1, favorite: false });
    expect(await counts()).toEqual({ up: 1, down: 0, favorites: 0 });
    expect(await vote(-1)).toEqual({ vote: -1, favorite: false });
    expect(await counts()).toEqual({ up: 0, down: 1, favorites: 0 });
    expect(await vote(-1)).toEqual({ vote: 0, favorite: false });
    expect(await counts()).toEqual({ up: 0, down: 0, favorites: 0 });
  });

  test('a favourite and a vote live side by side', async () => {
    await vote(1);
    expect(await favorite()).toEqual({ vote: 1, favorite: true });
    expect(await counts()).toEqual({ up: 1, down: 0, favorites: 1 });
    expect(await favorite()).toEqual({ vote: 1, favorite: false });
    expect(await counts()).toEqual({ up: 1, down: 0, favorites: 0 });
  });

  test('clicks of one person at once count once', async () => {
    const votes = await Promise.all(Array.from({ length: 7 }, () => vote(1)));
    expect(votes.filter((marks) => marks.vote === 1)).toHaveLength(4);
    expect(await counts()).toMatchObject({ up: 1 });
    await Promise.all(Array.from({ length: 5 }, () => favorite()));
    expect(await counts()).toMatchObject({ favorites: 1 });
  });

  test('a click that comes again after a crash counts once', async () => {
    const inbox = db().events.inbox('memory');
    const event = { platform: 'memory', id: createId() };
    await inbox.receive(event.id, {});
    const again = () => db().marks.toggleVote({ ...scene, imageId, event }, 1);
    expect([await again(), await again()]).toEqual(Array(2).fill({ vote: 1, favorite: false }));
    expect(await counts()).toMatchObject({ up: 1 });
    await inbox.done(event.id);
    expect(await again()).toMatchObject({ vote: 1 });
    const heart = { platform: 'memory', id: createId() };
    await inbox.receive(heart.id, {});
    for (let times = 0; times < 2; times++) await db().marks.toggleFavorite({ ...scene, imageId, event: heart });
    expect(await counts()).toMatchObject({ up: 1, favorites: 1 });
  });

  test('clicks of many at once are all counted', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => addPerson(`person ${index}`)));
    const last = new Map<string, number>();
    const clicks = Array.from({ length: 40 }, async () => {
      const person = people[random.integer(people.length)]!;
      const marks = await vote(random.uniform() < 0.5 ? 1 : -1, person);
      return { person, marks };
    });
    await Promise.all(clicks);
    for (const person of people) last.set(person, (await db().marks.findMarks(person, [imageId])).get(imageId)!.vote);
    const values = [...last.values()];
    expect(await counts(), `seed ${seed}`).toMatchObject({
      up: values.filter((value) => value === 1).length,
      down: values.filter((value) => value === -1).length,
    });
  });

  test('marks are told for each picture asked about', async () => {
    const [other] = await paint(db(), scene, { count: 1 });
    await vote(-1);
    await favorite();
    const marks = await db().marks.findMarks(scene.userId, [imageId, other!]);
    expect([...marks]).toEqual([
      [imageId, { vote: -1, favorite: true }],
      [other, { vote: 0, favorite: false }],
    ]);
    const stranger = await db().marks.findMarks(await addPerson('Ben'), [imageId]);
    expect(stranger.get(imageId)).toEqual({ vote: 0, favorite: false });
  });

  test('several pictures are marked together, and one mark is taken away alone; the same again changes nothing', async () => {
    const [other] = await paint(db(), scene, { count: 1 });
    const imageIds = [imageId, other!];
    const set = (mark: Mark, present: boolean, ids = imageIds) =>
      db().marks.setMarks({ ...scene, imageIds: ids }, mark, present);
    const all = async () => {
      const siblings = await Promise.all(imageIds.map((id) => db().images.getImage(id, scene.workspaceId)));
      return siblings.map(({ counts: { up, down, favorites } }) => [up, down, favorites]);
    };
    await favorite();
    await set('up', true);
    await set('up', true);
    expect(await all()).toEqual([
      [1, 0, 1],
      [1, 0, 0],
    ]);
    await set('down', false);
    await set('down', true, [other!]);
    await set('favorite', true);
    expect(await all()).toEqual([
      [1, 0, 1],
      [0, 1, 1],
    ]);
    await set('up', false);
    await set('favorite', false);
    expect(await all()).toEqual([
      [0, 0, 0],
      [0, 1, 0],
    ]);
    await expect(set('up', true, [imageId, 'nobody'])).rejects.toMatchObject({ code: 'not_found' });
    expect(await counts()).toMatchObject({ up: 0 });
  });

  test('a picture of another workspace cannot be marked', async () => {
    const { workspaceId } = await createScene(db());
    const marking = { ...scene, workspaceId, imageId };
    await expect(db().marks.toggleVote(marking, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(db().marks.toggleFavorite(marking)).rejects.toMatchObject({ code: 'not_found' });
    expect(await counts()).toEqual({ up: 0, down: 0, favorites: 0 });
  });
});
