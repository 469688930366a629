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

type Pair = Pick<Marking, 'userId' | 'imageId'>;

export type MarkQueries = ReturnType<typeof markQueries>;

export function markQueries({ client, clock }: Store) {
  /** Runs `change` on the marks as they are, one change of a picture at a time, and returns those after it. */
  const changeMarks = (
    { workspaceId, userId, imageId }: Marking,
    change: (before: Marks) => Partial<Marks>,
    event?: EventKey,
  ): Promise<Marks> =>
    client.$transaction(async (transaction) => {
      await lockImage(transaction, imageId, workspaceId);
      const pair = { userId, imageId };
      const before = await readMarks(transaction, pair);
      if (event && !(await takesEffect(transaction, event))) return before;
      const after = { ...before, ...change(before) };
      if (after.vote !== before.vote) await writeVote(transaction, pair, after.vote, clock.now());
      if (after.favorite !== before.favorite) await writeFavorite(transaction, pair, after.favorite, clock.now());
      await countMarks(transaction, [imageId]);
      return after;
    });

  return {
    /**
     * Votes; the same vote again takes it back, the other one replaces it. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    toggleVote: (marking: Marking, value: 1 | -1): Promise<Marks> =>
      changeMarks(marking, ({ vote }) => ({ vote: vote === value ? 0 : value }), marking.event),

    /**
     * Marks as favourite, or takes that back. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    toggleFavorite: (marking: Marking): Promise<Marks> =>
      changeMarks(marking, ({ favorite }) => ({ favorite: !favorite }), marking.event),

    /**
     * Sets a mark, or takes it away where it is set; the same again changes nothing. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    setMark: (marking: Marking, mark: Mark, present: boolean): Promise<Marks> =>
      changeMarks(marking, ({ vote }) => {
        if (mark === 'favorite') return { favorite: present };
        const value = mark === 'up' ? 1 : -1;
        if (present) return { vote: value };
        return vote === value ? { vote: 0 } : {};
      }),

    /** A person's marks on each of these pictures. */
    async findMarks(userId: string, imageIds: string[]): Promise<Map<string, Marks>> {
      const where = { user: { personId: userId }, imageId: { in: imageIds } };
      const rows = await client.vote.findMany({ where, orderBy: { updatedAt: 'asc' } });
      const votes = new Map(rows.map((row) => [row.imageId, row.value]));
      const favorites = new Set((await client.favorite.findMany({ where })).map((row) => row.imageId));
      return new Map(imageIds.map((id) => [id, { vote: toVote(votes.get(id)), favorite: favorites.has(id) }]));
    },
  };
}

/** Counts the marks on pictures anew: each person once, with the vote that they gave last. */
export async function countMarks(transaction: Transaction, imageIds: string[]): Promise<void> {
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
async function lockImage(transaction: Transaction, id: string, workspaceId: string): Promise<void> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "Image" WHERE id = ${id} AND "workspaceId" = ${workspaceId} FOR UPDATE`;
  if (rows.length === 0) throw imageNotFound(id);
}

async function readMarks(transaction: Transaction, { userId, imageId }: Pair): Promise<Marks> {
  const where = { user: { personId: userId }, imageId };
  const vote = await transaction.vote.findFirst({ where, orderBy: { updatedAt: 'desc' } });
  const favorite = await transaction.favorite.findFirst({ where });
  return { vote: toVote(vote?.value), favorite: favorite !== null };
}

async function writeVote(transaction: Transaction, { userId, imageId }: Pair, value: number, now: Date): Promise<void> {
  await transaction.vote.deleteMany({ where: { user: { personId: userId }, imageId } });
  if (value) await transaction.vote.create({ data: { userId, imageId, value, createdAt: now, updatedAt: now } });
}

async function writeFavorite(transaction: Transaction, { userId, imageId }: Pair, present: boolean, now: Date) {
  await transaction.favorite.deleteMany({ where: { user: { personId: userId }, imageId } });
  if (present) await transaction.favorite.create({ data: { userId, imageId, createdAt: now } });
}

function toVote(value = 0): Marks['vote'] {
  return Math.sign(value) as Marks['vote'];
}
