import type { Store } from './store.ts';

/** What there is in a workspace, in numbers. */
export interface Totals {
  pictures: number;
  /** Pictures since the day began. */
  today: number;
  /** People who painted or voted. */
  people: number;
  votes: number;
  favorites: number;
}

/** What happened on a day. */
export interface DayCounts {
  /** As `2026-11-30`. */
  day: string;
  up: number;
  down: number;
  favorites: number;
  pictures: number;
}

/** A person who painted or voted in a workspace, with all their accounts. */
export interface MemberCounts {
  personId: string;
  name: string;
  pictures: number;
  /** Pictures since the day began. */
  today: number;
  votes: number;
  lastAt: Date;
  blocked: boolean;
}

/** A workspace, with how much was painted there. */
export interface WorkspaceCounts {
  id: string;
  platform: string;
  externalId: string;
  pictures: number;
}

export type StatisticQueries = ReturnType<typeof statisticQueries>;

export function statisticQueries({ client }: Store) {
  return {
    /** `since` is when the day began. */
    async countAll(workspaceId: string, since: Date): Promise<Totals> {
      const [row] = await client.$queryRaw<Totals[]>`
        SELECT
          (SELECT count(*)::int FROM "Image" WHERE "workspaceId" = ${workspaceId}) AS pictures,
          (SELECT count(*)::int FROM "Image" WHERE "workspaceId" = ${workspaceId} AND "createdAt" >= ${since}) AS today,
          (SELECT count(*)::int FROM "Vote" JOIN "Image" ON "Image".id = "imageId"
            WHERE "workspaceId" = ${workspaceId}) AS votes,
          (SELECT count(*)::int FROM "Favorite" JOIN "Image" ON "Image".id = "imageId"
            WHERE "workspaceId" = ${workspaceId}) AS favorites,
          (SELECT count(DISTINCT "personId")::int FROM (
            SELECT "userId" FROM "Generation" WHERE "workspaceId" = ${workspaceId}
            UNION SELECT "userId" FROM "Vote" JOIN "Image" ON "Image".id = "imageId" WHERE "workspaceId" = ${workspaceId}
          ) AS seen JOIN "User" ON "User".id = seen."userId") AS people`;
      return row!;
    },

    /** Marks and pictures by day in a time zone since then, the oldest first; days on which nothing happened are left out. */
    countByDay: (workspaceId: string, since: Date, zone: string): Promise<DayCounts[]> => client.$queryRaw<DayCounts[]>`
      SELECT to_char(at AT TIME ZONE 'UTC' AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day,
        count(*) FILTER (WHERE kind = 'up')::int AS up, count(*) FILTER (WHERE kind = 'down')::int AS down,
        count(*) FILTER (WHERE kind = 'favorite')::int AS favorites,
        count(*) FILTER (WHERE kind = 'picture')::int AS pictures
      FROM (
        SELECT "updatedAt" AS at, CASE WHEN value > 0 THEN 'up' ELSE 'down' END AS kind
        FROM "Vote" JOIN "Image" ON "Image".id = "imageId"
        WHERE "workspaceId" = ${workspaceId} AND "updatedAt" >= ${since}
        UNION ALL
        SELECT "Favorite"."createdAt", 'favorite' FROM "Favorite" JOIN "Image" ON "Image".id = "imageId"
        WHERE "workspaceId" = ${workspaceId} AND "Favorite"."createdAt" >= ${since}
        UNION ALL
        SELECT "createdAt", 'picture' FROM "Image" WHERE "workspaceId" = ${workspaceId} AND "createdAt" >= ${since}
      ) AS happened
      GROUP BY day ORDER BY day`,

    /** A page of the people of a workspace, who did something last first; `since` is when the day began. */
    listMembers: (
      workspaceId: string,
      since: Date,
      { page, perPage }: { page: number; perPage: number },
    ): Promise<MemberCounts[]> => client.$queryRaw<MemberCounts[]>`
      SELECT person.id AS "personId", person.name, coalesce(painted.pictures, 0) AS pictures,
        coalesce(painted.today, 0) AS today, coalesce(voted.votes, 0) AS votes,
        greatest(painted.at, voted.at) AS "lastAt",
        EXISTS (
          SELECT FROM "Block" JOIN "User" AS account ON account.id = "Block"."userId"
          WHERE "Block"."workspaceId" = ${workspaceId} AND account."personId" = person.id
        ) AS blocked
      FROM (
        SELECT "personId" AS id, count(*)::int AS pictures, max("Image"."createdAt") AS at,
          count(*) FILTER (WHERE "Image"."createdAt" >= ${since})::int AS today
        FROM "Image" JOIN "Generation" ON "Generation".id = "generationId" JOIN "User" ON "User".id = "userId"
        WHERE "Image"."workspaceId" = ${workspaceId} GROUP BY "personId"
      ) AS painted
      FULL JOIN (
        SELECT "personId" AS id, count(*)::int AS votes, max("Vote"."updatedAt") AS at
        FROM "Vote" JOIN "Image" ON "Image".id = "imageId" JOIN "User" ON "User".id = "userId"
        WHERE "workspaceId" = ${workspaceId} GROUP BY "personId"
      ) AS voted ON voted.id = painted.id
      JOIN "User" AS person ON person.id = coalesce(painted.id, voted.id)
      ORDER BY "lastAt" DESC, person.id LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,

    /** The workspaces with the most pictures, and which may be decided about: at most `limit`. */
    listWorkspaces: (limit: number): Promise<WorkspaceCounts[]> => client.$queryRaw<WorkspaceCounts[]>`
      SELECT "Workspace".id, platform, "externalId", coalesce(painted.pictures, 0) AS pictures
      FROM "Workspace" LEFT JOIN (
        SELECT "workspaceId", count(*)::int AS pictures FROM "Image" GROUP BY "workspaceId"
      ) AS painted ON painted."workspaceId" = "Workspace".id
      ORDER BY pictures DESC, "Workspace".id LIMIT ${limit}`,

    /** How much waits for an admin of a workspace: reported pictures, and pictures given to learn from. */
    async countWaiting(workspaceId: string): Promise<{ reports: number; lessons: number }> {
      const [reports, lessons] = await Promise.all([
        client.image.count({ where: { workspaceId, reports: { some: { decided: false } } } }),
        client.trainingImage.count({ where: { workspaceId, state: 'waiting' } }),
      ]);
      return { reports, lessons };
    },
  };
}
