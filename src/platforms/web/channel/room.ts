import { Readable } from 'node:stream';
import type { Chat } from '#chat/chat.ts';
import type { Modal, Outcome, Reply } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';
import { AppError } from '#lib/errors.ts';
import { message, wordsFor } from '#lib/i18n.ts';
import { createId, idOf } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import type { Origin, Upload } from '#studio/api.ts';
import type { FileStore, OpenFile } from '../pictures/files.ts';
import type { Keeper } from '../pictures/keeper.ts';
import { createSentPictures, type Redraw } from '../pictures/sent-pictures.ts';
import type { SentMessage } from '../pictures/uploads.ts';
import type { Person } from '../serving/identity.ts';
import { insist } from '../serving/insist.ts';
import { createAnswers } from './answers.ts';
import { type Message, type MessageBody, newBody } from './body.ts';
import type { Change, Feed } from './feed.ts';
import { bot, endInterrupted } from './interrupted.ts';
import { createPostedOnce } from './posted-once.ts';

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

/** What came of a press for that person alone: a short word, or a question; nothing where others see it too. */
export interface Pressed {
  notice?: string;
  modal?: Modal;
}

/** A modal's id and what was filled in, by field. */
export interface FilledModal {
  id: string;
  values: Record<string, string>;
}

/** `answered` settles with the end of the answer. */
export interface Asked {
  answered: Promise<void>;
}

/** What people do in the channel. */
export interface Room {
  /** Keeps the message and begins to answer it. The same `clientId` again changes nothing. */
  post(person: Person, message: SentMessage): Promise<Asked>;
  /** Presses a button that the message has. */
  press(person: Person, messageId: string, buttonId: string): Promise<Pressed>;
  /** Answers what such a button had asked. */
  submit(person: Person, messageId: string, buttonId: string, filled: FilledModal): Promise<Pressed>;
  /** Runs again what led to an answer. */
  again(person: Person, answerId: string, clientId: string): Promise<Pressed>;
  /** Says something to everybody of Easel's own accord. */
  announce(reply: Reply): Promise<void>;
  /** Picture `index` of a message that this person sees. Throws `not_found`, also for one that was taken back. */
  picture(person: Person, messageId: string, index: number): Promise<OpenFile>;
  /** Puts away a message that this person alone sees. */
  dismiss(person: Person, messageId: string): Promise<void>;
  /** Stops listening to the commands that still run and waits for what is being kept. */
  close(): Promise<void>;
}

/** How many messages a start looks back on: more than can be under way, a question and an answer for each job. */
const lookBack = 2000;

/** Whether this person may see the message. */
export function sees(person: Person, { body }: Message): boolean {
  return body.audience === undefined || body.audience === person.id;
}

/** Whether this person wrote, asked for or pressed what has changed. */
export function concerns(person: Person, { message: { author, body }, by }: Change): boolean {
  return [author, body.cause?.person, by].includes(person.id);
}

