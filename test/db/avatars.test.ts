import { expect, test } from 'vitest';
import { createId } from '#lib/ids.ts';
import { describeQueries } from '../helpers/database.ts';

describeQueries('whose profile picture may be painted from', (db) => {
  const account = (platform: string) => ({ platform, externalId: createId() });
  const meet = (platform: string, externalId: string) => db().users.identifyUser(platform, externalId, 'Ana');

  test('anybody’s, until they forbid it, with all the accounts that are linked to theirs', async () => {
    const [discord, slack] = [account('discord'), account('slack')];
    expect(await db().avatars.mayPaint(discord)).toBe(true);
    const ana = await meet('discord', discord.externalId);
    await db().avatars.allow(ana.personId, false);
    expect(await db().avatars.mayPaint(discord)).toBe(false);
    expect(await db().avatars.mayPaint(slack)).toBe(true);
    const other = await meet('slack', slack.externalId);
    const code = createId();
    await db().links.offerLink({ userId: ana.id, hash: code, lifetimeMs: 60_000 });
    await db().links.link(other.id, code);
    expect(await db().avatars.mayPaint(slack)).toBe(false);
    expect(await db().avatars.mayPaintPerson(ana.personId)).toBe(false);
    await db().avatars.allow(ana.personId, true);
    expect(await db().avatars.mayPaint(discord)).toBe(true);
    expect(await db().avatars.mayPaint(slack)).toBe(true);
  });

  test('not of somebody who forbade it and deleted all that is kept about them', async () => {
    const discord = account('discord');
    const ana = await meet('discord', discord.externalId);
    await db().avatars.allow(ana.personId, false);
    await db().people.forgetPerson(ana.personId);
    expect(await db().avatars.mayPaint(discord)).toBe(false);
    const again = await meet('discord', discord.externalId);
    expect(await db().avatars.mayPaintPerson(again.personId)).toBe(false);
  });
});
