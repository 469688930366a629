import { escapePattern } from './images/filter.ts';
import { forgetPerson } from './people/forget.ts';
import type { Store } from './store.ts';

/** How much is kept about a person. */
export interface KeptAbout {
  /** The platforms of their accounts. */
  platforms: string[];
  pictures: number;
  votes: number;
  favorites: number;
  /** Pictures of others that they reported. */
  reports: number;
  /** Pictures that they gave to learn from. */
  lessons: number;
  /** What they wrote on the web page, and what answers it. */
  messages: number;
}

export type PeopleQueries = ReturnType<typeof peopleQueries>;

export function peopleQueries({ client }: Store) {
  const webIdsOf = async (personId: string): Promise<string[]> => {
    const rows = await client.user.findMany({ where: { personId, platform: 'web' }, select: { externalId: true } });
    return rows.map(({ externalId }) => externalId);
  };

  return {
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

    /** Counts what is kept about a person, with all their accounts and everywhere. */
    async countKept(personId: string): Promise<KeptAbout> {
      const user = { personId };
      const [accounts, pictures, votes, favorites, reports, lessons, webIds] = await Promise.all([
        client.user.findMany({ where: { personId }, select: { platform: true } }),
        client.image.count({ where: { generation: { user } } }),
        client.vote.count({ where: { user } }),
        client.favorite.count({ where: { user } }),
        client.report.count({ where: { user } }),
        client.trainingImage.count({ where: { user } }),
        webIdsOf(personId),
      ]);
      const messages = await client.message.count({ where: { author: { in: webIds } } });
      const platforms = accounts.map(({ platform }) => platform).sort();
      return { platforms, pictures, votes, favorites, reports, lessons, messages };
    },

    /** All that is kept about a person, but for the pixels and weights, as plain JSON by kind. */
    async listKept(personId: string): Promise<Record<string, unknown[]>> {
      const user = { personId };
      const newest = { createdAt: 'desc' } as const;
      const omitted = { userId: true, workspaceId: true } as const;
      const webIds = await webIdsOf(personId);
      const [accounts, requests, votes, favorites, reports, interests, shown, lessons, trainings, changes, messages] =
        await Promise.all([
          client.user.findMany({
            where: { personId },
            select: { platform: true, externalId: true, name: true, createdAt: true },
          }),
          client.generation.findMany({
            where: { user },
            omit: omitted,
            include: { images: { omit: { code: true, look: true, workspaceId: true, generationId: true } } },
            orderBy: newest,
          }),
          client.vote.findMany({ where: { user }, omit: { userId: true }, orderBy: newest }),
          client.favorite.findMany({ where: { user }, omit: { userId: true }, orderBy: newest }),
          client.report.findMany({ where: { user }, omit: { userId: true, decided: true }, orderBy: newest }),
          client.interest.findMany({ where: { user }, omit: { userId: true }, orderBy: newest }),
          client.impression.findMany({ where: { user }, omit: { userId: true }, orderBy: { shownAt: 'desc' } }),
          client.trainingImage.findMany({ where: { user }, omit: { ...omitted, bytes: true }, orderBy: newest }),
          client.trainingRun.findMany({ where: { user }, omit: omitted, orderBy: newest }),
          client.auditEvent.findMany({ where: { user }, omit: omitted, orderBy: { at: 'desc' } }),
          client.message.findMany({
            where: { author: { in: webIds } },
            select: { body: true, authorName: true, createdAt: true },
            orderBy: newest,
          }),
        ]);
      const plain = requests.map((request) => ({ ...request, seed: Number(request.seed) }));
      const marks = { votes, favorites, reports, interests, shown };
      return { accounts, requests: plain, ...marks, lessons, trainings, changes, messages };
    },

    /** Some of the ids of a person's pictures, the newest first. */
    async listPictures(personId: string, range: { skip: number; take: number }): Promise<string[]> {
      const rows = await client.image.findMany({
        where: { generation: { user: { personId } } },
        select: { id: true },
        orderBy: [{ createdAt: 'desc' }, { generationId: 'asc' }, { number: 'asc' }],
        ...range,
      });
      return rows.map(({ id }) => id);
    },

    /** What a person gave to learn from, as PNG files. */
    async listGiven(personId: string): Promise<{ id: string; bytes: Uint8Array }[]> {
      return client.trainingImage.findMany({
        where: { user: { personId } },
        select: { id: true, bytes: true },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
    },

    /** Deletes all that is kept about a person, see `forgetPerson`. */
    forgetPerson: (personId: string) => client.$transaction((transaction) => forgetPerson(transaction, personId)),
  };
}
