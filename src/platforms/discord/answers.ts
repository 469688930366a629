import type { REST } from 'discord.js';
import type { Inbox } from '#chat/inbox.ts';
import { latestOf } from '#chat/latest-of.ts';
import type { Redraws } from '#chat/redraws.ts';
import type { Outcome, Reply } from '#chat/reply.ts';
import type { Log } from '#lib/log.ts';
import { type AnswerMessage, createAnswerMessage, type MessagePlace } from './answer-message.ts';
import { isGone } from './problems.ts';
import { renderEdit, renderReply } from './render/message.ts';

/** An interaction that was acknowledged, and what Discord shows of it since. */
export interface Acknowledged {
  id: string;
  application: string;
  token: string;
  channel: string;
  /** The message whose button was pressed; without one, a message that says `is thinking…` waits for the answer. */
  source?: string;
  /** What waits is for the asker alone. */
  ephemeral: boolean;
  /** The bot may edit its messages there when the interaction's token is of no use any more. */
  lasting: boolean;
}

/** An answer under way, as much as is needed to end it after a restart. */
export interface Unfinished {
  application: string;
  token: string;
  channel: string;
  /** The message, or `@original`. */
  message: string;
}

/** What was chosen for one press; a modal is answered before anything is acknowledged. */
export type Answer = Exclude<Outcome, { modal: unknown }>;

export interface AnswerTimes {
  /** The least time between two edits of one message, in milliseconds. */
  editMs: number;
  /** How long an interaction's token can be relied upon, in milliseconds. */
  tokenMs: number;
}

/** Discord takes five edits in five seconds, and a token lasts for fifteen minutes. */
export const usualTimes: AnswerTimes = { editMs: 1200, tokenMs: 14 * 60_000 };

const interrupted: Reply = {
  text: 'This was interrupted by a restart of Easel. Please run it again.',
  error: 'cancelled',
};
const lastWord =
  'Discord lets me write here for fifteen minutes only. I go on: look for the outcome with `/gallery new` or `/queue`.';

export interface AnswerParts {
  api: REST;
  inbox: Inbox;
  redraw: Redraws;
  log: Log;
  times: AnswerTimes;
  /** Aborts when Easel stops. */
  closing: AbortSignal;
}

/** Shows what commands answer. */
export function createAnswers({ api, inbox, redraw, log, times, closing }: AnswerParts) {
  const original = (to: Acknowledged) => createAnswerMessage(api, { ...to, message: '@original', id: to.source });
  const followup = (to: Acknowledged, ephemeral: boolean) =>
    createAnswerMessage(api, { ...to, id: undefined, ephemeral });
  /** The message that waits, or a new one where there is none or it is for other eyes than those it is to be for. */
  const open = async (to: Acknowledged, ephemeral: boolean): Promise<AnswerMessage> => {
    if (to.source) return followup(to, ephemeral);
    if (to.ephemeral === ephemeral) return original(to);
    await original(to).remove();
    return followup(to, ephemeral);
  };

  /** Writes a stream into one message. What is for the asker alone goes into a message of its own. */
  const write = async (to: Acknowledged, replies: AsyncIterable<Reply>, abandon: () => void) => {
    let message: AnswerMessage | undefined;
    let newest: Reply | undefined;
    let finished = false;
    const enough = new AbortController();
    const timer = to.lasting ? undefined : setTimeout(() => enough.abort(), times.tokenMs).unref();
    const all = (async function* () {
      for await (const reply of replies) {
        newest = reply;
        yield reply;
      }
      finished = true;
    })();
    try {
      let last: Reply | undefined;
      let shown: string | undefined;
      for await (const reply of latestOf(all, times.editMs, AbortSignal.any([closing, enough.signal]))) {
        last = reply;
        message ??= await open(to, reply.ephemeral === true);
        const before = shown;
        shown = await message.show(renderReply(reply));
        if (!finished && shown !== before) await inbox.answering(to.id, { ...unfinishedOf(to), message: shown });
      }
      const wasCut = closing.aborted && (!finished || newest?.error === 'cancelled');
      const ending = wasCut ? interrupted : finished ? newest : parting(newest);
      if (!ending || ending === last) return;
      message ??= await open(to, ending.ephemeral === true);
      await message.show(renderReply(ending));
    } catch (error) {
      abandon();
      if (!isGone(error)) throw error;
      log.debug('an answer was deleted while it was written');
    } finally {
      clearTimeout(timer);
    }
  };

  const notify = async (to: Acknowledged, text: string) => {
    const message = await open(to, true);
    await message.show(renderReply({ text }));
  };

  return {
    /** Shows an answer to its end. `abandon` is called where nobody can see it any more. Throws what Discord answers. */
    async give(to: Acknowledged, answer: Answer, abandon: () => void): Promise<void> {
      if ('reply' in answer) await write(to, answer.reply, abandon);
      else if ('notice' in answer) await notify(to, answer.notice);
      else await redraw(to.source ?? to.id, answer.edit, (edit) => original(to).show(renderEdit(edit)));
    },

    /** Ends an answer that an earlier start left behind. */
    async endInterrupted({ message, ...place }: Unfinished): Promise<void> {
      const known: Partial<MessagePlace> = message === '@original' ? { message } : { id: message };
      await createAnswerMessage(api, { ...place, ...known })
        .show(renderReply(interrupted))
        .catch((error: unknown) => log.info({ err: error }, 'an interrupted answer could not be ended'));
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;

function parting(reply: Reply | undefined): Reply {
  return { ...reply, text: [reply?.text, lastWord].filter(Boolean).join('\n'), progress: undefined, buttons: [] };
}

/** As much of an acknowledged interaction as is needed to end it after a restart. */
export function unfinishedOf({ application, token, channel }: Acknowledged): Unfinished {
  return { application, token, channel, message: '@original' };
}
