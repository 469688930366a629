import type { Chat } from '#chat/chat.ts';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { wordsFor } from '#lib/i18n.ts';
import { createId, idOf } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import type { Origin, Upload } from '#studio/api.ts';
import type { FileStore } from '../pictures/files.ts';
import type { Keeper } from '../pictures/keeper.ts';
import { createSentPictures, type Redraw } from '../pictures/sent-pictures.ts';
import type { Person } from '../serving/identity.ts';
import { insist } from '../serving/insist.ts';
import { type Answers, createAnswers } from './answers.ts';
import { type MessageBody, newBody } from './body.ts';
import type { Feed } from './feed.ts';
import { bot } from './interrupted.ts';

export interface RoomParts {
  chat: Chat;
  feed: Feed;
  files: FileStore;
  keeper: Keeper;
  redraw: Redraw;
  log: Log;
  /** Where a person's words come from, as the commands are told. */
  originOf: (person: Person) => Origin;
}

/** `answered` settles with the end of the answer. */
export interface Asked {
  answered: Promise<void>;
}

type Cause = NonNullable<MessageBody['cause']>;

/** Questions, and the messages that answer them. */
export interface Asking {
  answers: Answers;
  /** Makes a message for an answer, and begins to write it; see `Answers.write` for `share`. */
  answer(
    person: Person,
    cause: Cause,
    replies: () => AsyncIterable<Reply>,
    share?: () => Promise<void>,
  ): Promise<Asked>;
  /** Keeps a question and begins to answer it. */
  ask(person: Person, clientId: string, text: string, attachments: Upload[]): Promise<Asked>;
  /** The pictures that came with a question. */
  sentWith(id: string, body: MessageBody): Promise<Upload[]>;
  /** Resolves when nothing is being answered any more. */
  settled(): Promise<void>;
}

/** `closing` ends the answers that are under way. */
export function createAsking(
  { chat, feed, files, keeper, redraw, log, originOf }: RoomParts,
  closing: AbortSignal,
): Asking {
  const answers = createAnswers(feed, keeper);
  const sentPictures = createSentPictures(files, redraw, log);
  const underWay = new Set<Promise<void>>();

  /** Says why an answer does not come, so that nobody waits for it. */
  const giveUp = async ({ language }: Person, id: string, reason: unknown) => {
    if (closing.aborted) return;
    const { code, said, cause } = AppError.from(reason);
    log.error({ err: cause ?? reason, message: id }, 'an answer broke off');
    const text = wordsFor(language).of(said);
    const ending: Partial<MessageBody> = { text, error: code, state: 'done', images: [], buttons: [] };
    await insist(() => feed.edit(id, (body) => ({ ...body, ...ending, progress: undefined })), closing);
  };

  const answer: Asking['answer'] = async (person, cause, replies, share = async () => {}) => {
    const id = createId();
    const body = newBody({ state: 'running', audience: person.id, cause });
    await insist(() => feed.create({ id, ...bot }, body), closing);
    const writing = answers
      .write(id, replies(), share, closing)
      .catch((error: unknown) => giveUp(person, id, error))
      .catch((error: unknown) => log.error({ err: error, message: id }, 'an answer could not be kept'))
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
    return { answered: writing };
  };

  /** A question is its asker's alone, and its pictures are kept nowhere, until the answer is everybody's. */
  const ask: Asking['ask'] = async (person, clientId, text, attachments) => {
    const attached = attachments.length || undefined;
    const body = newBody({ text, attached, clientId, audience: person.id });
    const id = idOf(`${person.id}/${clientId}`, 0);
    if (attached) sentPictures.hold(id, attachments);
    await feed.create({ id, author: person.id, authorName: person.name, bot: false }, body);
    const share = async () => {
      const images = await sentPictures.keep(person, attachments);
      await feed.edit(id, ({ audience: _, ...current }) => ({ ...current, images }));
    };
    const request = { origin: originOf(person), text, attachments, signal: closing };
    return answer(person, { message: id, person: person.id, name: person.name }, () => chat.say(request), share);
  };

  return {
    answers,
    answer,
    ask,
    sentWith: sentPictures.find,
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}
