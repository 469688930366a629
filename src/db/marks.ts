import { type EventKey, takesEffect } from './events.ts';
import { imageNotFound } from './images.ts';
import type { Store, Transaction } from './store.ts';

/** A person's marks on a picture. */
export interface Marks {
  vote: -1 | 0 | 1;
  favorite: boolean;
}

export type Mark = 'up' | 'down' | 'favorite';

/** Who marks what. A person counts once, whichever of their accounts they marked with. */
export interface Marking {
  /** The person's. */
  userId: string;
  workspaceId: string;
  imageId: string;
  /** By which they do; where it was received before, it toggles nothing a second time. */
  event?: EventKey;
}

/** The same of several pictures. */
export type Markings = Pick<Marking, 'userId' | 'workspaceId'> & { imageIds: readonly string[] };

export type MarkQueries = ReturnType<typeof markQueries>;

export function markQueries({ client, clock }: Store) {
  /** Runs `change` on the marks as they are, one change of a picture at a time, and returns those after it. */
  const changeMarks = (
    { workspaceId, userId, imageIds }: Markings,
    change: (before: Marks) => Partial<Marks>,
    event?: EventKey,
  ): Promise<Map<string, Marks>> =>
    client.$transaction(async (transaction) => {
      await lockImages(transaction, imageIds, workspaceId, userId);
      const before = await readMarks(transaction, userId, imageIds);
      if (event && !(await takesEffect(transaction, event))) return before;
      const after = new Map([...before].map(([id, marks]) => [id, { ...marks, ...change(marks) }]));
      const changed = (key: keyof Marks) => imageIds.filter((id) => after.get(id)![key] !== before.get(id)![key]);
      const [votes, favorites] = [changed('vote'), changed('favorite')];
      if (votes.length > 0) await writeVotes(transaction, userId, only(after, votes), clock.now());
      if (favorites.length > 0) await writeFavorites(transaction, userId, only(after, favorites), clock.now());
      if (votes.length + favorites.length > 0) await countMarks(transaction, imageIds);
      return after;
    });

  const changeOne = async ({ imageId, event, ...by }: Marking, change: (before: Marks) => Partial<Marks>) =>
    (await changeMarks({ ...by, imageIds: [imageId] }, change, event)).get(imageId)!;

  return {
    /**
     * Votes; the same vote again takes it back, the other one replaces it. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    toggleVote: (marking: Marking, value: 1 | -1): Promise<Marks> =>
      changeOne(marking, ({ vote }) => ({ vote: vote === value ? 0 : value })),

    /**
     * Marks as favourite, or takes that back. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    toggleFavorite: (marking: Marking): Promise<Marks> =>
      changeOne(marking, ({ favorite }) => ({ favorite: !favorite })),

    /**
     * Sets a mark on pictures, or takes it away where it is set; the same again changes nothing.
     * Throws `not_found` for pictures that are not of this workspace.
     */
    async setMarks(markings: Markings, mark: Mark, present: boolean): Promise<void> {
      await changeMarks(markings, ({ vote }) => {
        if (mark === 'favorite') return { favorite: present };
        const value = mark === 'up' ? 1 : -1;
        if (present) return { vote: value };
        return vote === value ? { vote: 0 } : {};
      });
    },

    /** A person's marks on each of these pictures. */
    findMarks: (userId: string, imageIds: readonly string[]): Promise<Map<string, Marks>> =>
      readMarks(client, userId, imageIds),
  };
}

/** Counts the marks on pictures anew: each person once, with the vote that they gave last. */
export async function countMarks(transaction: Transaction, imageIds: readonly string[]): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Image" SET up = votes.up, down = votes.down, score = votes.up - votes.down, hearts = (
      SELECT count(DISTINCT "personId") FROM "Favorite" JOIN "User" ON "User".id = "userId" WHERE "imageId" = "Image".id
    )
    FROM (
      SELECT image.id, count(*) FILTER (WHERE last.value = 1) AS up, count(*) FILTER (WHERE last.value = -1) AS down
      FROM unnest(${imageIds}::text[]) AS image (id) LEFT JOIN (
        SELECT DISTINCT ON ("imageId", "personId") "imageId", value
        FROM "Vote" JOIN "User" ON "User".id = "userId" WHERE "imageId" = ANY (${imageIds}::text[])
        ORDER BY "imageId", "personId", "updatedAt" DESC
      ) AS last ON last."imageId" = image.id
      GROUP BY image.id
    ) AS votes
    WHERE "Image".id = votes.id`;
}

/** Makes changes of one picture's marks take turns, so that two clicks at once cannot count twice. */
async function lockImages(
  transaction: Transaction,
  ids: readonly string[],
  workspaceId: string,
  viewer: string,
): Promise<void> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Image" WHERE id = ANY (${ids}::text[]) AND "workspaceId" = ${workspaceId} AND (
      NOT private OR EXISTS (
        SELECT FROM "Generation" AS asked JOIN "User" AS author ON author.id = asked."userId"
        WHERE asked.id = "generationId" AND author."personId" = ${viewer}
      )
    ) ORDER BY id FOR UPDATE`;
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw imageNotFound(missing);
}

async function readMarks(client: Transaction, userId: string, ids: readonly string[]): Promise<Map<string, Marks>> {
  const where = { user: { personId: userId }, imageId: { in: [...ids] } };
  const rows = await client.vote.findMany({ where, orderBy: { updatedAt: 'asc' } });
  const votes = new Map(rows.map((row) => [row.imageId, row.value]));
  const favorites = new Set((await client.favorite.findMany({ where })).map((row) => row.imageId));
  return new Map(ids.map((id) => [id, { vote: toVote(votes.get(id)), favorite: favorites.has(id) }]));
}

const only = (marks: ReadonlyMap<string, Marks>, ids: readonly string[]) =>
  new Map(ids.map((id) => [id, marks.get(id)!]));

async function writeVotes(transaction: Transaction, userId: string, marks: Map<string, Marks>, now: Date) {
  await transaction.vote.deleteMany({ where: { user: { personId: userId }, imageId: { in: [...marks.keys()] } } });
  const data = [...marks].flatMap(([imageId, { vote }]) =>
    vote ? [{ userId, imageId, value: vote, createdAt: now, updatedAt: now }] : [],
  );
  if (data.length > 0) await transaction.vote.createMany({ data });
}

async function writeFavorites(transaction: Transaction, userId: string, marks: Map<string, Marks>, now: Date) {
  await transaction.favorite.deleteMany({ where: { user: { personId: userId }, imageId: { in: [...marks.keys()] } } });
  const data = [...marks].flatMap(([imageId, { favorite }]) => (favorite ? [{ userId, imageId, createdAt: now }] : []));
  if (data.length > 0) await transaction.favorite.createMany({ data });
}

function toVote(value = 0): Marks['vote'] {
  return Math.sign(value) as Marks['vote'];
}
