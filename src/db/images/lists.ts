import type { Prisma } from '../generated/client.ts';
import type { Store } from '../store.ts';
import { type ImageFilter, whereOf } from './filter.ts';
import { type ImageDetails, include, type StoredImage, toDetails, toStoredImage } from './rows.ts';

export interface ImagePage {
  /** From 1. */
  page: number;
  /** 24 unless told otherwise. */
  perPage?: number;
}

const inGrid = [{ generationId: 'asc' }, { number: 'asc' }] satisfies Prisma.ImageOrderByWithRelationInput[];
export const orders = {
  new: [{ createdAt: 'desc' }, ...inGrid],
  top: [{ score: 'desc' }, { hearts: 'desc' }, { createdAt: 'desc' }, ...inGrid],
} satisfies Record<string, Prisma.ImageOrderByWithRelationInput[]>;

/** Pages of pictures, and of favourites. */
export function listQueries({ client }: Store) {
  return {
    /** A page of a workspace's pictures, best voted or newest first. */
    async listImages({
      order,
      page,
      perPage,
      ...filter
    }: ImagePage & ImageFilter & { order: 'top' | 'new' }): Promise<ImageDetails[]> {
      const rows = await client.image.findMany({
        where: whereOf(filter),
        include,
        orderBy: orders[order],
        ...toRange({ page, perPage }),
      });
      return rows.map(toDetails);
    },

    /** A page of a person's favourites in a workspace, with any of their accounts, the one marked last first. */
    async listFavoriteImages({
      workspaceId,
      userId,
      ...range
    }: ImagePage & { workspaceId: string; userId: string }): Promise<ImageDetails[]> {
      const { skip, take } = toRange(range);
      const kept = await client.$queryRaw<{ id: string }[]>`
        SELECT image.id FROM "Favorite"
        JOIN "User" AS account ON account.id = "Favorite"."userId"
        JOIN "Image" AS image ON image.id = "Favorite"."imageId"
        WHERE account."personId" = ${userId} AND image."workspaceId" = ${workspaceId}
        GROUP BY image.id ORDER BY max("Favorite"."createdAt") DESC, image.id LIMIT ${take} OFFSET ${skip}`;
      const ids = kept.map(({ id }) => id);
      const rows = await client.image.findMany({ where: { id: { in: ids } }, include });
      return rows.map(toDetails).sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    },

    /** What anyone of the workspace marked as favourite, most often marked first, to train on. */
    async findFavoriteImages(workspaceId: string, limit = 5000): Promise<StoredImage[]> {
      const rows = await client.image.findMany({
        where: { workspaceId, hearts: { gt: 0 }, private: false, hidden: false },
        orderBy: [{ hearts: 'desc' }, ...orders.new],
        take: limit,
      });
      return rows.map(toStoredImage);
    },
  };
}

function toRange({ page, perPage = 24 }: ImagePage): { skip: number; take: number } {
  return { skip: (page - 1) * perPage, take: perPage };
}
