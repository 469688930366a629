import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageView } from '#platforms/web/page/views.ts';

/** One person's browser on the playground: a session, the live stream, and what the page would do. */
export interface Person {
  id: string;
  /** Sends words. Resolves once they are acknowledged; throws `Refused` where they were not taken. */
  send(text: string, clientId?: string): Promise<void>;
  /** Sends words and waits for the last of the answer, whatever it says. */
  ask(text: string): Promise<MessageView>;
  /** Asks for pictures and loads them. Throws what the answer says instead. */
  generate(text: string): Promise<MessageView>;
  /** Presses a button; the notice that the person gets, if there is one. */
  press(messageId: string, buttonId: string): Promise<string | undefined>;
  /** Loads an address of the playground. Throws `Refused`. */
  load(path: string): Promise<Buffer>;
  /** The answer to a message that was sent, as it stands. */
  answerTo(clientId: string): MessageView | undefined;
  /** Hears of every message that the stream brings. */
  listen(listener: (message: MessageView) => void): void;
  close(): void;
}

/** The server answered with an error. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(`${status}: ${text.slice(0, 300)}`);
    this.status = status;
  }
}

/** How long a browser waits until it opens a stream that broke again, in milliseconds. */
const reconnectMs = 250;

async function accept(response: Response): Promise<Response> {
  if (!response.ok) throw new Refused(response.status, await response.text());
  return response;
}

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((entry) => entry.split(';')[0]!);

let lines = 0;
/** An address as a proxy tells it: everybody comes by a line of their own, or new people would be limited. */
function newLine(): string {
  lines++;
  return `10.${[16, 8, 0].map((shift) => (lines >> shift) & 255).join('.')}`;
}

/** A new person's id and the cookies that prove it, and that they are the operator where they know the token. */
async function introduce(url: string, name: string, adminToken?: string) {
  const line = newLine();
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'x-forwarded-for': line },
    body: JSON.stringify({ name }),
  }).then(accept);
  const cookies = cookiesOf(session);
  if (adminToken) cookies.push(...cookiesOf(await fetch(`${url}/?admin=${adminToken}`, { redirect: 'manual' })));
  const { id } = (await session.json()) as { id: string };
  return { id, headers: { cookie: cookies.join('; '), 'x-forwarded-for': line } };
}

/** Somebody who has the playground open in the background, and reads nothing. */
export interface Onlooker {
  /** Bytes that the stream has brought, and whether it still runs. */
  heard(): { bytes: number; open: boolean };
  close(): void;
}

/** Opens the stream as a new person, for what comes after `revision`. */
export async function openOnlooker(url: string, revision: number): Promise<Onlooker> {
  const { headers } = await introduce(url, 'onlooker');
  const closing = new AbortController();
  const options = { headers: { ...headers, 'last-event-id': String(revision) }, signal: closing.signal, agent: false };
  let bytes = 0;
  let open = true;
  await new Promise<void>((resolve, reject) => {
    const request = get(`${url}/events`, options, (response) => {
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        resolve();
      });
      response.on('close', () => {
        open = false;
      });
      response.on('error', () => {});
    });
    request.on('error', reject);
  });
  return { heard: () => ({ bytes, open }), close: () => closing.abort() };
}

/**
 * Opens the playground as a new person, the operator with the `adminToken`; the stream begins with what happens from now
 * on.
 */
export async function openPerson(url: string, name: string, adminToken?: string): Promise<Person> {
  const { id, headers: own } = await introduce(url, name, adminToken);
  const headers = { ...own, origin: url };
  const load = async (path: string) =>
    Buffer.from(await (await fetch(url + path, { headers }).then(accept)).arrayBuffer());
  const { revision } = JSON.parse((await load('/api/messages')).toString()) as { revision: number };

  /** Ids of this person's own messages by client id, and the answers to them. */
  const questions = new Map<string, string>();
  const answers = new Map<string, MessageView>();
  const listeners = new Set<(message: MessageView) => void>();
  const stream = followMessages(url, own, revision, (message) => {
    if (message.clientId && message.author === id) questions.set(message.clientId, message.id);
    if (message.bot && message.cause?.person === id && !message.cause.button) {
      answers.set(message.cause.message, message);
    }
    for (const listener of [...listeners]) listener(message);
  });
  const answerTo = (clientId: string) => answers.get(questions.get(clientId) ?? '');

  const send = async (text: string, clientId: string = randomUUID()) => {
    const body = new FormData();
    body.set('clientId', clientId);
    body.set('text', text);
    await fetch(`${url}/api/messages`, { method: 'POST', headers, body }).then(accept);
  };

  const ask = async (text: string) => {
    const clientId = randomUUID();
    const { promise, resolve } = Promise.withResolvers<MessageView>();
    const listener = () => {
      const answer = answerTo(clientId);
      if (!answer || answer.state === 'running') return;
      listeners.delete(listener);
      resolve(answer);
    };
    listeners.add(listener);
    await send(text, clientId);
    const answer = await promise;
    answers.delete(questions.get(clientId)!);
    questions.delete(clientId);
    return answer;
  };

  return {
    id,
    send,
    ask,
    async generate(text) {
      const message = await ask(text);
      if (message.images.length === 0) throw new Error(`No pictures: ${message.text}`);
      await Promise.all(message.images.map((image) => load(image.url)));
      return message;
    },
    async press(messageId, buttonId) {
      const response = await fetch(`${url}/api/press`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ messageId, buttonId }),
      }).then(accept);
      return ((await response.json()) as { notice?: string }).notice;
    },
    load,
    answerTo,
    listen: (listener) => listeners.add(listener),
    close: stream.close,
  };
}

/**
 * Follows the live stream as a browser's EventSource does: one that breaks is opened again and asked for all that came
 * after the last message it brought.
 */
function followMessages(
  url: string,
  own: Record<string, string>,
  since: number,
  onMessage: (message: MessageView) => void,
): { close(): void } {
  let last = since;
  const closing = new AbortController();
  const open = () =>
    new Promise<void>((resolve) => {
      const headers = { ...own, 'last-event-id': String(last) };
      const request = get(`${url}/events`, { headers, signal: closing.signal, agent: false }, async (response) => {
        for await (const { id, data } of readEvents(response)) {
          last = id;
          onMessage(JSON.parse(data) as MessageView);
        }
        resolve();
      });
      request.on('error', () => resolve());
    });
  const follow = async () => {
    while (!closing.signal.aborted) {
      await open().catch(() => {});
      await wait(reconnectMs);
    }
  };
  void follow();
  return { close: () => closing.abort() };
}

/** The server-sent events of messages, until the stream ends in whatever way. */
async function* readEvents(stream: IncomingMessage): AsyncGenerator<{ id: number; data: string }> {
  let rest = '';
  stream.setEncoding('utf8');
  try {
    for await (const text of stream) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const data = /^data: ?(.+)$/m.exec(block)?.[1];
        const id = /^id: ?(\d+)$/m.exec(block)?.[1];
        if (data && id) yield { id: Number(id), data };
      }
    }
  } catch {
    // It broke off, and is opened again.
  }
}
