import { afterEach, describe, expect, it, vi } from 'vitest';
import { numberedSheet } from '#images/numbered-sheet.ts';
import { createLog } from '#lib/log.ts';
import { createRandom } from '#lib/random.ts';
import { slackSettings } from '#platforms/slack/settings.ts';
import { startSlack } from '#platforms/slack/slack.ts';
import { flatPng } from '../../helpers/fake/album.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import type { Fate } from '../../helpers/line.ts';
import { createHastyTimer } from '../../helpers/timer.ts';
import { installInMemory, startTestSlack, type TestSlack } from './start-test-slack.ts';

let test: TestSlack;
afterEach(() => test.close());

const seen = (words: string) => test.slack.sees((message) => message.text.includes(words));
const hasPicture = (message: { blocks: { type: string }[] }) => message.blocks.some(({ type }) => type === 'image');

describe('Slack that says "too often"', () => {
  it('gets everything later, in the same message', async () => {
    test = await startTestSlack({ timer: createHastyTimer() });
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

describe('a line on which three of ten requests fail', () => {
  it('keeps nobody from their answer, and gives nobody two', async () => {
    test = await startTestSlack({ timer: createHastyTimer() });
    const { slack } = test;
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const faults: Fate[] = ['error', 'cut', 'done, then cut'];
    slack.line.fate = () => (random.uniform() < 0.3 ? faults[random.integer(3)]! : 'through');
    const people = Array.from({ length: 24 }, (_, index) => slack.person(`person ${index}`));
    const thread = people[0]!.posts('a thread').ts;
    await Promise.all(
      people.map((person, index) =>
        index % 3 ? person.types('/generate fox count:1') : person.mentions('generate fox count:1', { thread }),
      ),
    );
    const own = () => slack.messages.filter(({ user }) => user === slack.team.botUser);
    await slack.until(() => own().filter(hasPicture).length >= people.length);
    expect(own().length, `seed ${seed}`).toBe(people.length);
    expect(slack.line.failed).toBeGreaterThan(20);
  });
});

describe('an outage of Slack', () => {
  it.each([1, 10, 60])('of %d s delays the answer, which comes once', async (seconds) => {
    const timer = createHastyTimer();
    test = await startTestSlack({ timer });
    const { slack, chat } = test;
    chat.services.studio.hold(3, 600_000);
    await slack.person('ana').types('/generate fox');
    await seen('Number 3');
    const end = timer.passed + seconds * 1000;
    slack.line.fate = () => (timer.passed < end ? 'cut' : 'through');
    chat.services.studio.release();
    await slack.person('ben').types('/generate cat');
    await slack.until(() => slack.messages.filter(hasPicture).length === 2);
    expect(slack.messages).toHaveLength(2);
    expect(timer.passed).toBeGreaterThanOrEqual(end);
  });
});

describe('a last edit that Slack refuses', () => {
  const updates = new Set(['chat.update']);
  const uploads = new Set(['files.getUploadURLExternal']);
  const everything = new Set([...updates, ...uploads, 'chat.postMessage', 'chat.postEphemeral']);
  const waiting = async () => {
    test = await startTestSlack({ timer: createHastyTimer() });
    test.chat.services.studio.hold(3, 600_000);
    await test.slack.person('ana').types('/generate fox');
    return seen('Number 3');
  };
  const refuse = (methods: ReadonlySet<string>, error: string) => {
    test.slack.api.refuse = ({ method }) => (methods.has(method) ? error : undefined);
    test.chat.services.studio.release();
  };

  it.each([
    ['a full store of files', uploads, 'storage_limit_reached', 'no room for files left'],
    ['files that apps may not send', uploads, 'file_uploads_disabled', 'takes no files from apps'],
  ])('for %s is explained where the answer was to be', async (_, methods, code, words) => {
    const message = await waiting();
    refuse(methods, code);
    await test.slack.until(() => JSON.stringify(message.blocks).includes(words));
    expect(message.text).not.toContain('Number 3');
    expect(test.slack.messages).toHaveLength(1);
  });

  it('for a file that is looked into for ever is explained there as well', async () => {
    const message = await waiting();
    test.slack.slowFiles(1000);
    test.chat.services.studio.release();
    await test.slack.until(() => JSON.stringify(message.blocks).includes('has not taken the pictures in yet'));
  });

  it.each([
    ['blocks that it does not take', updates, 'invalid_blocks', 'does not take this answer in its form'],
    ['a text that is too long', updates, 'msg_too_long', 'too long for Slack'],
    ['a token that was revoked', everything, 'token_revoked', 'does not accept'],
  ])('for %s is explained to the person alone', async (_, methods, code, words) => {
    await waiting();
    refuse(methods, code);
    const told = await seen(words);
    expect(told.audience).toBeDefined();
  });

  it('is explained in the conversation with them where nothing else works', async () => {
    test = await startTestSlack({ timer: createHastyTimer() });
    const ana = test.slack.person('ana');
    test.slack.api.refuse = ({ method, args }) => {
      const isDirect = method === 'chat.postMessage' && args.channel === ana.id;
      return isDirect || !/^(?:chat|response)/.test(method) ? undefined : 'invalid_blocks';
    };
    await ana.mentions('generate cat');
    const told = await seen('does not take this answer in its form');
    expect(told.channel).toBe(`D${ana.id.slice(1)}`);
  });
});

describe('a message that was posted when Easel was killed, before that was noted', () => {
  it('is found by the next start, and says that it was interrupted', async () => {
    const inbox = keepInMemory();
    test = await startTestSlack({ timer: createHastyTimer(), inbox });
    test.chat.services.studio.hold(3, 600_000);
    await test.slack.person('ana').types('/generate fox');
    const message = await seen('Number 3');
    const [open] = await inbox.open();
    const { sent: _, ...answer } = open!.answer as Record<string, unknown>;
    const content = structuredClone(message.blocks);
    await test.easel.close();
    Object.assign(message, { blocks: content, text: 'Number 3 in line' });
    inbox.open = async () => [{ ...open!, answer }];
    await test.restart();
    await test.slack.until(() => message.text.includes('interrupted by a restart'));
    expect(test.slack.messages).toHaveLength(1);
  });
});

describe('a connection that Slack refuses while Easel runs', () => {
  const expectDown = () =>
    vi.waitFor(async () => expect(await test.easel.connected()).toBe(false), { timeout: 20_000 });

  it.each([
    ['a revoked app token', 'invalid_auth', 'does not accept'],
    ['sockets that were switched off', 'link_disabled', 'Switch it on'],
  ])('for %s is not called healthy, says what to do, and is opened again', async (_, reason, words) => {
    test = await startTestSlack({ timer: createHastyTimer() });
    const { slack, logged } = test;
    await slack.until(() => slack.socket.connected === 2);
    expect(await test.easel.connected()).toBe(true);
    if (reason === 'link_disabled') slack.socket.troubles.disabled = true;
    else slack.api.refuse = ({ method }) => (method === 'apps.connections.open' ? reason : undefined);
    slack.socket.drop();
    await expectDown();
    await vi.waitFor(() => expect(logged.join()).toContain(words), { timeout: 20_000 });
    expect(logged.join()).not.toContain('cannot be reached');
    slack.socket.troubles.disabled = false;
    slack.api.refuse = () => undefined;
    await slack.person('ana').types('/generate fox count:1');
    await slack.sees(hasPicture);
    expect(await test.easel.connected()).toBe(true);
  });

  it('for a network that is away is not called healthy, and goes on', async () => {
    test = await startTestSlack({ timer: createHastyTimer() });
    const { slack } = test;
    await slack.until(() => slack.socket.connected === 2);
    slack.socket.troubles.away = true;
    slack.socket.drop();
    await expectDown();
    slack.socket.troubles.away = false;
    await slack.person('ana').types('/generate fox count:1');
    await slack.sees(hasPicture);
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
    const config = slackSettings.parse({
      SLACK_BOT_TOKEN: test.slack.team.botToken,
      SLACK_APP_TOKEN: 'xapp-not-this-one',
      SLACK_API_URL: test.slack.apiUrl,
    });
    const start = startSlack({
      chat: test.chat.chat,
      log: createLog('silent'),
      config,
      host: '127.0.0.1',
      inbox: keepInMemory(),
      postings: { note: async () => {} },
      left: async () => {},
      installations: installInMemory(),
      stateSecret: 'a state secret of the tests',
      sheet: numberedSheet,
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
