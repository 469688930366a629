import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkSlack } from '#platforms/slack/check.ts';
import type { SlackConfig } from '#platforms/slack/settings.ts';
import { allScopes, type SlackEmulator, startSlackEmulator } from '../../helpers/slack-emulator/emulator.ts';

let slack: SlackEmulator;
beforeAll(async () => {
  slack = await startSlackEmulator();
});
afterAll(() => slack.close());

let settings: SlackConfig;
beforeEach(() => {
  slack.team.scopes = new Set(allScopes);
  settings = { botToken: slack.team.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, port: 3001 };
});
const states = async (change: Partial<SlackConfig>) =>
  (await checkSlack({ ...settings, ...change })).map(({ state }) => state);
const words = async (change: Partial<SlackConfig>) => JSON.stringify(await checkSlack({ ...settings, ...change }));

describe('a look at the settings for Slack', () => {
  it('finds nothing to mend where all is well, and where Slack is not used', async () => {
    expect(await states({})).toEqual(['ok', 'ok']);
    expect(await states({ appToken: undefined, signingSecret: 'secret' })).toEqual(['ok', 'ok']);
    expect(await states({ botToken: undefined, clientId: '1', clientSecret: '2', signingSecret: '3' })).toEqual([
      'ok',
      'ok',
    ]);
    expect(await states({ botToken: undefined, appToken: undefined })).toEqual(['ok']);
  });

  it('names the permissions that are missing, and what they are for', async () => {
    slack.team.scopes.delete('reactions:read');
    expect(await states({})).toEqual(['warn', 'ok']);
    expect(await words({})).toContain('reactions:read (reactions as votes)');
  });

  it('names the token that Slack refuses, and never shows it', async () => {
    expect(await states({ botToken: 'xoxb-not-this' })).toEqual(['fail', 'ok']);
    expect(await states({ appToken: 'xapp-not-this' })).toEqual(['ok', 'fail']);
    expect(await words({ appToken: 'xapp-not-this' })).toContain('App-Level Tokens');
    expect(await words({ botToken: slack.appToken })).toContain('SLACK_BOT_TOKEN begins with xoxb-');
    expect(await words({ botToken: 'xoxb-not-this', appToken: 'xapp-not-this' })).not.toContain('not-this');
  });

  it('names what is not set', async () => {
    expect(await words({ appToken: undefined })).toContain('SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are missing');
    expect(await words({ botToken: undefined })).toContain('SLACK_BOT_TOKEN');
    expect(await words({ botToken: undefined, clientId: '1', clientSecret: '2' })).toContain('SLACK_SIGNING_SECRET');
  });
});
