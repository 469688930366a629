import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealInstallations } from '#db/installations.ts';
import { createSeal } from '#lib/seal.ts';
import { describeQueries } from '../helpers/database.ts';

const newSeal = () => createSeal(randomBytes(32).toString('base64'));

describeQueries('installations', (db) => {
  test('come back as they were kept, the latest of a team', async () => {
    const slack = sealInstallations(db().installations, newSeal(), 'slack');
    await slack.save('T1', 'xoxb-1');
    await slack.save('T2', 'xoxb-2');
    await slack.save('T1', 'xoxb-3 🦊');
    expect(await slack.find('T1')).toBe('xoxb-3 🦊');
    expect(await slack.list()).toEqual(['T1', 'T2']);
    await slack.remove('T1');
    await slack.remove('T1');
    expect(await slack.find('T1')).toBeUndefined();
  });

  test('cannot be read from the database alone', async () => {
    await sealInstallations(db().installations, newSeal(), 'slack').save('T3', 'xoxb-secret');
    const sealed = await db().installations.findInstallation({ platform: 'slack', externalId: 'T3' });
    expect(Buffer.from(sealed!).toString('latin1')).not.toContain('secret');
    const other = sealInstallations(db().installations, newSeal(), 'slack');
    await expect(other.find('T3')).rejects.toMatchObject({ code: 'bad_config' });
  });

  test("cannot take each other's place", async () => {
    const slack = sealInstallations(db().installations, newSeal(), 'slack');
    await slack.save('T4', 'xoxb-4');
    const sealed = await db().installations.findInstallation({ platform: 'slack', externalId: 'T4' });
    await db().installations.saveInstallation({ platform: 'slack', externalId: 'T5' }, sealed!);
    await expect(slack.find('T5')).rejects.toMatchObject({ code: 'bad_config' });
  });
});
