import { webApi } from '@slack/bolt';
import { AppError } from '#lib/errors.ts';

/** Slack's own code for what went wrong, such as `not_in_channel`; nothing where it did not answer. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
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

const unreachable: ReadonlySet<string> = new Set(['channel_not_found', 'not_in_channel', 'is_archived']);

/** Whatever Slack refused, in words for people. */
export function slackFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = slackCode(error);
  if (code === undefined) {
    return new AppError('internal', 'Slack did not answer. It was logged; please try again.', error);
  }
  if (isBadToken(error)) {
    const advice = 'An admin installs it again and sets the new token.';
    return new AppError('bad_config', `Slack does not accept Easel's token any more (\`${code}\`). ${advice}`, error);
  }
  if (code === 'not_allowed_token_type') {
    const text = 'That is another kind of token. SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.';
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
  return new AppError('internal', `Slack refused that (\`${code}\`). It was logged; please try again.`, error);
}
