import type { Store } from './store.ts';

/** Platforms deliver an event again for some hours at most. */
const keptMs = 3 * 24 * 60 * 60_000;
/** How many claims pass between two looks for events to forget. */
const claimsPerPruning = 1000;

export type EventQueries = ReturnType<typeof eventQueries>;

export function eventQueries({ client, clock }: Store) {
  let claims = 0;

  return {
    /** True the first time that this event is claimed, by whichever process; false ever after, for three days. */
    async claim(platform: string, id: string): Promise<boolean> {
      const now = clock.now();
      if (claims++ % claimsPerPruning === 0) {
        await client.seenEvent.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - keptMs) } } });
      }
      const data = { platform, id, seenAt: now };
      const { count } = await client.seenEvent.createMany({ data, skipDuplicates: true });
      return count === 1;
    },

    /** Takes a claim back, for an event that could not be taken up: its next delivery counts as the first. */
    async release(platform: string, id: string): Promise<void> {
      await client.seenEvent.deleteMany({ where: { platform, id } });
    },
  };
}
