import type { Inbox, OpenEvent } from '#chat/inbox.ts';
import type { Reply } from '#chat/reply.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';

/** What an answer ends with that a restart of Easel cut off. */
export function interruptedReply(language: string | undefined): Reply {
  return { text: wordsFor(language)('platform.interrupted'), error: 'cancelled', buttons: [] };
}

export interface LeftParts {
  inbox: Inbox;
  log: Log;
  /** Ends an answer, of which `Inbox.answering` noted this. Throws what the platform throws. */
  end(answer: unknown): Promise<void>;
  /** Whether the platform could not be reached: the answer is left to the next start. */
  isAway(error: unknown): boolean;
  /** Takes up an event whose answer was not begun. */
  again(event: OpenEvent): Promise<void> | void;
}

/** What earlier starts left behind. */
export interface Left {
  /** Ends the answers that had begun: they are not run again, since people may have done so. Never throws. */
  end(): Promise<void>;
  /** Takes up the rest, in the order in which it came. */
  takeUp(): Promise<void>;
}

/** Reads what earlier starts left in the inbox. */
export async function openLeft({ inbox, log, end, isAway, again }: LeftParts): Promise<Left> {
  const left = await inbox.open();
  const endOne = async ({ id, answer }: OpenEvent) => {
    try {
      await end(answer);
    } catch (error) {
      log.info({ err: error }, 'an interrupted answer could not be ended');
      if (isAway(error)) return;
    }
    await inbox.done(id).catch((error: unknown) => log.error({ err: error }, 'an ended answer was not noted'));
  };
  return {
    async end() {
      await Promise.all(left.filter(({ answer }) => answer).map(endOne));
    },
    async takeUp() {
      for (const event of left) if (!event.answer) await again(event);
    },
  };
}
