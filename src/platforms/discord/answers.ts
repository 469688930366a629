import { type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord.js';
import { picturesOf } from '#chat/answers/taking-back.ts';
import type { Inbox } from '#chat/inbox.ts';
import type { Redraws } from '#chat/redraws.ts';
import type { Outcome, Reply } from '#chat/reply.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import { interruptedReply } from '#platforms/shared/interrupted.ts';
import type { Postings } from '#platforms/shared/postings.ts';
import { streamAnswer } from '#platforms/shared/stream-answer.ts';
import { firstThatWorks } from '#platforms/shared/ways.ts';
import { type AnswerMessage, createAnswerMessage, type MessagePlace } from './answer-message.ts';
import type { Api } from './api.ts';
import { newMessage } from './new-message.ts';
import { explain, isGone } from './problems.ts';
import { renderEdit, renderReply } from './render/message.ts';

/** An interaction that was acknowledged, and what Discord shows of it since. */
export interface Acknowledged {
  id: string;
  application: string;
  token: string;
  /** The server, or the conversation where there is none. */
  workspace: string;
  channel: string;
  /** Who asked. */
  user: string;
  /** Of their Discord. */
  language?: string;
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
  language?: string;
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

export interface AnswerParts {
  api: Api;
  inbox: Inbox;
  postings: Postings;
  redraw: Redraws;
  log: Log;
  times: AnswerTimes;
  /** Aborts when Easel stops. */
  closing: AbortSignal;
}

/** Shows what commands answer. */
export function createAnswers({ api, inbox, postings, redraw, log, times, closing }: AnswerParts) {
  const original = (to: Acknowledged) => createAnswerMessage(api, { ...to, message: '@original', id: to.source });
  const followup = (to: Acknowledged, ephemeral: boolean) =>
    createAnswerMessage(api, { ...to, id: undefined, interaction: to.id, ephemeral });
  /** The message that waits, or a new one where there is none or it is for other eyes than those it is to be for. */
  const open = async (to: Acknowledged, ephemeral: boolean): Promise<AnswerMessage> => {
    if (to.source) return followup(to, ephemeral);
    if (to.ephemeral === ephemeral) return original(to);
    await original(to).remove();
    return followup(to, ephemeral);
  };

  const note = ({ workspace, channel }: Acknowledged, message: string, reply: Partial<Reply>) =>
    postings
      .note({ workspace, channel, message }, picturesOf(reply))
      .catch((error: unknown) => log.warn({ err: error }, 'where a picture is shown was not noted'));

  const writeTo = async (user: string, text: string): Promise<void> => {
    const made = await api.post(Routes.userChannels(), { body: { recipient_id: user } });
    const { id } = made as RESTPostAPICurrentUserCreateDMChannelResult;
    await api.post(Routes.channelMessages(id), newMessage(renderReply({ text })));
  };

  /** Says why there is no answer: where it was to be, or else to the asker alone, or in their direct messages. */
  const fail = async (to: Acknowledged, error: unknown, place?: AnswerMessage): Promise<void> => {
    if (isGone(error)) return log.debug('an answer was deleted while it was written');
    if (closing.aborted) throw error;
    const { said, code } = explain(error);
    const text = wordsFor(to.language).of(said);
    log[code === 'internal' ? 'error' : 'warn']({ err: error, code }, 'an answer could not be shown');
    const rendered = renderReply({ text, error: code });
    const waiting = place ?? (to.source ? undefined : original(to));
    await firstThatWorks([
      ...(waiting ? [() => waiting.show(rendered)] : []),
      () => followup(to, true).show(rendered),
      () => writeTo(to.user, text),
    ]);
  };

  /** Writes a stream into one message. What is for the asker alone goes into a message of its own. */
  const write = async (to: Acknowledged, replies: AsyncIterable<Reply>, abandon: () => void) => {
    let message: AnswerMessage | undefined;
    const enough = new AbortController();
    const timer = to.lasting ? undefined : setTimeout(() => enough.abort(), times.tokenMs).unref();
    const show = async (reply: Reply): Promise<string> => {
      message ??= await open(to, reply.ephemeral === true);
      const id = await message.show(renderReply(reply));
      if (!reply.ephemeral) await note(to, id, reply);
      return id;
    };
    try {
      await streamAnswer({
        replies,
        pauseMs: times.editMs,
        language: to.language,
        closing,
        enough: enough.signal,
        parting: (newest) => parting(newest, to.language),
        show,
        note: (id) => inbox.answering(to.id, { ...unfinishedOf(to), message: id }),
        isFinal: isGone,
      });
    } catch (error) {
      abandon();
      await fail(to, error, message);
    } finally {
      clearTimeout(timer);
    }
  };

  const notify = async (to: Acknowledged, text: string) => {
    const message = await open(to, true);
    await message.show(renderReply({ text }));
  };

  return {
    /**
     * Shows an answer to its end, or says why it cannot be shown. `abandon` is called where nobody can see it any more.
     * Throws what Discord answers where nothing could be said, or while Easel stops.
     */
    async give(to: Acknowledged, answer: Answer, abandon: () => void): Promise<void> {
      if ('reply' in answer) return write(to, answer.reply, abandon);
      try {
        if ('notice' in answer) await notify(to, answer.notice);
        else await redraw(to.source ?? to.id, answer.edit, (edit) => original(to).show(renderEdit(edit)));
      } catch (error) {
        await fail(to, error);
      }
    },

    fail,

    /** Ends an answer that an earlier start left behind. Throws what Discord answers. */
    async endInterrupted({ message, language, ...place }: Unfinished): Promise<void> {
      const known: Partial<MessagePlace> = message === '@original' ? { message } : { id: message };
      await createAnswerMessage(api, { ...place, ...known }).show(renderReply(interruptedReply(language)));
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;

function parting(reply: Reply | undefined, language: string | undefined): Reply {
  const lastWord = wordsFor(language)('discord.last-word');
  return { ...reply, text: [reply?.text, lastWord].filter(Boolean).join('\n'), progress: undefined, buttons: [] };
}

/** As much of an acknowledged interaction as is needed to end it after a restart. */
export function unfinishedOf({ application, token, channel, language }: Acknowledged): Unfinished {
  return { application, token, channel, language, message: '@original' };
}
