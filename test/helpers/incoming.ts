import { pino } from 'pino';
import { plainHost } from '#chat/host.ts';
import type { Incoming } from '#chat/middleware/handler.ts';
import type { Outcome, Reply } from '#chat/reply.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Origin } from '#studio/api.ts';
import type { LogLine } from './chat.ts';

type OriginOf = Partial<Omit<Origin, 'user'>> & { user?: string };

/** A request of somebody's as middleware gets it, and what is logged of it. */
export function createIncoming({ user = 'ana', ...origin }: OriginOf = {}): Incoming & { logged: LogLine[] } {
  const logged: LogLine[] = [];
  return {
    requestId: 'request-1',
    origin: {
      platform: 'memory',
      workspace: 'here',
      channel: 'studio',
      operator: false,
      ...origin,
      user: { externalId: user, name: user },
    },
    attachments: [],
    host: plainHost,
    words: wordsFor(origin.language),
    signal: new AbortController().signal,
    log: pino({}, { write: (line) => void logged.push(JSON.parse(line)) }),
    logged,
  };
}

/** All that an answer shows, one after the other; a notice is no reply. */
export async function repliesOf(outcome: Outcome): Promise<Reply[]> {
  return 'reply' in outcome ? Array.fromAsync(outcome.reply) : [];
}
