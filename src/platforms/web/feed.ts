import { EventEmitter, on } from 'node:events';
import { AppError } from '#lib/errors.ts';
import { type Message, type MessageBody, readMessage } from './body.ts';
import type { MessageStore, NewMessage } from './store.ts';

/** The messages of one channel, kept and told to whoever listens. */
export interface Feed {
  create(message: Omit<NewMessage, 'channel' | 'body'>, body: MessageBody): Promise<Message>;
  /** Replaces the body of a message by what `change` makes of the one that is kept now. Throws `not_found`. */
  edit(id: string, change: (body: MessageBody) => MessageBody): Promise<Message>;
  find(id: string): Promise<Message | undefined>;
  list(options: { before?: number; limit: number }): Promise<Message[]>;
  /** Every message newer than `revision`, then each change as it happens, until the signal: none lost, none twice. */
  follow(revision: number, signal: AbortSignal): AsyncIterable<Message>;
  /** Resolves when everything that was being kept is kept. */
  settled(): Promise<void>;
}

/** One change at a time, so that listeners hear of revisions in their order and no edit overwrites another. */
export function createFeed(store: MessageStore, channel: string): Feed {
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (change: () => Promise<Message>) => {
    const turn = last.then(async () => {
      const message = await change();
      changes.emit('change', message);
      return message;
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const find = async (id: string) => {
    const stored = await store.find(id);
    return stored?.channel === channel ? readMessage(stored) : undefined;
  };

  return {
    create: (message, body) => inTurn(async () => readMessage(await store.create({ ...message, channel, body }))),
    edit: (id, change) =>
      inTurn(async () => {
        const current = await find(id);
        if (!current) throw new AppError('not_found', 'That message does not exist any more.');
        return readMessage(await store.update(id, change(current.body)));
      }),
    find,
    list: async (options) => (await store.list(channel, options)).map(readMessage),
    async *follow(revision, signal) {
      const live = on(changes, 'change', { signal });
      let seen = revision;
      for (const stored of await store.since(channel, revision)) {
        seen = stored.revision;
        yield readMessage(stored);
      }
      try {
        for await (const [message] of live) if (message.revision > seen) yield message as Message;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    settled: async () => {
      await last;
    },
  };
}
