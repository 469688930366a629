import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '#lib/log.ts';

/** Tokens, and addresses that answer without one. */
const secrets = /\bx(?:ox[a-z]|app)-[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g;

function lineOf(messages: unknown[]): string {
  return messages.map(String).join(' ').replace(secrets, '[hidden]');
}

/** The log as Slack's libraries want it. What they say of single requests is left out, and so are secrets. */
export function createSlackLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: (...messages) => log.debug(lineOf(messages)),
    warn: (...messages) => log.warn(lineOf(messages)),
    error: (...messages) => log.error(lineOf(messages)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => {},
    setName: () => {},
  };
}
