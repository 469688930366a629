import { bytesToCode } from './codes.ts';
import { imageNotFound } from './images.ts';
import type { Marking } from './marks.ts';
import type { Store } from './store.ts';

/** What somebody did with a picture that says, softly, that they like it. */
export type InterestKind = 'enlarge' | 'save';

/** What one person did with one picture. */
export interface Sign {
  personId: string;
  imageId: string;
  kind: 'up' | 'down' | 'favorite' | InterestKind;
}

/** A picture that was shown, as taste sees it. */
export interface ShownImage {
  id: string;
  generationId: string;
  style: string;
  checkpointId: string;
  code: Float32Array;
  look: Float32Array;
}

/** What people said of pictures lately. */
export interface Signs {
  /** The newest first; of a person's votes on one picture the last alone. */
  signs: Sign[];
  /** Everything that was shown together with a picture that has a sign, in the order shown. */
  images: ShownImage[];
  /** On how many days each of these people painted or left a sign, by their id. */
  days: Map<string, number>;
}

export interface SignQuery {
  workspaceId: string;
  /** Not of this workspace but of all others. */
  elsewhere?: boolean;
  /** At most so many votes, favourites and interests each, the newest. */
  limit: number;
}

export type SignQueries = ReturnType<typeof signQueries>;

export function signQueries({ client, clock }: Store) {
  return {
    /** Notes that a person enlarged or saved a picture. Throws `not_found` for one that is not of this workspace. */
    async noteInterest({ userId, workspaceId, imageId }: Marking, kind: InterestKind): Promise<void> {
      if ((await client.image.count({ where: { id: imageId, workspaceId } })) === 0) throw imageNotFound(imageId);
      const where = { userId_imageId_kind: { userId, imageId, kind } };
      await client.interest.upsert({
        where,
        create: { userId, imageId, kind, createdAt: clock.now() },
        update: {},
      });
    },

    /** A number and a time that change whenever the signs of a workspace do. */
    async versionOfSigns(workspaceId: string): Promise<{ count: number; version: string }> {
      const where = { image: { workspaceId } };
      const [votes, favorites, interests] = await Promise.all([
        client.vote.aggregate({ where, _count: true, _max: { updatedAt: true } }),
        client.favorite.aggregate({ where, _count: true, _max: { createdAt: true } }),
        client.interest.aggregate({ where, _count: true, _max: { createdAt: true } }),
      ]);
      const count = votes._count + favorites._count + interests._count;
      const latest = [votes._max.updatedAt, favorites._max.createdAt, interests._max.createdAt];
      return { count, version: [votes._count, count, ...latest.map((time) => time?.getTime())].join(' ') };
    },

    /** Votes for and against the pictures that a checkpoint painted for a workspace, given from one time to another. */
    async countVotes(
      { workspaceId, checkpointId }: { workspaceId: string; checkpointId: string },
      { from, to }: { from: Date; to: Date },
    ): Promise<{ up: number; down: number }> {
      const where = { image: { workspaceId, checkpointId }, updatedAt: { gte: from, lt: to } };
      const groups = await client.vote.groupBy({ by: ['value'], where, _count: true });
      const count = (value: number) => groups.find((group) => group.value === value)?._count ?? 0;
      return { up: count(1), down: count(-1) };
    },

    /** How many signs there are on the pictures of a workspace, and of how many people. */
    async countSigns(workspaceId: string): Promise<{ signs: number; people: number }> {
      const [row] = await client.$queryRaw<{ signs: number; people: number }[]>`
        SELECT count(*)::int AS signs, count(DISTINCT "personId")::int AS people FROM (
          SELECT "userId", "imageId" FROM "Vote"
          UNION ALL SELECT "userId", "imageId" FROM "Favorite"
          UNION ALL SELECT "userId", "imageId" FROM "Interest"
        ) AS sign
        JOIN "Image" ON "Image".id = "imageId" JOIN "User" ON "User".id = sign."userId"
        WHERE "Image"."workspaceId" = ${workspaceId}`;
      return row!;
    },

    /** What people said of the pictures of a workspace, or of all others, with what they saw beside them. */
    async findSigns({ workspaceId, elsewhere = false, limit }: SignQuery): Promise<Signs> {
      const where = { image: { workspaceId: elsewhere ? { not: workspaceId } : workspaceId } };
      const select = { user: { select: { personId: true } }, image: { select: { id: true, generationId: true } } };
      const page = { where, take: limit } as const;
      const [votes, favorites, interests] = await Promise.all([
        client.vote.findMany({ ...page, select: { ...select, value: true }, orderBy: { updatedAt: 'desc' } }),
        client.favorite.findMany({ ...page, select, orderBy: { createdAt: 'desc' } }),
        client.interest.findMany({ ...page, select: { ...select, kind: true }, orderBy: { createdAt: 'desc' } }),
      ]);
      const marks = [
        ...votes.map(({ value, ...mark }) => ({ ...mark, kind: value > 0 ? ('up' as const) : ('down' as const) })),
        ...favorites.map((mark) => ({ ...mark, kind: 'favorite' as const })),
        ...interests.map(({ kind, ...mark }) => ({ ...mark, kind: kind as InterestKind })),
      ];
      const signs = eachOnce(
        marks.map(({ user, image, kind }) => ({ personId: user.personId, imageId: image.id, kind })),
      );
      const generationIds = [...new Set(marks.map(({ image }) => image.generationId))];
      const images = await client.image.findMany({
        where: { generationId: { in: generationIds }, look: { not: null } },
        select: { id: true, generationId: true, style: true, checkpointId: true, code: true, look: true },
        orderBy: [{ generationId: 'asc' }, { number: 'asc' }],
      });
      return {
        signs,
        images: images.map((image) => ({ ...image, code: bytesToCode(image.code), look: bytesToCode(image.look!) })),
        days: await countDays(workspaceId, elsewhere),
      };
    },
  };

  /** On how many days each person painted or left a vote or a favourite there. */
  async function countDays(workspaceId: string, elsewhere: boolean): Promise<Map<string, number>> {
    const rows = await client.$queryRaw<{ personId: string; days: number }[]>`
      SELECT "personId", count(DISTINCT date_trunc('day', seen."createdAt"))::int AS days FROM (
        SELECT "userId", "createdAt", "workspaceId" FROM "Generation"
        UNION ALL
        SELECT "userId", "Vote"."createdAt", "workspaceId" FROM "Vote" JOIN "Image" ON "Image".id = "imageId"
        UNION ALL
        SELECT "userId", "Favorite"."createdAt", "workspaceId" FROM "Favorite" JOIN "Image" ON "Image".id = "imageId"
      ) AS seen JOIN "User" ON "User".id = seen."userId"
      WHERE (seen."workspaceId" = ${workspaceId}) <> ${elsewhere}
      GROUP BY "personId"`;
    return new Map(rows.map(({ personId, days }) => [personId, days]));
  }
}

/** Each thing that a person said of a picture once: of up and down, and of the same said twice, the first. */
function eachOnce(signs: readonly Sign[]): Sign[] {
  const aspect = ({ kind }: Sign) => (kind === 'up' || kind === 'down' ? 'vote' : kind);
  const kept = new Map<string, Sign>();
  for (const sign of signs) {
    const key = `${sign.personId} ${sign.imageId} ${aspect(sign)}`;
    if (!kept.has(key)) kept.set(key, sign);
  }
  return [...kept.values()];
}
