import { imageNotFound } from './images.ts';
import type { Store, Transaction } from './store.ts';

/** A person's marks on a picture. */
export interface Marks {
  vote: -1 | 0 | 1;
  favorite: boolean;
}

/** Who marks what. */
export interface Marking {
  userId: string;
  workspaceId: string;
  imageId: string;
}

export type MarkQueries = ReturnType<typeof markQueries>;

export function markQueries({ client, clock }: Store) {
  return {
    /**
     * Votes; the same vote again takes it back, the other one replaces it. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    async toggleVote({ workspaceId, userId, imageId }: Marking, value: 1 | -1): Promise<Marks> {
      const pair = { userId, imageId };
      const where = { userId_imageId: pair };
      const now = clock.now();
      return client.$transaction(async (transaction) => {
        await lockImage(transaction, imageId, workspaceId);
        const before = await transaction.vote.findUnique({ where });
        if (before?.value === value) await transaction.vote.delete({ where });
        else if (before) await transaction.vote.update({ where, data: { value, updatedAt: now } });
        else await transaction.vote.create({ data: { ...pair, value, createdAt: now, updatedAt: now } });
        await countVotes(transaction, imageId);
        return readMarks(transaction, pair);
      });
    },

    /**
     * Marks as favourite, or takes that back. Returns the marks after it.
     * Throws `not_found` for a picture that is not of this workspace.
     */
    async toggleFavorite({ workspaceId, userId, imageId }: Marking): Promise<Marks> {
      const pair = { userId, imageId };
      return client.$transaction(async (transaction) => {
        await lockImage(transaction, imageId, workspaceId);
        const { count } = await transaction.favorite.deleteMany({ where: pair });
        if (count === 0) await transaction.favorite.create({ data: { ...pair, createdAt: clock.now() } });
        await countFavorites(transaction, imageId);
        return readMarks(transaction, pair);
      });
    },

    /** A person's marks on each of these pictures. */
    async findMarks(userId: string, imageIds: string[]): Promise<Map<string, Marks>> {
      const where = { userId, imageId: { in: imageIds } };
      const votes = new Map((await client.vote.findMany({ where })).map((row) => [row.imageId, row.value]));
      const favorites = new Set((await client.favorite.findMany({ where })).map((row) => row.imageId));
      return new Map(imageIds.map((id) => [id, { vote: toVote(votes.get(id)), favorite: favorites.has(id) }]));
    },
  };
}

/** Makes changes of one picture's marks take turns, so that two clicks at once cannot count twice. */
async function lockImage(transaction: Transaction, id: string, workspaceId: string): Promise<void> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "Image" WHERE id = ${id} AND "workspaceId" = ${workspaceId} FOR UPDATE`;
  if (rows.length === 0) throw imageNotFound(id);
}

async function countVotes(transaction: Transaction, id: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Image" SET up = counts.up, down = counts.down, score = counts.up - counts.down
    FROM (
      SELECT count(*) FILTER (WHERE value = 1) AS up, count(*) FILTER (WHERE value = -1) AS down
      FROM "Vote" WHERE "imageId" = ${id}
    ) AS counts
    WHERE id = ${id}`;
}

async function countFavorites(transaction: Transaction, id: string): Promise<void> {
  const hearts = await transaction.favorite.count({ where: { imageId: id } });
  await transaction.image.update({ where: { id }, data: { hearts }, select: { id: true } });
}

async function readMarks(transaction: Transaction, pair: { userId: string; imageId: string }): Promise<Marks> {
  const where = { userId_imageId: pair };
  const vote = await transaction.vote.findUnique({ where });
  const favorite = await transaction.favorite.findUnique({ where });
  return { vote: toVote(vote?.value), favorite: favorite !== null };
}

function toVote(value = 0): Marks['vote'] {
  return Math.sign(value) as Marks['vote'];
}
