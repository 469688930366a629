import type { Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import type { Chat } from '#chat/chat.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createTurns } from '#lib/turns.ts';
import { createShares, type Whose } from '#platforms/shared/shares.ts';
import type { Origin } from '#studio/api.ts';
import type { PressedView, SessionView } from '../page/views.ts';
import { sendPicture } from '../pictures/send-picture.ts';
import { clientIdSchema, readSentMessage } from '../pictures/uploads.ts';
import type { LimitBody } from '../serving/bodies.ts';
import type { Identity, Person } from '../serving/identity.ts';
import { limits, messageBytes, requestBytes } from '../serving/limits.ts';
import { counter, identifier, knownPerson, readId, readJson, readQuery, written } from '../serving/requests.ts';
import { type createMessageViews, viewCommands } from './chat-views.ts';
import { beat, createEvents } from './events.ts';
import type { Change, Feed } from './feed.ts';
import { concerns, type Pressed, type Room, sees } from './room.ts';

export interface ChatRouteParts {
  chat: Chat;
  feed: Feed;
  room: Room;
  identity: Identity;
  originOf: (person: Person) => Origin;
  view: ReturnType<typeof createMessageViews>;
  /** What there is beside the chat: a gallery to look at, a board to draw on. */
  has: { gallery: boolean; sketching: boolean };
  /** Whether this person may open the console. */
  mayEnterConsole(c: Context, person: Person): Promise<boolean>;
  limitBody: LimitBody;
  whoseIs: (c: Context) => Promise<Whose>;
  /** Ends the live streams. */
  closing: AbortSignal;
  heartbeatMs: number;
}

const pageOfMessages = 50;
/** Live streams: a person's tabs, an office's people, everybody. */
const mostStreams = { all: 5000, line: 500, person: 12 };
const short = written(200);
const press = z.object({ messageId: identifier, buttonId: identifier });
const submission = press.extend({ id: identifier, values: z.record(identifier, written(4000)) });

/** The routes of the chat: who I am, what there is to say, the messages and their stream, posting and pressing. */
export function addChatRoutes(app: Hono, parts: ChatRouteParts): void {
  const { chat, feed, room, identity, originOf, view, has, limitBody, whoseIs, closing, heartbeatMs } = parts;
  const streams = createShares(mostStreams);
  /** One message is taken apart at a time: that needs several times its memory. */
  const reading = createTurns(1);
  const eventsFor = createEvents(view);
  const small = limitBody(requestBytes);

  const viewPressed = async (person: Person, messageId: string, pressed: Pressed): Promise<PressedView> => {
    const message = await feed.find(messageId);
    const [after] = message ? await view(person, [message]) : [];
    return { ...pressed, message: after };
  };

  app.post('/api/session', small, async (c) => {
    const { name } = await readJson(c, z.object({ name: z.string().max(1000).optional() }));
    const person = await identity.introduce(c, name);
    const mayEnter = await parts.mayEnterConsole(c, person);
    const session: SessionView = { ...person, ...has, console: mayEnter, limits };
    return c.json(session);
  });

  app.get('/api/commands', async (c) => c.json(viewCommands(chat.commands, await knownPerson(identity, c))));

  app.get('/api/complete', async (c) => {
    const person = await knownPerson(identity, c);
    const asked = readQuery(c, z.object({ command: short, option: short, text: short }));
    const found = await chat.complete({ origin: originOf(person), ...asked });
    return c.json(found.slice(0, 25).map(({ value }) => value));
  });

  app.get('/api/messages', async (c) => {
    const person = await knownPerson(identity, c);
    const { before } = readQuery(c, z.object({ before: counter.optional() }));
    const page = await feed.list({ before, limit: pageOfMessages });
    const visible = page.filter((message) => sees(person, message) && !message.body.dismissed);
    return c.json({
      messages: await view(person, visible),
      revision: Math.max(0, ...page.map(({ revision }) => revision)),
      /** Ask for these with `before`; nothing where the channel begins. */
      before: page.length === pageOfMessages ? page[0]?.sequence : undefined,
    });
  });

  app.post('/api/messages', limitBody(messageBytes), async (c) => {
    const person = await knownPerson(identity, c);
    const sent = await reading.take('', async () => {
      const form = await c.req.formData().catch((error: unknown) => {
        throw new AppError('bad_option', message('web.message-not-read'), error);
      });
      return readSentMessage(form);
    });
    const { answered } = await room.post(person, sent);
    if (sent.pictures.length > 0) c.set('bodyInUse', answered);
    return c.json({}, 201);
  });

  app.get('/api/messages/:id/pictures/:index', async (c) => {
    const person = await knownPerson(identity, c);
    const picture = await room.picture(person, readId(c), Number(c.req.param('index')));
    return sendPicture(c, picture, 'private, no-store');
  });

  app.get('/api/privacy/:part', async (c) => {
    const person = await knownPerson(identity, c);
    const { name, bytes } = await chat.archive(originOf(person), Number(c.req.param('part')));
    c.header('content-type', 'application/zip');
    c.header('content-disposition', `attachment; filename="${name}"`);
    return c.body(new Uint8Array(bytes));
  });

  app.post('/api/messages/:id/again', small, async (c) => {
    const person = await knownPerson(identity, c);
    const { clientId } = await readJson(c, z.object({ clientId: clientIdSchema }));
    const id = readId(c);
    return c.json(await viewPressed(person, id, await room.again(person, id, clientId)), 201);
  });

  app.post('/api/messages/:id/dismiss', small, async (c) => {
    await room.dismiss(await knownPerson(identity, c), readId(c));
    return c.json({});
  });

  app.post('/api/press', small, async (c) => {
    const person = await knownPerson(identity, c);
    const { messageId, buttonId } = await readJson(c, press);
    return c.json(await viewPressed(person, messageId, await room.press(person, messageId, buttonId)));
  });

  app.post('/api/submit', small, async (c) => {
    const person = await knownPerson(identity, c);
    const { messageId, buttonId, ...filled } = await readJson(c, submission);
    return c.json(await viewPressed(person, messageId, await room.submit(person, messageId, buttonId, filled)));
  });

  app.get('/events', async (c) => {
    const person = await knownPerson(identity, c);
    const asked = c.req.header('last-event-id') ?? c.req.query('since') ?? 0;
    const since = counter.catch(0).parse(asked);
    const whose = await whoseIs(c);
    if (!streams.take(whose, 1)) {
      throw new AppError('rate_limited', message('web.open-often'));
    }
    c.header('content-type', 'text/event-stream');
    c.header('cache-control', 'no-store');
    return stream(c, async (live) => {
      const gone = new AbortController();
      live.onAbort(() => gone.abort());
      const heart = setInterval(() => live.write(beat), heartbeatMs);
      try {
        await live.write(beat);
        const mine = (change: Change) => concerns(person, change);
        for await (const changes of feed.follow(since, AbortSignal.any([gone.signal, closing]), mine)) {
          const bytes = await eventsFor(person, changes);
          if (bytes.length > 0) await live.write(bytes);
        }
      } finally {
        clearInterval(heart);
        streams.give(whose, 1);
      }
    });
  });
}
