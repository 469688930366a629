import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#lib/config.ts';
import { createLog } from '#lib/log.ts';
import { startSlack } from '#platforms/slack/slack.ts';
import { flatPng } from '../../helpers/fake/album.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import { installInMemory, startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
afterEach(() => test.close());

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));
const hasPicture = (message: { blocks: { type: string }[] }) => message.blocks.some(({ type }) => type === 'image');

describe('Slack that says "too often"', () => {
  it('gets everything later, in the same message', async () => {
    test = await startTestSlack();
    const ana = test.slack.person('ana');
    for (const method of [
      'users.info',
      'chat.postMessage',
      'files.getUploadURLExternal',
      'chat.update',
      'response_url',
    ]) {
      test.slack.limit(method, 2, 1);
    }
    await ana.types('/generate fox count:1');
    const message = await test.slack.sees(hasPicture);
    await ana.presses(message, '👍');
    await test.slack.until(() => JSON.stringify(message.blocks).includes('👍 1'));
    expect(test.slack.messages).toHaveLength(1);
    expect(Math.max(...test.slack.acknowledgements)).toBeLessThan(3000);
  });
});

describe('a permission that is missing', () => {
  it('is named, and what was painted is not lost', async () => {
    test = await startTestSlack({ prepare: (slack) => slack.team.scopes.delete('files:write') });
    await test.slack.person('ana').types('/generate fox');
    const message = await seen('`files:write`'.replaceAll('`', ''));
    expect(message.text).toContain('fox 🦊');
    expect(JSON.stringify(message.blocks)).toContain('`files:write`');
  });

  it('to read files is named', async () => {
    test = await startTestSlack({ prepare: (slack) => slack.team.scopes.delete('files:read') });
    const file = test.slack.addFile('cat.png', await flatPng('cat'));
    await test.slack.person('ana').mentions('restyle twemoji', { files: [file] });
    await seen('files:read');
  });

  it('to know people makes nobody an admin', async () => {
    test = await startTestSlack({ prepare: (slack) => slack.team.scopes.delete('users:read') });
    await test.slack.person('ana', { admin: true }).types('/settings');
    await seen('Only admins');
  });
});

describe('a token that is revoked', () => {
  it('is said to whoever asks, while Slack still lets that be said', async () => {
    test = await startTestSlack();
    test.slack.team.revoked = true;
    await test.slack.person('ana').types('/generate fox');
    expect((await seen('does not accept')).text).toContain('fox 🦊');
  });

  it('stops the start in words', async () => {
    test = await startTestSlack();
    test.slack.team.revoked = true;
    await expect(test.restart()).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringContaining('token'),
    });
    test.slack.team.revoked = false;
    await test.restart();
  });

  it('for sockets stops the start in words', async () => {
    test = await startTestSlack();
    const { slack } = loadConfig({
      SLACK_BOT_TOKEN: test.slack.team.botToken,
      SLACK_APP_TOKEN: 'xapp-not-this-one',
      SLACK_API_URL: test.slack.apiUrl,
    });
    const start = startSlack({
      chat: test.chat.chat,
      log: createLog('silent'),
      config: slack,
      host: '127.0.0.1',
      inbox: keepInMemory(),
      installations: installInMemory(),
      stateSecret: 'a state secret of the tests',
    });
    await expect(start).rejects.toMatchObject({ code: 'bad_config' });
  });
});

describe('a file that somebody deleted', () => {
  it('is uploaded anew where it is to be shown again', async () => {
    test = await startTestSlack();
    const ana = test.slack.person('ana');
    await ana.types('/generate fox count:1 seed:7');
    await test.slack.sees(hasPicture);
    test.slack.deleteFiles();
    test.slack.messages.length = 0;
    await ana.types('/gallery');
    await test.slack.sees(hasPicture);
  });
});

describe('the log', () => {
  it('holds no secret, whatever goes wrong', async () => {
    test = await startTestSlack({ prepare: (slack) => slack.team.scopes.delete('files:write') });
    const ana = test.slack.person('ana');
    await ana.types('/generate fox');
    await seen('files:write');
    test.slack.socket.drop();
    test.slack.team.revoked = true;
    await ana.types('/generate fox');
    await seen('does not accept');
    expect(test.logged.length).toBeGreaterThan(0);
    const secrets = [test.slack.team.botToken, test.slack.appToken, '/response/'];
    expect(secrets.filter((secret) => test.logged.join('').includes(secret))).toEqual([]);
  });
});
