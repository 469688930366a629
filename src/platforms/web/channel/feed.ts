import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import { createRecent } from '#lib/recent.ts';
import { createTurns } from '#lib/turns.ts';
import type { MessageStore, NewMessage, StoredMessage } from '../store.ts';
import { type Message, type MessageBody, readMessage } from './body.ts';
import { createOutbox } from './outbox.ts';

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
  /** Reads messages anew that were changed in the store alone, and tells them. */
  renew(ids: readonly string[]): Promise<void>;
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

/** Messages that are remembered as they are, since those that change have changed just now. */
const remembered = 500;

/**
 * One change of a message at a time, so that no edit overwrites another; listeners hear of revisions in their order,
 * which is that in which the store answers.
 */
export function createFeed(store: MessageStore, channel: string): Feed {
  const listeners = new Set<(change: Change) => void>();
  /** Messages that show something that is not kept. */
  const shown = new Map<string, Message>();
  const kept = createRecent<Message>(remembered);
  const turns = createTurns();
  const underWay = new Set<Promise<unknown>>();

  const tell = (message: Message, by?: string): Message => {
    for (const listener of listeners) listener({ message, by });
    return message;
  };
  const tellKept = (stored: StoredMessage, by?: string): Message => tell(kept.set(stored.id, readMessage(stored)), by);

  const inTurn = (id: string, act: () => Promise<Message>): Promise<Message> => {
    const turn = turns.take(id, act);
    const settled = turn.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return turn;
  };

  const asShown = (message: Message) => shown.get(message.id) ?? message;

  const find = async (id: string) => {
    const known = shown.get(id) ?? kept.get(id);
    if (known) return known;
    const stored = await store.find(id);
    return stored?.channel === channel ? readMessage(stored) : undefined;
  };

  const change = async (id: string, how: (body: MessageBody) => MessageBody): Promise<Message> => {
    const current = await find(id);
    if (!current) throw new AppError('not_found', message('web.no-message'));
    return { ...current, body: how(current.body) };
  };

  return {
    create: ({ id = createId(), ...message }, body) =>
      inTurn(id, async () => tellKept(await store.create({ id, ...message, channel, body }))),
    edit: (id, how, by) =>
      inTurn(id, async () => {
        const { body } = await change(id, how);
        const stored = await store.update(id, body);
        shown.delete(id);
        return tellKept(stored, by);
      }),
    show: (id, how) =>
      inTurn(id, async () => {
        const message = await change(id, how);
        shown.set(id, message);
        return tell(message);
      }),
    find,
    async renew(ids) {
      for (const id of ids) {
        await turns.take(id, async () => {
          shown.delete(id);
          kept.forget(id);
          const stored = await store.find(id);
          if (stored?.channel === channel) tellKept(stored);
        });
      }
    },
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
      await Promise.all(underWay);
    },
  };
}
