import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#lib/clock.ts';
import { createMemoryChat } from '#platforms/memory/memory.ts';
import { type OpenCheckpoint, openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createLessons, findLessons } from '#studio/lessons/lessons.ts';
import { openTestEasel, type TestEasel } from '../helpers/easel.ts';

let easel: TestEasel;
let checkpoint: OpenCheckpoint;
beforeAll(async () => {
  easel = await openTestEasel();
  const [{ id } = { id: '' }] = await easel.db.checkpoints.listCheckpoints();
  checkpoint = await openCheckpoint(join(easel.folder, 'checkpoints', id));
});
afterAll(() => easel.close());

/** A disc on a clear background, of a colour of its own. */
async function picture(fill: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="${fill}"/></svg>`;
  return { attachments: [{ name: 'disc.png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() }] };
}

/** People of a server of their own, so that tests do not see each other. */
function people(workspace: string) {
  const chat = createMemoryChat(easel.chat, workspace);
  return { ana: chat.user('ana'), ben: chat.user('ben'), olga: chat.user('olga', { operator: true }) };
}

async function learnt({ olga }: ReturnType<typeof people>) {
  const caller = await easel.services.people.identify(olga.origin);
  return { caller, lessons: await findLessons(easel.db, caller.workspaceId, checkpoint) };
}

describe('/teach', () => {
  it('asks for consent, then waits for an admin, then is learnt from', async () => {
    const all = people('one');
    const { ana, olga } = all;
    const offered = await ana.says('/teach our mascot', await picture('#c00'));
    expect(offered.ephemeral).toBe(true);
    expect(offered.text).toContain('`our mascot`');
    expect(offered.text).toContain('I can take it back at any time');
    expect((await olga.says('/teach queue')).text).toBe('Nothing waits for you.');
    await ana.clicks('I agree');
    expect((await learnt(all)).lessons).toHaveLength(0);
    expect((await olga.says('/teach queue')).text).toContain('1. `our mascot` by ana');
    expect(olga.lastReply.images).toMatchObject([{ spoiler: true, width: 128 }]);
    await olga.clicks('Approve 1');
    expect(olga.lastReply.text).toBe('Nothing waits for you.');
    const { caller, lessons } = await learnt(all);
    expect(lessons).toMatchObject([{ style: 'noto' }]);
    expect(lessons[0]!.pixels).toHaveLength(64 * 64 * 4);
    const [event] = await easel.db.audit.listAuditEvents(caller.workspaceId);
    expect(event).toMatchObject({ action: 'lesson.approved', userId: caller.userId });
  });

  it('is taken back by its giver at any time, and by nobody else', async () => {
    const all = people('two');
    const { ana, ben, olga } = all;
    await ana.says('/teach a ball', await picture('#0c0'));
    await ana.clicks('I agree');
    await olga.says('/teach queue');
    await olga.clicks('Approve 1');
    expect((await learnt(all)).lessons).toHaveLength(1);
    await ana.says('/teach mine');
    expect(ana.lastReply.text).toContain('approved: I learn from it');
    const withdraw = ana.lastReply.buttons![0]![0]!.id;
    expect(await easel.chat.press({ origin: ben.origin, buttonId: withdraw })).toEqual({
      notice: expect.stringContaining('not here any more'),
    });
    await ana.clicks('Take back 1');
    expect((await learnt(all)).lessons).toHaveLength(0);
    expect((await ana.says('/teach mine')).text).toContain('You gave no pictures here');
  });

  it('shows a declined picture to its giver alone', async () => {
    const { ana, ben, olga } = people('three');
    await ana.says('/teach a plum', await picture('#609'));
    await ana.clicks('I agree');
    await olga.says('/teach queue');
    await olga.clicks('Decline 1');
    expect(olga.lastReply.images).toEqual([]);
    expect((await olga.says('/teach queue')).images).toEqual([]);
    expect((await ben.says('/teach mine')).images).toEqual([]);
    expect((await ana.says('/teach mine')).text).toContain('declined');
  });

  it.each([
    ['unfit', 'bad_image', /not look fit/],
    ['unknown', 'busy', /could not look at this picture just now/],
  ] as const)('keeps nothing that is %s to the safety filter', async (verdict, code, message) => {
    const { ana } = people('five');
    const lessons = createLessons(easel.db, systemClock, async () => verdict);
    const caller = await easel.services.people.identify(ana.origin);
    const [upload] = (await picture('#0cc')).attachments;
    const refused = { code, message: expect.stringMatching(message) };
    await expect(lessons.offer(caller, upload!, 'a disc')).rejects.toMatchObject(refused);
    expect(await lessons.mine(caller, 1)).toEqual([]);
  });

  it('refuses what is no picture, the same one twice, and nothing at all', async () => {
    const { ana, ben } = people('four');
    const nothing = { attachments: [{ name: 'a.png', bytes: Buffer.from('PK\u0003\u0004') }] };
    expect((await ana.says('/teach a cat', nothing)).error).toBe('bad_image');
    expect((await ana.says('/teach a cat')).text).toContain('Please attach a picture');
    await ana.says('/teach a cat', await picture('#fa0'));
    expect((await ben.says('/teach a cat', await picture('#fa0'))).text).toContain('was given here before');
    expect((await ben.says('/teach queue')).error).toBe('no_permission');
  });
});
