import { createId } from '#lib/ids.ts';
import type { Store } from './store.ts';

export interface User {
  id: string;
  platform: string;
  externalId: string;
  name: string;
  /** The id of the account that stands for the person: this one until it is linked to another. */
  personId: string;
}

export type UserQueries = ReturnType<typeof userQueries>;

export function userQueries({ client, clock }: Store) {
  return {
    /**
     * Finds the person or creates them, and keeps the name they go by now; asking for a new one many times at once
     * creates one.
     */
    async identifyUser(platform: string, externalId: string, name: string): Promise<User> {
      const where = { platform_externalId: { platform, externalId } };
      const known = await client.user.findUnique({ where });
      if (known?.name === name) return known;
      const id = createId();
      const create = { id, personId: id, platform, externalId, name, createdAt: clock.now() };
      return client.user.upsert({ where, create, update: { name } });
    },
  };
}
