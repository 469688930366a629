import { beforeEach, expect, test } from 'vitest';
import type { Message } from '#db/messages.ts';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';

describeQueries('messages', (db) => {
  let channel: string;
  beforeEach(() => {
    channel = createId();
  });

  const say = (text: string) =>
    db().messages.createMessage({ channel, author: 'ana', authorName: 'Ana', bot: false, body: { text } });
  const texts = (messages: Message[]) => messages.map(({ body }) => (body as { text: string }).text);

  test('a message comes back as it was written', async () => {
    const written = await say('/mix 🦊 🍩');
    expect(written).toMatchObject({ author: 'ana', authorName: 'Ana', bot: false, body: { text: '/mix 🦊 🍩' } });
    expect(await db().messages.findMessage(written.id)).toEqual(written);
    expect(await db().messages.findMessage('nobody')).toBeUndefined();
  });

  test('the latest are listed, oldest first, and those before a given one', async () => {
    for (const text of ['one', 'two', 'three', 'four']) await say(text);
    const latest = await db().messages.listMessages(channel, { limit: 2 });
    expect(texts(latest)).toEqual(['three', 'four']);
    const before = await db().messages.listMessages(channel, { before: latest[0]!.sequence, limit: 5 });
    expect(texts(before)).toEqual(['one', 'two']);
  });

  test('who was away gets what was written or changed since, in that order', async () => {
    const first = await say('first');
    const last = await say('last');
    expect(await db().messages.listMessagesSince(channel, last.revision)).toEqual([]);
    const fresh = await say('fresh');
    const edited = await db().messages.updateMessage(first.id, { text: 'edited' });
    expect(edited).toMatchObject({ id: first.id, sequence: first.sequence, createdAt: first.createdAt });
    expect(await db().messages.listMessagesSince(channel, last.revision)).toEqual([fresh, edited]);
  });

  test('a channel hears nothing of another', async () => {
    const elsewhere = await say('elsewhere');
    channel = createId();
    expect(await db().messages.listMessagesSince(channel, elsewhere.revision - 1)).toEqual([]);
    expect(await db().messages.listMessages(channel, { limit: 5 })).toEqual([]);
  });

  test('whoever reads while others write misses nothing', async () => {
    const writing = Array.from({ length: 20 }, (_, index) => say(`message ${index}`));
    const read: Message[] = [];
    const readOn = async () =>
      read.push(...(await db().messages.listMessagesSince(channel, read.at(-1)?.revision ?? 0)));
    await Promise.all(writing.map((message) => message.then(readOn, readOn).then(() => undefined)));
    await readOn();
    expect(new Set(texts(read)).size).toBe(20);
  });

  test('a message that does not exist cannot be changed', async () => {
    await expect(db().messages.updateMessage('nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  });
});
