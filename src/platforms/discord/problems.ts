import { DiscordAPIError } from 'discord.js';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { isPassing } from './api.ts';

/** Discord's own codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const codes = {
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownChannel: 10003,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  invalidForm: 50035,
  tooLarge: 50138,
  requestTooLarge: 40005,
};

/** Whether Discord has given up on an interaction that was not acknowledged in time. */
export const isTooLate = (error: unknown) => hasCode(error, codes.unknownInteraction);

export const isAcknowledged = (error: unknown) => hasCode(error, codes.alreadyAcknowledged);

/** Whether the quarter of an hour is over in which an interaction can be answered with its own token. */
export const isExpired = (error: unknown) => hasCode(error, codes.invalidWebhookToken, codes.unknownWebhook);

/** Whether the message was deleted. */
export const isGone = (error: unknown) => hasCode(error, codes.unknownMessage);

/**
 * What Discord answered, in words that say what to do.
 *
 * @param advice what to try where Discord does not take what was sent
 */
export function explain(error: unknown, advice = message('discord.try-words')): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof DiscordAPIError)) {
    if (!isPassing(error)) return AppError.from(error);
    return new AppError('internal', message('discord.unreachable'), error);
  }
  const code = Number(error.code);
  if (error.status === 401 && !isExpired(error)) return refusedToken(error);
  if (code === codes.missingPermissions || code === codes.missingAccess || code === codes.unknownChannel) {
    return new AppError('no_permission', message('discord.not-allowed'), error);
  }
  if (code >= 30_000 && code < 31_000) {
    return new AppError('full', message('discord.full'), error);
  }
  if (error.status === 413 || code === codes.requestTooLarge) {
    return new AppError('too_large', message('discord.large'), error);
  }
  if (code === codes.invalidForm || code === codes.tooLarge) {
    return new AppError('bad_option', message('discord.form', { advice }), error);
  }
  return new AppError('internal', message('discord.refused'), error);
}

/** For a token that Discord does not know (any more). */
export function refusedToken(cause?: unknown): AppError {
  const text =
    'Discord refuses the bot’s token. Make a new one (Developer Portal, Bot, Reset Token), set DISCORD_TOKEN and restart Easel.';
  return new AppError('bad_config', text, cause);
}

function hasCode(error: unknown, ...known: number[]): boolean {
  return error instanceof DiscordAPIError && known.includes(Number(error.code));
}