/** Opens the room; answers that a restart cut off are marked as such. */
export async function openRoom({ chat, feed, files, keeper, redraw, log, originOf }: RoomParts): Promise<Room> {
  const answers = createAnswers(feed, keeper);
  const sentPictures = createSentPictures(files, redraw, log);
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  const earlier = await feed.list({ limit: lookBack });
  await endInterrupted(feed, earlier);
  const once = createPostedOnce(earlier);

  /** Says why an answer does not come, so that nobody waits for it. */
  const giveUp = async ({ language }: Person, id: string, reason: unknown) => {
    if (closing.signal.aborted) return;
    const { code, said, cause } = AppError.from(reason);
    log.error({ err: cause ?? reason, message: id }, 'an answer broke off');
    const text = wordsFor(language).of(said);
    const ending: Partial<MessageBody> = { text, error: code, state: 'done', images: [], buttons: [] };
    await insist(() => feed.edit(id, (body) => ({ ...body, ...ending, progress: undefined })), closing.signal);
  };

  const answer = async (
    person: Person,
    cause: NonNullable<MessageBody['cause']>,
    replies: () => AsyncIterable<Reply>,
    share = async () => {},
  ): Promise<Asked> => {
    const id = createId();
    const body = newBody({ state: 'running', audience: person.id, cause });
    await insist(() => feed.create({ id, ...bot }, body), closing.signal);
    const writing = answers
      .write(id, replies(), share, closing.signal)
      .catch((error: unknown) => giveUp(person, id, error))
      .catch((error: unknown) => log.error({ err: error, message: id }, 'an answer could not be kept'))
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
    return { answered: writing };
  };

  const findFor = async (person: Person, id: string) => {
    const found = await feed.find(id);
    if (!found || !sees(person, found)) throw new AppError('not_found', message('web.no-message'));
    return found;
  };

  /** A question is its asker's alone, and its pictures are kept nowhere, until the answer is everybody's. */
  const ask = async (person: Person, clientId: string, text: string, attachments: Upload[]) => {
    const attached = attachments.length || undefined;
    const body = newBody({ text, attached, clientId, audience: person.id });
    const id = idOf(`${person.id}/${clientId}`, 0);
    if (attached) sentPictures.hold(id, attachments);
    await feed.create({ id, author: person.id, authorName: person.name, bot: false }, body);
    const share = async () => {
      const images = await sentPictures.keep(person, attachments);
      await feed.edit(id, ({ audience: _, ...current }) => ({ ...current, images }));
    };
    const request = { origin: originOf(person), text, attachments, signal: closing.signal };
    return answer(person, { message: id, person: person.id, name: person.name }, () => chat.say(request), share);
  };

  const show = async (person: Person, message: Message, button: string, outcome: Outcome): Promise<Pressed> => {
    if ('edit' in outcome) {
      await answers.patch(message.id, outcome.edit, person.id);
      return {};
    }
    if (!('reply' in outcome)) return outcome;
    const cause = { message: message.id, person: person.id, name: person.name, button };
    await answer(person, cause, () => outcome.reply);
    return {};
  };

  const pressButton = async (person: Person, message: Message, buttonId: string) => {
    const outcome = await chat.press({ origin: originOf(person), buttonId, signal: closing.signal });
    return show(person, message, buttonId, outcome);
  };

  const findButton = async (person: Person, messageId: string, buttonId: string) => {
    const found = await findFor(person, messageId);
    if (found.body.buttons.flat().some((button) => button.id === buttonId)) return found;
    throw new AppError('not_found', message('web.no-button'));
  };

  return {
    async post(person, { clientId, text, pictures }) {
      let asked: Asked = { answered: Promise.resolve() };
      await once(person, clientId, async () => {
        asked = await ask(person, clientId, text, pictures);
      });
      return asked;
    },

    press: async (person, messageId, buttonId) =>
      pressButton(person, await findButton(person, messageId, buttonId), buttonId),

    async submit(person, messageId, buttonId, filled) {
      const message = await findButton(person, messageId, buttonId);
      const outcome = await chat.submit({ origin: originOf(person), ...filled, signal: closing.signal });
      return show(person, message, buttonId, outcome);
    },

    async again(person, answerId, clientId) {
      const { body } = await findFor(person, answerId);
      if (!body.cause) throw new AppError('not_found', message('web.nothing-again'));
      const { message: question, button } = body.cause;
      const origin = await findFor(person, question);
      let pressed: Pressed = {};
      await once(person, clientId, async () => {
        if (button) {
          pressed = await pressButton(person, origin, button);
          return;
        }
        await ask(person, clientId, origin.body.text, await sentPictures.find(question, origin.body));
      });
      return pressed;
    },

    async announce(reply) {
      const id = createId();
      await feed.create({ id, ...bot }, newBody({ state: 'running' }));
      await answers.write(id, streamOf(reply), async () => {}, closing.signal);
    },

    async picture(person, messageId, index) {
      const { file, lesson } = (await findFor(person, messageId)).body.images[index] ?? {};
      if (lesson) {
        const bytes = await chat.lessonPicture(originOf(person), lesson);
        return { mime: 'image/png', size: bytes.length, stream: Readable.from([bytes]) };
      }
      const found = file && (await files.open(file));
      if (!found) throw new AppError('not_found', message('web.picture-gone'));
      return found;
    },

    async dismiss(person, messageId) {
      const { body } = await findFor(person, messageId);
      if (body.audience !== person.id) throw new AppError('no_permission', message('web.others-see'));
      const ids = body.cause && !body.cause.button ? [body.cause.message, messageId] : [messageId];
      for (const id of ids) {
        await feed.edit(id, (current) => (current.audience === person.id ? { ...current, dismissed: true } : current));
      }
    },

    async close() {
      closing.abort();
      await Promise.all(underWay);
      await feed.settled();
    },
  };
}
