import { randomUUID } from 'node:crypto';
import type { MessageView } from '#platforms/web/views.ts';

/** One person's browser: a session, the live stream, and what the page would do. */
export interface Browser {
  /** Sends a command and waits until its four pictures are there and loaded. Throws what the answer says instead. */
  generate(text: string): Promise<void>;
  close(): void;
}

export async function openBrowser(url: string, name: string): Promise<Browser> {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((entry) => entry.split(';')[0])
    .join('; ');
  const { id } = (await session.json()) as { id: string };
  const headers = { cookie, origin: url };
  const closing = new AbortController();
  const listeners = new Set<(message: MessageView) => void>();
  const stream = await fetch(`${url}/events`, { headers, signal: closing.signal });
  void follow(stream, (message) => {
    for (const listener of listeners) listener(message);
  }).catch(() => {});

  const answer = () =>
    new Promise<MessageView>((resolve) => {
      const listener = (message: MessageView) => {
        if (!message.bot || message.cause?.person !== id || message.state === 'running') return;
        listeners.delete(listener);
        resolve(message);
      };
      listeners.add(listener);
    });

  return {
    async generate(text) {
      const form = new FormData();
      form.set('clientId', randomUUID());
      form.set('text', text);
      const answered = answer();
      const posted = await fetch(`${url}/api/messages`, { method: 'POST', headers, body: form });
      if (!posted.ok) throw new Error(`The message was refused: ${await posted.text()}`);
      const message = await answered;
      if (message.images.length === 0) throw new Error(`No pictures: ${message.text}`);
      await Promise.all(message.images.map(async (image) => (await fetch(url + image.url, { headers })).arrayBuffer()));
    },
    close: () => closing.abort(),
  };
}

/** Reads server-sent events and hands on each message. */
async function follow(stream: Response, onMessage: (message: MessageView) => void): Promise<void> {
  let rest = '';
  for await (const text of stream.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: ?(.+)$/m.exec(block)?.[1];
      if (data && /^event: ?message$/m.test(block)) onMessage(JSON.parse(data) as MessageView);
    }
  }
}
