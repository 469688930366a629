import { beforeEach, expect, test, vi } from 'vitest';
import type { Execute } from '#db/connection.ts';
import { startDatabase } from '#db/database.ts';
import type { Message } from '#db/messages.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { describePostgres, describeQueries } from '../helpers/database.ts';

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
    expect(await db().messages.listMessagesSince(channel, last.revision, 100)).toEqual([]);
    const fresh = await say('fresh');
    const edited = await db().messages.updateMessage(first.id, { text: 'edited' });
    expect(edited).toMatchObject({ id: first.id, sequence: first.sequence, createdAt: first.createdAt });
    expect(await db().messages.listMessagesSince(channel, last.revision, 100)).toEqual([fresh, edited]);
  });

  test('a channel hears nothing of another', async () => {
    const elsewhere = await say('elsewhere');
    channel = createId();
    expect(await db().messages.listMessagesSince(channel, elsewhere.revision - 1, 100)).toEqual([]);
    expect(await db().messages.listMessages(channel, { limit: 5 })).toEqual([]);
  });

  test('a message that does not exist cannot be changed', async () => {
    await expect(db().messages.updateMessage('nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a message that the database refuses spoils no other that is written at once', async () => {
    const said = await Promise.allSettled(['one', 'no\u0000ne', 'two', 'three'].map(say));
    expect(said.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(texts(await db().messages.listMessages(channel, { limit: 5 }))).toEqual(['one', 'two', 'three']);
  });

  test('what is written at once is all kept, in its order, but for what is not there', async () => {
    const { createMessage, updateMessage, listMessagesSince, findMessage } = db().messages;
    const first = await say('first');
    const order: string[] = [];
    const as = (name: string, writing: Promise<Message>) =>
      writing.then(
        (message) => order.push(`${name} ${message.revision - first.revision}`),
        () => order.push(`${name} failed`),
      );
    const message = { id: createId(), channel, author: 'ana', authorName: 'Ana', bot: false };
    await Promise.all([
      as('alone', say('alone')),
      as('create', createMessage({ ...message, body: { text: 'new' } })),
      as('again', createMessage({ ...message, body: { text: 'again' } })),
      as('edit', updateMessage(first.id, { text: 'edited' })),
      as('nobody', updateMessage('nobody', {})),
      as('once more', updateMessage(first.id, { text: "edited 'twice' \\ 🦊" })),
      as('change', updateMessage(message.id, { text: 'changed' })),
    ]);
    expect(order.map((line) => line.replace(/ \d+$/, ''))).toEqual([
      ...['alone', 'create', 'again', 'edit', 'nobody failed', 'once more', 'change'],
    ]);
    expect((await findMessage(first.id))!.body).toEqual({ text: "edited 'twice' \\ 🦊" });
    const since = await listMessagesSince(channel, first.revision, 10);
    expect(texts(since)).toEqual(['alone', "edited 'twice' \\ 🦊", 'changed']);
    expect(since.map(({ revision }) => revision)).toEqual(since.map(({ revision }) => revision).toSorted());
  });
});

/** How many sessions of this database wait for another one. */
async function countWaiting(execute: Execute): Promise<number> {
  const rows = await execute(`SELECT pg_stat_clear_snapshot();
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`);
  return rows.length;
}

describePostgres('messages of several writers', (connection) => {
  test('one that is slow to be kept does not slip past whoever reads on', async () => {
    const writer = async () => (await startDatabase(connection(), createLog('silent'))).messages;
    const [one, another] = [await writer(), await writer()];
    const channel = createId();
    const say = ({ createMessage }: typeof one, id: string) =>
      createMessage({ id, channel, author: 'ana', authorName: 'Ana', bot: false, body: {} });
    const readOn = (last?: Message) => one.listMessagesSince(channel, last?.revision ?? 0, 100);
    const read: Message[] = [];

    await connection().session(async (execute) => {
      const waiting = (count: number) => vi.waitUntil(async () => (await countWaiting(execute)) === count, 10_000);
      await execute(`BEGIN; INSERT INTO "Message" (id, channel, author, "authorName", bot, body, "createdAt")
        VALUES ('slow', '', '', '', true, '{}', now())`);
      const slow = say(one, 'slow');
      await waiting(1);
      const quick = say(another, 'quick');
      await Promise.race([quick, waiting(2)]);
      read.push(...(await readOn()));
      await execute('ROLLBACK');
      await Promise.all([slow, quick]);
    });

    read.push(...(await readOn(read.at(-1))));
    expect(read.map(({ id }) => id)).toEqual(['slow', 'quick']);
  });
});
