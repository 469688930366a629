import { AppError } from '#lib/errors.ts';
import { type Message, type MessageBody, readMessage } from './body.ts';
import { createOutbox } from './outbox.ts';
import type { MessageStore, NewMessage } from './store.ts';

/** A message as it is from now on. */
export interface Change {
  message: Message;
  /** Who pressed something for it to change. */
  by?: string;
  /** It changed while the listener was away. */
  missed?: boolean;
}

/** The messages of one channel, kept and told to whoever listens. */
export interface Feed {
  create(message: Omit<NewMessage, 'channel' | 'body'>, body: MessageBody): Promise<Message>;
  /** Replaces the body of a message by what `change` makes of it, and keeps it. Throws `not_found`. */
  edit(id: string, change: (body: MessageBody) => MessageBody, by?: string): Promise<Message>;
  /** As `edit`, and keeps nothing: for progress, which would be old after a restart. The revision stays. */
  show(id: string, change: (body: MessageBody) => MessageBody): Promise<Message>;
  find(id: string): Promise<Message | undefined>;
  list(options: { before?: number; limit: number }): Promise<Message[]>;
  /**
   * Every message newer than `revision`, then what changes, until the signal: none lost. What `concerns` the listener
   * comes at once; the rest is gathered, the longer the more listen, and of each message only the latest state comes.
   */
  follow(revision: number, signal: AbortSignal, concerns: (change: Change) => boolean): AsyncIterable<Change[]>;
  /** Resolves when everything that was being kept is kept. */
  settled(): Promise<void>;
}

/** Messages that are read at once for somebody who was away. */
const page = 200;
/** How much longer changes are gathered for each listener, and at most, in milliseconds. */
const gathering = { each: 1.5, most: 3000 };

/** One change at a time, so that listeners hear of revisions in their order and no edit overwrites another. */
export function createFeed(store: MessageStore, channel: string): Feed {
  const listeners = new Set<(change: Change) => void>();
  /** Messages that show something that is not kept. */
  const shown = new Map<string, Message>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (act: () => Promise<Message>, by?: string) => {
    const turn = last.then(async () => {
      const message = await act();
      for (const listener of listeners) listener({ message, by });
      return message;
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const asShown = (message: Message) => shown.get(message.id) ?? message;

  const find = async (id: string) => {
    const known = shown.get(id);
    if (known) return known;
    const stored = await store.find(id);
    return stored?.channel === channel ? readMessage(stored) : undefined;
  };

  const change = async (id: string, how: (body: MessageBody) => MessageBody): Promise<Message> => {
    const current = await find(id);
    if (!current) throw new AppError('not_found', 'That message does not exist any more.');
    return { ...current, body: how(current.body) };
  };

  return {
    create: (message, body) => inTurn(async () => readMessage(await store.create({ ...message, channel, body }))),
    edit: (id, how, by) =>
      inTurn(async () => {
        const { body } = await change(id, how);
        const message = readMessage(await store.update(id, body));
        shown.delete(id);
        return message;
      }, by),
    show: (id, how) =>
      inTurn(async () => {
        const message = await change(id, how);
        shown.set(id, message);
        return message;
      }),
    find,
    list: async (options) => (await store.list(channel, options)).map(readMessage).map(asShown),
    async *follow(revision, signal, concerns) {
      const patience = () => Math.min(gathering.most, gathering.each * listeners.size);
      const outbox = createOutbox(concerns, patience, signal);
      listeners.add(outbox.put);
      try {
        let seen = revision;
        for (let full = true; full && !signal.aborted; ) {
          const missed = await store.since(channel, seen, page);
          full = missed.length === page;
          seen = missed.at(-1)?.revision ?? seen;
          if (missed.length > 0)
            yield missed.map(readMessage).map((message) => ({ message: asShown(message), missed: true }));
        }
        const isNew = ({ message }: Change) => message.revision > seen || shown.has(message.id);
        for await (const changes of outbox.take()) {
          const news = changes.filter(isNew);
          if (news.length > 0) yield news;
        }
      } finally {
        listeners.delete(outbox.put);
      }
    },
    settled: async () => {
      await last;
    },
  };
}
