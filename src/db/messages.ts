import { AppError } from '#lib/errors.ts';
import { createId } from '#lib/ids.ts';
import { type Store, type Transaction, toJson } from './store.ts';

export interface NewMessage {
  id?: string;
  channel: string;
  /** The author's id on the platform. */
  author: string;
  authorName: string;
  bot: boolean;
  /** Plain JSON. */
  body: unknown;
}

export interface Message extends NewMessage {
  id: string;
  /** The order in which messages were written. */
  sequence: number;
  /** Grows over all messages with every change of any. */
  revision: number;
  createdAt: Date;
}

export type MessageQueries = ReturnType<typeof messageQueries>;

export function messageQueries({ client, clock }: Store) {
  return {
    /** Of one id there is one message: created again, it is the first. */
    async createMessage(message: NewMessage): Promise<Message> {
      const { body, id = createId(), ...columns } = message;
      return client.$transaction(async (transaction) => {
        const revision = await takeTurn(transaction);
        const first = message.id && (await transaction.message.findUnique({ where: { id } }));
        if (first) return first;
        const data = { ...columns, id, revision, body: toJson(body), createdAt: clock.now() };
        return transaction.message.create({ data });
      });
    },

    /** Replaces a message's body, with a new revision. Throws `not_found`. */
    async updateMessage(id: string, body: unknown): Promise<Message> {
      return client.$transaction(async (transaction) => {
        const revision = await takeTurn(transaction);
        const [row] = await transaction.message.updateManyAndReturn({
          where: { id },
          data: { body: toJson(body), revision },
        });
        if (!row) throw new AppError('not_found', 'This message is no longer there.');
        return row;
      });
    },

    async findMessage(id: string): Promise<Message | undefined> {
      const row = await client.message.findUnique({ where: { id } });
      return row ?? undefined;
    },

    /** The latest `limit` messages of a channel (before the one with sequence `before`), oldest first. */
    async listMessages(channel: string, { before, limit }: { before?: number; limit: number }): Promise<Message[]> {
      const rows = await client.message.findMany({
        where: { channel, sequence: { lt: before } },
        orderBy: { sequence: 'desc' },
        take: limit,
      });
      return rows.reverse();
    },

    /** The first `limit` that were written or changed after `revision`, in the order of the changes. */
    async listMessagesSince(channel: string, revision: number, limit: number): Promise<Message[]> {
      return client.message.findMany({
        where: { channel, revision: { gt: revision } },
        orderBy: { revision: 'asc' },
        take: limit,
      });
    },
  };
}

/** Any number that nothing else locks. */
const lockNumber = 1_702_060_389;

/**
 * Makes changes of messages take turns until each is committed, and returns the next revision: without turns a lower
 * revision could appear after a higher one was read, and its reader would never see it.
 */
async function takeTurn(transaction: Transaction): Promise<number> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber}::bigint)`;
  const [row] = await transaction.$queryRaw<[{ revision: number }]>`
    SELECT nextval(pg_get_serial_sequence('"Message"', 'revision'))::int AS revision`;
  return row.revision;
}
