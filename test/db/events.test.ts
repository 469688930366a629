import { expect, test } from 'vitest';
import { startDatabase } from '#db/database.ts';
import { createId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { describeDatabases, describeQueries } from '../helpers/database.ts';

const hour = 60 * 60_000;

describeQueries('events of chat platforms', (db) => {
  test('are claimed once, however many claim them at once', async () => {
    const id = createId();
    const claims = await Promise.all(Array.from({ length: 8 }, () => db().events.claim('slack', id)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await db().events.claim('slack', id)).toBe(false);
  });

  test('of two platforms are two, though they have one id', async () => {
    const id = createId();
    expect(await db().events.claim('slack', id)).toBe(true);
    expect(await db().events.claim('discord', id)).toBe(true);
  });

  test('that could not be taken up may come again', async () => {
    const id = createId();
    await db().events.claim('slack', id);
    await db().events.release('slack', id);
    expect(await db().events.claim('slack', id)).toBe(true);
  });
});

describeDatabases('claims', (connection) => {
  test('last over a restart, and are forgotten after three days', async () => {
    let now = Date.UTC(2026, 10, 22);
    const start = () => startDatabase(connection(), createLog('silent'), { now: () => new Date(now) });
    expect(await (await start()).events.claim('discord', 'old')).toBe(true);
    now += 71 * hour;
    const restarted = await start();
    expect(await restarted.events.claim('discord', 'young')).toBe(true);
    expect(await restarted.events.claim('discord', 'old')).toBe(false);
    now += 2 * hour;
    const later = await start();
    expect(await later.events.claim('discord', 'another')).toBe(true);
    expect(await later.events.claim('discord', 'old')).toBe(true);
    expect(await later.events.claim('discord', 'young')).toBe(false);
  });
});
