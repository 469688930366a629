import { beforeEach, expect, test } from 'vitest';
import type { NewTrainingImage } from '#db/training-images.ts';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';
import { createScene, type Scene } from '../helpers/scene.ts';

describeQueries('pictures that people give', (db) => {
  let here: Scene;
  let ben: string;
  let elsewhere: Scene;
  beforeEach(async () => {
    here = await createScene(db());
    elsewhere = await createScene(db());
    ben = (await db().users.identifyUser('memory', createId(), 'Ben')).id;
  });

  const images = () => db().trainingImages;
  const give = (given: Partial<NewTrainingImage> = {}) => {
    const { workspaceId, userId } = here;
    const bytes = new Uint8Array([1, 2]);
    return images().createTrainingImage({ workspaceId, userId, name: 'a disc', hash: createId(), bytes, ...given });
  };
  const by = (userId: string, id: string, workspaceId = here.workspaceId) => ({ id, workspaceId, userId });
  const agreed = async (given?: Partial<NewTrainingImage>) => {
    const { id, ...rest } = await give(given);
    return images().consent(by(given?.userId ?? here.userId, id, rest.workspaceId), 'yes');
  };
  const gone = { code: 'not_found', message: 'This picture is not here any more, or was decided on already.' };
  const count = () => images().countTrainingImages({ workspaceId: here.workspaceId });

  test('is offered, agreed to by its giver alone, and decided on once', async () => {
    const { id, state, giver, bytes } = await give();
    expect({ state, bytes: [...bytes], giver }).toEqual({ state: 'offered', bytes: [1, 2], giver: expect.any(String) });
    await expect(images().decide(by(ben, id), 'approved')).rejects.toMatchObject(gone);
    for (const stranger of [by(ben, id), by(here.userId, id, elsewhere.workspaceId), by(here.userId, 'nothing')]) {
      await expect(images().consent(stranger, 'yes')).rejects.toMatchObject(gone);
    }
    expect(await images().consent(by(here.userId, id), 'yes')).toMatchObject({ id, state: 'waiting', name: 'a disc' });
    await expect(images().consent(by(here.userId, id), 'yes')).rejects.toMatchObject(gone);
    await expect(images().decide(by(ben, id, elsewhere.workspaceId), 'approved')).rejects.toMatchObject(gone);
    expect(await images().decide(by(ben, id), 'approved')).toMatchObject({ id, state: 'approved' });
    await expect(images().decide(by(ben, id), 'declined')).rejects.toMatchObject(gone);
    expect(await db().audit.listAuditEvents(here.workspaceId)).toMatchObject([
      { action: 'lesson.approved', userId: ben, subject: id, detail: { name: 'a disc' } },
    ]);
  });

  test('the same picture is given once in a workspace, and may be given in another', async () => {
    const { hash } = await give();
    const refused = { code: 'bad_option', message: 'This picture was given here before. Thank you all the same.' };
    await expect(give({ hash, userId: ben })).rejects.toMatchObject(refused);
    expect(await count()).toBe(1);
    await give({ hash, workspaceId: elsewhere.workspaceId, userId: elsewhere.userId });
  });

  test('is seen by its giver, and by others only in the state that they may see', async () => {
    const { id } = await give();
    expect(await images().getTrainingImage(by(here.userId, id))).toMatchObject({ id });
    await expect(images().getTrainingImage(by(ben, id))).rejects.toMatchObject(gone);
    await expect(images().getTrainingImage(by(ben, id), 'waiting')).rejects.toMatchObject(gone);
    await images().consent(by(here.userId, id), 'yes');
    expect(await images().getTrainingImage(by(ben, id), 'waiting')).toMatchObject({ id });
    await expect(images().getTrainingImage(by(ben, id))).rejects.toMatchObject(gone);
    for (const who of [here.userId, ben]) {
      const there = by(who, id, elsewhere.workspaceId);
      await expect(images().getTrainingImage(there, 'waiting')).rejects.toMatchObject(gone);
    }
    await images().decide(by(ben, id), 'declined');
    await expect(images().getTrainingImage(by(ben, id), 'waiting')).rejects.toMatchObject(gone);
    expect(await images().getTrainingImage(by(here.userId, id), 'waiting')).toMatchObject({ state: 'declined' });
  });

  test('is deleted by its owner, or by whoever may delete any, and by nobody elsewhere', async () => {
    const [first, second] = [await agreed(), await give()];
    await expect(images().removeTrainingImage(by(ben, first.id), ben)).rejects.toMatchObject(gone);
    await expect(images().removeTrainingImage(by(ben, first.id, elsewhere.workspaceId))).rejects.toMatchObject(gone);
    expect(await count()).toBe(2);
    await images().removeTrainingImage(by(here.userId, first.id), here.userId);
    await images().removeTrainingImage(by(ben, second.id));
    expect(await count()).toBe(0);
    await expect(images().removeTrainingImage(by(ben, second.id))).rejects.toMatchObject(gone);
    const events = (await db().audit.listAuditEvents(here.workspaceId)).map(({ action, subject, userId }) => [
      ...[action, subject, userId],
    ]);
    expect(events.toSorted()).toEqual(
      [
        ['lesson.withdraw', first.id, here.userId],
        ['lesson.withdraw', second.id, ben],
      ].toSorted(),
    );
  });

  test('lists are of a workspace, a person or a state, in order and in pages', async () => {
    const ids = [];
    for (let number = 0; number < 5; number++) ids.push((await give({ name: `${number}` })).id);
    const other = await agreed({ userId: ben, name: 'of Ben' });
    await give({ workspaceId: elsewhere.workspaceId, userId: elsewhere.userId, name: 'elsewhere' });
    const { workspaceId, userId } = here;
    const names = async (...of: Parameters<ReturnType<typeof images>['listTrainingImages']>) =>
      (await images().listTrainingImages(...of)).map(({ name }) => name);
    expect(await names({ workspaceId, userId }, 'asc', { page: 1, perPage: 2 })).toEqual(['0', '1']);
    expect(await names({ workspaceId, userId }, 'asc', { page: 3, perPage: 2 })).toEqual(['4']);
    expect(await names({ workspaceId, userId }, 'desc', { page: 2, perPage: 2 })).toEqual(['2', '1']);
    expect(await names({ workspaceId, state: 'waiting' }, 'asc', { page: 1, perPage: 9 })).toEqual(['of Ben']);
    expect(await names({ workspaceId }, 'desc', { page: 1, perPage: 9 })).toEqual(['of Ben', '4', '3', '2', '1', '0']);
    expect(await images().countTrainingImages({ workspaceId, userId: ben, state: 'waiting' })).toBe(1);
    expect(await images().countTrainingImages({ workspaceId, userId: ben, state: 'offered' })).toBe(0);
    expect(other).toMatchObject({ giver: 'Ben' });
  });

  test('what was offered and never agreed to is forgotten, nothing else is', async () => {
    const [offered, kept] = [await give(), await agreed()];
    await images().forgetOffers(offered.createdAt);
    expect(await count()).toBe(2);
    await images().forgetOffers(new Date(offered.createdAt.getTime() + 3_600_000));
    expect(await images().getTrainingImage(by(here.userId, kept.id))).toMatchObject({ state: 'waiting' });
    await expect(images().getTrainingImage(by(here.userId, offered.id))).rejects.toMatchObject(gone);
  });
});
