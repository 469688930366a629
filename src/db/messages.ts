import { AppError } from '#lib/errors.ts';
import { gather } from '#lib/gather.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import type { Prisma } from './generated/client.ts';
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

type Write = { create: NewMessage & { id: string } } | { update: { id: string; body: unknown } };

export type MessageQueries = ReturnType<typeof messageQueries>;

export function messageQueries({ client, clock }: Store) {
  /** What is written at once is written in one transaction, in its order. */
  const write = gather(
    (writes: Write[]): Promise<(Message | Error)[]> =>
      client.$transaction(async (transaction) => {
        const revisions = await takeTurns(transaction, writes.length);
        const data = writes.flatMap((one, index) =>
          'create' in one
            ? [{ ...one.create, body: toJson(one.create.body), revision: revisions[index]!, createdAt: clock.now() }]
            : [],
        );
        const created = await createMessages(transaction, data);
        const updates = writes.flatMap((one, index) =>
          'update' in one ? [{ ...one.update, revision: revisions[index]! }] : [],
        );
        const updated = await updateMessages(transaction, updates);
        return writes.map((one) =>
          'create' in one
            ? created.get(one.create.id)!
            : (updated.get(one.update.id) ?? new AppError('not_found', message('web.no-message'))),
        );
      }),
  );

  return {
    /** Of one id there is one message: created again, it is the first. */
    createMessage: ({ id = createId(), ...message }: NewMessage): Promise<Message> =>
      write({ create: { id, ...message } }),

    /** Replaces a message's body, with a new revision. Throws `not_found`. */
    updateMessage: (id: string, body: unknown): Promise<Message> => write({ update: { id, body } }),

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

/** Those that are there already are the first ones. By their ids. */
async function createMessages(
  transaction: Transaction,
  data: (Omit<Message, 'sequence' | 'body'> & { body: Prisma.InputJsonValue })[],
): Promise<Map<string, Message>> {
  if (data.length === 0) return new Map();
  const rows: Message[] = await transaction.message.createManyAndReturn({ data, skipDuplicates: true });
  const missing = data.map(({ id }) => id).filter((id) => !rows.some((row) => row.id === id));
  if (missing.length > 0) rows.push(...(await transaction.message.findMany({ where: { id: { in: missing } } })));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Of several updates of one message the last counts. By their ids; those that are not there are left out. */
async function updateMessages(
  transaction: Transaction,
  updates: { id: string; body: unknown; revision: number }[],
): Promise<Map<string, Message>> {
  if (updates.length === 0) return new Map();
  const last = [...new Map(updates.map((update) => [update.id, update])).values()];
  const rows = await transaction.$queryRaw<Message[]>`
    UPDATE "Message" SET body = changed.body::jsonb, revision = changed.revision
    FROM unnest(
      ${last.map(({ id }) => id)}::text[],
      ${last.map(({ body }) => JSON.stringify(body))}::text[],
      ${last.map(({ revision }) => revision)}::int[]
    ) AS changed (id, body, revision)
    WHERE "Message".id = changed.id RETURNING "Message".*`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Any number that nothing else locks. */
const lockNumber = 1_702_060_389;

/**
 * Makes changes of messages take turns until each is committed, and returns the next `count` revisions: without turns a
 * lower revision could appear after a higher one was read, and its reader would never see it.
 */
export async function takeTurns(transaction: Transaction, count: number): Promise<number[]> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber}::bigint)`;
  const rows = await transaction.$queryRaw<{ revision: number }[]>`
    SELECT nextval(pg_get_serial_sequence('"Message"', 'revision'))::int AS revision FROM generate_series(1, ${count}::int)`;
  return rows.map(({ revision }) => revision);
}
