import { expect, test } from 'vitest';
import { startDatabase } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { describeDatabases, describeQueries } from '../helpers/database.ts';

const hour = 60 * 60_000;

describeQueries('the inbox of a chat platform', (db) => {
  test('takes an event in once, however often it comes at once', async () => {
    const { receive } = db().events.inbox('slack');
    const id = createId();
    const others = Array.from({ length: 8 }, () => createId());
    const received = await Promise.all([id, ...others, id, id].map((one) => receive(one, { text: one })));
    expect(received).toEqual([...Array(9).fill(true), false, false]);
    expect(await db().events.inbox('slack').receive(id, {})).toBe(false);
  });

  test('of two platforms are two, though an event of each has one id', async () => {
    const id = createId();
    expect(await db().events.inbox('slack').receive(id, {})).toBe(true);
    expect(await db().events.inbox('discord').receive(id, {})).toBe(true);
  });

  test('tells what is left, in the order in which it came, and where it was being answered', async () => {
    const inbox = db().events.inbox(createId());
    const ids = Array.from({ length: 4 }, () => createId());
    for (const id of ids) await inbox.receive(id, { says: `${id}\u0000\ud800` });
    await inbox.answering(ids[2]!, { message: 7 });
    await inbox.done(ids[0]!);
    expect(await inbox.open()).toEqual([
      { id: ids[1], body: { says: `${ids[1]}\u0000\ud800` } },
      expect.objectContaining({ id: ids[2], answer: { message: 7 } }),
      expect.objectContaining({ id: ids[3] }),
    ]);
    await Promise.all(ids.map((id) => inbox.done(id)));
    expect(await inbox.open()).toEqual([]);
    expect(await inbox.receive(ids[0]!, {})).toBe(false);
  });
});

describeDatabases('events', (connection) => {
  test('are known over a restart, and forgotten after three days', async () => {
    let now = Date.UTC(2026, 10, 22);
    const start = async () => {
      const { events } = await startDatabase(connection(), createLog('silent'), { now: () => new Date(now) });
      return (id: string) => events.inbox('discord').receive(id, {});
    };
    expect(await (await start())('old')).toBe(true);
    now += 71 * hour;
    const restarted = await start();
    expect(await restarted('young')).toBe(true);
    expect(await restarted('old')).toBe(false);
    now += 2 * hour;
    const later = await start();
    expect(await later('another')).toBe(true);
    expect(await later('old')).toBe(true);
    expect(await later('young')).toBe(false);
  });
});
