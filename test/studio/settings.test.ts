import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/ids.ts';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import { openTestEasel, type TestEasel } from '../helpers/easel.ts';

let easel: TestEasel;
beforeAll(async () => {
  easel = await openTestEasel();
});
afterAll(() => easel.close());

/** A workspace of its own, with an admin and a member. */
function newWorkspace() {
  const { user } = createMemoryChat(easel.chat, createId());
  return { olga: user('olga', { operator: true }), ana: user('ana'), ben: user('ben') };
}

test('the default style is painted in where nothing says another one', async () => {
  const { olga, ana } = newWorkspace();
  await olga.says('/settings style:twemoji');
  expect((await ana.says('/generate fox count:1')).text).toContain('style twemoji');
  expect((await ana.says('/generate count:1')).text).toContain('style twemoji');
  expect((await ana.says('/generate fox count:1 style:noto')).text).toContain('style noto');
  expect((await ana.says('/mix 🦊 🍩')).text).toContain('style twemoji');
  expect((await ana.says('/interpolate 🦊 🍩 frames:4')).text).toContain('style twemoji');
  expect((await newWorkspace().ana.says('/generate fox count:1')).text).toContain('style noto');
});

test('a request paints no more than one may, and says so', async () => {
  const { olga, ana } = newWorkspace();
  await olga.says('/settings count:2');
  const reply = await ana.says('/generate fox count:9');
  expect(reply.images).toHaveLength(2);
  expect(reply.text).toContain('One request paints at most 2 pictures here.');
  expect((await ana.says('/generate fox count:2')).text).not.toContain('at most');
});

test('a person paints no more in a day than they may; others go on', async () => {
  const { olga, ana, ben } = newWorkspace();
  await olga.says('/settings daily:5 zone:Asia/Tokyo');
  await ana.says('/generate fox count:3');
  const cut = await ana.says('/generate fox count:3');
  expect(cut.images).toHaveLength(2);
  expect(cut.text).toContain('You have 2 pictures left today.');
  expect(await ana.says('/generate fox')).toMatchObject({
    error: 'rate_limited',
    text: 'You have painted 5 pictures today, as many as anyone may here. Tomorrow (Asia/Tokyo) there are more.',
  });
  expect((await ben.says('/generate fox count:1')).images).toHaveLength(1);
});

test('who changed what is kept', async () => {
  const { olga } = newWorkspace();
  await olga.says('/settings count:2');
  await olga.says('/settings count:none');
  const { workspaceId, userId } = await easel.services.people.identify(olga.origin);
  expect(await easel.db.audit.listAuditEvents(workspaceId)).toMatchObject([
    { action: 'setting.change', subject: 'count', userId, detail: { from: 2 } },
    { action: 'setting.change', subject: 'count', userId, detail: { to: 2 } },
  ]);
});
