import type { MessageView } from '#platforms/web/page/views.ts';

type Body = Record<string, unknown> | FormData | string;

/** The JSON of a response, which the caller knows. */
export async function read<Content>(response: Response): Promise<Content> {
  return (await response.json()) as Content;
}

/** A browser without a screen: keeps its cookies and says where its requests come from. */
export class TestBrowser {
  readonly url: string;
  cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('cookie')) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', this.url);
    const response = await fetch(`${this.url}${path}`, { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }

  post(path: string, body: Body = {}, headers: Record<string, string> = {}): Promise<Response> {
    const plain = body instanceof FormData || typeof body === 'string';
    return this.fetch(path, { method: 'POST', body: plain ? body : JSON.stringify(body), headers });
  }

  /** Introduces itself. */
  async enter(name?: string): Promise<{ id: string; name: string; named: boolean; operator: boolean }> {
    return read(await this.post('/api/session', { name }));
  }

  send(text: string, clientId: string = crypto.randomUUID(), files: File[] = []): Promise<Response> {
    const form = new FormData();
    form.set('text', text);
    form.set('clientId', clientId);
    for (const file of files) form.append('files', file);
    return this.post('/api/messages', form);
  }

  async messages(): Promise<MessageView[]> {
    return (await read<{ messages: MessageView[] }>(await this.fetch('/api/messages'))).messages;
  }

  /** Follows the live stream from a revision until `enough`, and returns every message it told of, in order. */
  async follow(since: number, enough: (heard: MessageView[]) => boolean): Promise<MessageView[]> {
    const stream = await this.listen(since);
    const heard: MessageView[] = [];
    while (!enough(heard)) heard.push(await stream.next());
    stream.close();
    return heard;
  }

  /** Opens the live stream. */
  async listen(since: number): Promise<{ next(): Promise<MessageView>; close(): void }> {
    const control = new AbortController();
    const response = await this.fetch(`/events?since=${since}`, { signal: control.signal });
    const events = readEvents(response);
    return {
      async next() {
        for (;;) {
          const { value, done } = await events.next();
          if (done) throw new Error('the stream ended');
          if (value.event === 'message') return JSON.parse(value.data);
        }
      },
      close: () => control.abort(),
    };
  }

  /** Sends a text and waits for the answer to be finished. */
  async ask(text: string): Promise<MessageView> {
    const clientId = crypto.randomUUID();
    await this.send(text, clientId);
    const heard = await this.follow(0, (messages) => answerTo(clientId, messages)?.state === 'done');
    return answerTo(clientId, heard)!;
  }
}

/** The newest state of the answer to a message. */
export function answerTo(clientId: string, messages: MessageView[]): MessageView | undefined {
  const question = messages.find((message) => message.clientId === clientId);
  return question && messages.findLast(({ cause }) => cause?.message === question.id);
}

/** A browser of somebody who has given their name. */
export async function enterAs(url: string, name: string): Promise<TestBrowser> {
  const browser = new TestBrowser(url);
  await browser.enter(name);
  return browser;
}

interface ServerEvent {
  event: string;
  data: string;
}

/** The events of a stream as the server sends them. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent, undefined> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      yield { event: 'message', data: '', ...fields };
    }
  }
  return undefined;
}
