import { webApi } from '@slack/bolt';
import type { PlatformFinding } from '../platform.ts';
import { createLine } from './answering/line.ts';
import { isAway, isBadToken, refusedAppToken, slackFault } from './faults.ts';
import { scopes } from './manifest.ts';
import { isSlackSet, type SlackConfig } from './settings.ts';

const manifestAdvice =
  'Put the manifest that `npm run -s register -- --print slack` prints into the app, and install it again.';

/**
 * Looks at the settings for Slack as Slack knows them: whether it accepts the tokens, and whether Easel has every
 * permission that it asks for.
 */
export async function checkSlack(config: SlackConfig): Promise<PlatformFinding[]> {
  if (!isSlackSet(config)) return [{ state: 'ok', found: 'not set up; set SLACK_APP_TOKEN to be there' }];
  return [await checkBot(config), await checkEvents(config)];
}

async function checkBot({
  botToken,
  clientId,
  clientSecret,
  signingSecret,
  apiUrl,
}: SlackConfig): Promise<PlatformFinding> {
  if (!botToken && clientId && clientSecret) {
    if (signingSecret) return { state: 'ok', found: 'open to any workspace that adds it' };
    return missing('SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET as well');
  }
  if (!botToken) return missing('SLACK_BOT_TOKEN is missing');
  try {
    const client = createClient(botToken, apiUrl);
    const { team, response_metadata: about } = await client.auth.test();
    const lacking = Object.entries(scopes).filter(([scope]) => !about?.scopes?.includes(scope));
    if (!lacking.length) return { state: 'ok', found: `in the workspace ${team}, with every permission` };
    const list = lacking.map(([scope, reason]) => `${scope} (${reason})`).join(', ');
    return { state: 'warn', found: `in the workspace ${team}, without ${list}`, advice: manifestAdvice };
  } catch (error) {
    return refused('SLACK_BOT_TOKEN', error);
  }
}

async function checkEvents({ appToken, signingSecret, port, apiUrl }: SlackConfig): Promise<PlatformFinding> {
  if (!appToken) {
    return signingSecret
      ? { state: 'ok', found: `events by HTTP, on port ${port}` }
      : missing('SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are missing');
  }
  try {
    await createClient(appToken, apiUrl).apps.connections.open({});
    return { state: 'ok', found: 'events by Socket Mode' };
  } catch (error) {
    return refused('SLACK_APP_TOKEN', isBadToken(error) ? refusedAppToken(error) : error);
  }
}

function createClient(token: string, apiUrl?: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    fetch: createLine().send,
    retryConfig: { retries: 0 },
    logLevel: webApi.LogLevel.ERROR,
  });
}

function missing(found: string): PlatformFinding {
  return { state: 'fail', found, advice: 'docs/slack.md says where to find it.' };
}

function refused(setting: string, error: unknown): PlatformFinding {
  if (isAway(error)) return { state: 'fail', found: 'Slack does not answer', advice: 'Try again in a minute.' };
  return { state: 'fail', found: `${setting} is refused`, advice: slackFault(error).message };
}
