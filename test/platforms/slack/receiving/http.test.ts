import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, sign } from '../../../helpers/slack-emulator/deliveries.ts';
import type { SlackPerson } from '../../../helpers/slack-emulator/person.ts';
import type { SlackTeam } from '../../../helpers/slack-emulator/state.ts';
import { installInMemory, startTestSlack, type TestSlack } from '../start-test-slack.ts';

const signingSecret = 'a signing secret of the tests';

describe('events by HTTP', () => {
  let test: TestSlack;
  let ana: SlackPerson;
  let url: string;
  beforeAll(async () => {
    test = await startTestSlack({ config: { appToken: undefined, signingSecret } });
    url = `http://127.0.0.1:${test.easel.port}/slack/events`;
    test.slack.useHttp(url, signingSecret);
    ana = test.slack.person('ana');
  });
  afterAll(() => test.close());

  it('are answered: commands, buttons and mentions', async () => {
    await ana.types('/generate fox count:1');
    const message = await test.slack.sees(({ blocks }) => blocks.some(({ type }) => type === 'image'));
    await ana.presses(message, '👍');
    await test.slack.until(() => JSON.stringify(message.blocks).includes('👍 1'));
    await ana.mentions('help');
    await test.slack.sees(({ text }) => text.includes('What I can do'));
  });

  it('are refused with a wrong signature, or one of yesterday', async () => {
    const { body, contentType } = encode(test.slack.deliveries[0]!);
    const now = Math.floor(Date.now() / 1000);
    const post = (headers: Record<string, string>, sent = body) =>
      fetch(url, { method: 'POST', headers: { 'content-type': contentType, ...headers }, body: sent });
    const messages = test.slack.messages.length;
    expect((await post(sign('another secret', body, now))).status).toBe(401);
    expect((await post(sign(signingSecret, body, now - 24 * 3600))).status).toBe(401);
    expect((await post(sign(signingSecret, body, now), `${body}&more=1`)).status).toBe(401);
    expect((await post({})).status).toBe(401);
    expect(test.slack.messages).toHaveLength(messages);
  });

  it('that come again are not taken up again', async () => {
    test.slack.messages.length = 0;
    await ana.types('/help');
    await test.slack.sees(({ text }) => text.includes('What I can do'));
    test.slack.repeat({ ...test.slack.deliveries.at(-1)!, attempt: 1 });
    await ana.types('/queue');
    await test.slack.sees(({ text }) => text.includes('cpu'));
    expect(test.slack.messages).toHaveLength(2);
  });

  it('know no other address', async () => {
    expect((await fetch(new URL('/', url))).status).toBe(404);
    expect((await fetch(new URL('/slack/install', url))).status).toBe(404);
  });
});

describe('many workspaces', () => {
  const installations = installInMemory();
  let test: TestSlack;
  let ours: SlackTeam;
  let origin: string;
  beforeAll(async () => {
    test = await startTestSlack({
      installations,
      config: { botToken: undefined, signingSecret, clientId: '1.2', clientSecret: 'a client secret' },
    });
    origin = `http://127.0.0.1:${test.easel.port}`;
    ours = test.slack.addTeam();
  });
  afterAll(() => test.close());

  const install = async (team: SlackTeam, change = (state: string) => state) => {
    const page = await fetch(`${origin}/slack/install`);
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const state = /state=([^&"]+)/.exec(await page.text())?.[1] ?? '';
    const back = `${origin}/slack/oauth_redirect?code=code-of-${team.id}&state=${change(state)}`;
    return fetch(back, { headers: { cookie }, redirect: 'manual' });
  };

  it('add Easel by themselves, and are answered with tokens of their own', async () => {
    expect((await install(ours)).status).toBe(200);
    expect(await installations.find(ours.id)).toContain(ours.botToken);
    const here = test.slack.channel({ joined: true, team: ours });
    const carl = test.slack.person('carl', { team: ours });
    await carl.types('/generate fox', { channel: here.id });
    await test.slack.sees(({ channel, text }) => channel === here.id && text.includes('fox 🦊'));
    const posted = test.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posted.every(({ token }) => token === ours.botToken)).toBe(true);
  });

  it('are refused with a state that is not of this browser', async () => {
    const theirs = test.slack.addTeam();
    expect((await install(theirs, () => 'forged')).status).not.toBe(200);
    expect(await installations.find(theirs.id)).toBeUndefined();
  });

  it('that have not added it are not answered, and nobody else is harmed', async () => {
    const theirs = test.slack.addTeam();
    const here = test.slack.channel({ joined: true, team: theirs });
    await test.slack.person('dora', { team: theirs }).types('/help', { channel: here.id });
    expect(test.slack.messages.some(({ channel }) => channel === here.id)).toBe(false);
  });
});
