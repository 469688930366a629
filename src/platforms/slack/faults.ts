import { webApi } from '@slack/bolt';
import { AppError } from '#lib/errors.ts';
import { type Message, message } from '#lib/i18n.ts';
import { isLostOnTheWay } from '#platforms/shared/persist.ts';
import { BadAnswer } from './answering/line.ts';

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
const refusals: Readonly<Record<string, Message>> = {
  invalid_blocks: message('slack.form'),
  msg_too_long: message('slack.long'),
  msg_blocks_too_long: message('slack.long'),
  storage_limit_reached: message('slack.no-room'),
  storage_limit: message('slack.no-room'),
  file_uploads_disabled: message('slack.no-files'),
  restricted_action: message('slack.may-not-write'),
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
    return new AppError('internal', message('slack.no-answer'), error);
  }
  if (isBadToken(error)) {
    return new AppError('bad_config', message('slack.bad-token', { code }), error);
  }
  if (code === 'not_allowed_token_type') {
    const text = 'Slack wants another kind of token: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.';
    return new AppError('bad_config', text, error);
  }
  if (code === 'missing_scope') {
    const needed =
      error instanceof webApi.WebAPIPlatformError ? String((error.data as { needed?: string }).needed) : '';
    return new AppError('bad_config', message('slack.lacks', { needed }), error);
  }
  if (unreachable.has(code)) {
    return new AppError('no_permission', message('slack.not-in-channel'), error);
  }
  const known = refusals[code];
  if (known) return new AppError('full', message('slack.with-code', { said: known, code }), error);
  return new AppError('internal', message('slack.refused', { code }), error);
}
