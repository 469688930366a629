import { escapePattern } from './images/filter.ts';
import { forgetPerson } from './people/forget.ts';
import { keptQueries } from './people/kept.ts';
import type { Store } from './store.ts';

export type PeopleQueries = ReturnType<typeof peopleQueries>;

export function peopleQueries(store: Store) {
  const { client } = store;
  return {
    ...keptQueries(store),

    /** The person of an account, where it is known. */
    async findPerson(platform: string, externalId: string): Promise<string | undefined> {
      const where = { platform_externalId: { platform, externalId } };
      return (await client.user.findUnique({ where, select: { personId: true } }))?.personId;
    },

    /** The person of this name, or of this id on their platform, who painted in a workspace. */
    async findAuthor(workspaceId: string, typed: string): Promise<string | undefined> {
      const name = { equals: escapePattern(typed.replace(/^@/, '')), mode: 'insensitive' } as const;
      const row = await client.user.findFirst({
        where: {
          OR: [{ externalId: typed }, { externalId: { endsWith: `:${escapePattern(typed)}` } }, { name }],
          generations: { some: { workspaceId } },
        },
        select: { personId: true },
        orderBy: { createdAt: 'asc' },
      });
      return row?.personId;
    },

    /** Deletes all that is kept about a person, see `forgetPerson`. */
    forgetPerson: (personId: string) => client.$transaction((transaction) => forgetPerson(transaction, personId)),
  };
}
