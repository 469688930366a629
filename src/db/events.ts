import { gather } from '#lib/gather.ts';
import type { Store, Transaction } from './store.ts';

/** What a person did, as its platform names it. */
export interface EventKey {
  platform: string;
  id: string;
}

/** Platforms deliver an event again for some hours at most. */
const keptMs = 3 * 24 * 60 * 60_000;
/** How many writings pass between two looks for events to forget. */
const writingsPerPruning = 100;

export type EventQueries = ReturnType<typeof eventQueries>;

export function eventQueries({ client, clock }: Store) {
  let writings = 0;
  const prune = async (now: Date) => {
    if (writings++ % writingsPerPruning) return;
    await client.seenEvent.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - keptMs) } } });
  };

  return {
    /** The events of one platform. Those that come at once are written down together. */
    inbox(platform: string) {
      const receive = gather(async (events: { id: string; body: unknown }[]) => {
        const seenAt = clock.now();
        await prune(seenAt);
        const data = events.map(({ id, body }) => ({ platform, id, seenAt, body: JSON.stringify(body) }));
        const written = await client.seenEvent.createManyAndReturn({
          data,
          skipDuplicates: true,
          select: { id: true },
        });
        const isNew = new Set(written.map(({ id }) => id));
        return events.map(({ id }) => isNew.delete(id));
      });
      const done = gather(async (ids: string[]) => {
        const where = { platform, id: { in: ids } };
        await client.seenEvent.updateMany({ where, data: { body: null, answer: null } });
        return ids;
      });

      return {
        /** Writes an event down; true the first time that it comes, false ever after, for three days. */
        receive: (id: string, body: unknown): Promise<boolean> => receive({ id, body }),

        /** Notes where the event's answer is being shown. */
        async answering(id: string, answer: unknown): Promise<void> {
          await client.seenEvent.updateMany({ where: { platform, id }, data: { answer: JSON.stringify(answer) } });
        },

        /** Forgets what the event said. */
        async done(id: string): Promise<void> {
          await done(id);
        },

        /** What is not done, in the order in which it came. */
        async open(): Promise<{ id: string; body: unknown; answer?: unknown }[]> {
          const where = { platform, body: { not: null } };
          const rows = await client.seenEvent.findMany({ where, orderBy: { sequence: 'asc' } });
          return rows.map(({ id, body, answer }) => ({
            id,
            body: JSON.parse(body!),
            ...(answer && { answer: JSON.parse(answer) }),
          }));
        },
      };
    },
  };
}

/**
 * True the first time that an event changes something which changes back when it is done twice; to be asked in the
 * transaction of that change. Only what was received can change anything.
 */
export async function takesEffect(transaction: Transaction, { platform, id }: EventKey): Promise<boolean> {
  const where = { platform, id, applied: false };
  const { count } = await transaction.seenEvent.updateMany({ where, data: { applied: true } });
  return count === 1;
}
