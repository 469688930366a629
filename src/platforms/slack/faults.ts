import { webApi } from '@slack/bolt';
import { AppError } from '#lib/errors.ts';
import { isLostOnTheWay } from '#platforms/shared/persist.ts';
import { BadAnswer } from './line.ts';

/** A response URL that does not answer any more, or refused what it was given. */
export class RefusedResponse extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the response URL answered ${code}`);
    this.code = code;
  }
}

/** Slack's own code for what went wrong, such as `not_in_channel`; nothing where it did not answer. */
export function slackCode(error: unknown): string | undefined {
  if (error instanceof RefusedResponse) return error.code;
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** Whether Slack, or the way there, was at fault: another try may get through. */
export function isAway(error: unknown): boolean {
  const { WebAPIRequestError, WebAPIHTTPError } = webApi;
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError || error instanceof BadAnswer)
    return true;
  return isLostOnTheWay(error);
}

const badToken: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

/** Slack does not accept the token, now or ever. */
export function isBadToken(error: unknown): boolean {
  return badToken.has(slackCode(error) ?? '');
}

/** What Slack does not show, and what to do about it. */
const refusals: Readonly<Record<string, string>> = {
  invalid_blocks: 'Slack does not take this answer in its form. It was logged; please try again with other words.',
  msg_too_long: 'This answer is too long for Slack. Please ask for less at once.',
  msg_blocks_too_long: 'This answer is too long for Slack. Please ask for less at once.',
  storage_limit_reached:
    'This workspace has no room for files left. An admin deletes some, or Slack’s plan is changed.',
  storage_limit: 'This workspace has no room for files left. An admin deletes some, or Slack’s plan is changed.',
  file_uploads_disabled: 'This workspace takes no files from apps. An admin allows them in Slack’s settings.',
  restricted_action: 'This workspace does not let me write here. Ask an admin of it.',
};

const unreachable: ReadonlySet<string> = new Set(['channel_not_found', 'not_in_channel', 'is_archived']);

/** What an app token that Slack does not accept means for whoever runs Easel. */
export function refusedAppToken(error: unknown): AppError {
  const advice =
    'Make a new one (https://api.slack.com/apps, Basic Information, App-Level Tokens, with connections:write), set it ' +
    'and restart Easel.';
  const text = `Slack does not accept SLACK_APP_TOKEN (\`${slackCode(error)}\`). ${advice}`;
  return new AppError('bad_config', text, error);
}

/** Whatever Slack refused, in words for people. */
export function slackFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = slackCode(error);
  if (code === undefined) {
    if (!isAway(error)) return AppError.from(error);
    return new AppError('internal', 'Slack did not answer. It was logged; please try again.', error);
  }
  if (isBadToken(error)) {
    const advice = 'An admin installs it again, sets the new token and restarts Easel.';
    return new AppError('bad_config', `Slack does not accept Easel's token any more (\`${code}\`). ${advice}`, error);
  }
  if (code === 'not_allowed_token_type') {
    const text = 'Slack wants another kind of token: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.';
    return new AppError('bad_config', text, error);
  }
  if (code === 'missing_scope') {
    const needed =
      error instanceof webApi.WebAPIPlatformError ? String((error.data as { needed?: string }).needed) : '';
    const advice = 'An admin adds it under "OAuth & Permissions" and installs the app again.';
    return new AppError('bad_config', `Easel lacks the permission \`${needed}\` here. ${advice}`, error);
  }
  if (unreachable.has(code)) {
    return new AppError('no_permission', 'I am not in that channel. Write `/invite @Easel` there first.', error);
  }
  const known = refusals[code];
  if (known) return new AppError('full', `${known} (\`${code}\`)`, error);
  return new AppError('internal', `Slack refused that (\`${code}\`). It was logged; please try again.`, error);
}
