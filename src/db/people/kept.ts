import type { Store } from '../store.ts';

/** How much is kept about a person. */
interface KeptAbout {
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

/** What is kept about a person, with all their accounts and everywhere. */
export function keptQueries({ client }: Store) {
  return {
    /** How much it is. */
    async countKept(personId: string): Promise<KeptAbout> {
      const user = { personId };
      const [accounts, pictures, votes, favorites, reports, lessons, webIds] = await Promise.all([
        client.user.findMany({ where: { personId }, select: { platform: true } }),
        client.image.count({ where: { generation: { user } } }),
        client.vote.count({ where: { user } }),
        client.favorite.count({ where: { user } }),
        client.report.count({ where: { user } }),
        client.trainingImage.count({ where: { user } }),
        webIdsOf(client, personId),
      ]);
      const messages = await client.message.count({ where: { author: { in: webIds } } });
      const platforms = accounts.map(({ platform }) => platform).sort();
      return { platforms, pictures, votes, favorites, reports, lessons, messages };
    },

    /** All of it but for the pixels and weights, as plain JSON by kind. */
    listKept: (personId: string) => listKept(client, personId),

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
  };
}

/** All that is kept about a person, but for the pixels and weights, as plain JSON by kind. */
async function listKept(client: Store['client'], personId: string): Promise<Record<string, unknown[]>> {
  const user = { personId };
  const newest = { createdAt: 'desc' } as const;
  const omitted = { userId: true, workspaceId: true } as const;
  const webIds = await webIdsOf(client, personId);
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
}

async function webIdsOf(client: Store['client'], personId: string): Promise<string[]> {
  const rows = await client.user.findMany({ where: { personId, platform: 'web' }, select: { externalId: true } });
  return rows.map(({ externalId }) => externalId);
}
