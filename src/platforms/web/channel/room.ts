import { Readable } from 'node:stream';
import type { Modal, Outcome, Reply } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { OpenFile } from '../pictures/files.ts';
import type { SentMessage } from '../pictures/uploads.ts';
import type { Person } from '../serving/identity.ts';
import { type Asked, createAsking, type RoomParts } from './asking.ts';
import { type Message, newBody } from './body.ts';
import type { Change } from './feed.ts';
import { bot, endInterrupted } from './interrupted.ts';
import { createPostedOnce } from './posted-once.ts';

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
export async function openRoom(parts: RoomParts): Promise<Room> {
  const { chat, feed, files, originOf } = parts;
  const closing = new AbortController();
  const { answers, answer, ask, sentWith, settled } = createAsking(parts, closing.signal);
  const earlier = await feed.list({ limit: lookBack });
  await endInterrupted(feed, earlier);
  const once = createPostedOnce(earlier);

  const findFor = async (person: Person, id: string) => {
    const found = await feed.find(id);
    if (!found || !sees(person, found)) throw new AppError('not_found', message('web.no-message'));
    return found;
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
        await ask(person, clientId, origin.body.text, await sentWith(question, origin.body));
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
      await settled();
      await feed.settled();
    },
  };
}
