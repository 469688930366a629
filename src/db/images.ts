import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Prisma } from './generated/client.ts';
import { escapePattern, type ImageFilter, visibleTo, whereOf } from './images/filter.ts';
import {
  type ImageDetails,
  type ImageRelative,
  type ImageSibling,
  include,
  relative,
  type StoredImage,
  toCounts,
  toDetails,
  toRelative,
  toStoredImage,
} from './images/rows.ts';
import { fromJson, type Store } from './store.ts';

export type { ImageDetails, ImageRelative, ImageSibling, StoredImage } from './images/rows.ts';

export interface ImagePage {
  /** From 1. */
  page: number;
  /** 24 unless told otherwise. */
  perPage?: number;
}

/** Beyond so many ancestors or children a history says nothing more. */
const relativesLimit = 50;

const inGrid = [{ generationId: 'asc' }, { number: 'asc' }] satisfies Prisma.ImageOrderByWithRelationInput[];
const orders = {
  new: [{ createdAt: 'desc' }, ...inGrid],
  top: [{ score: 'desc' }, { hearts: 'desc' }, { createdAt: 'desc' }, ...inGrid],
} satisfies Record<string, Prisma.ImageOrderByWithRelationInput[]>;

export type ImageQueries = ReturnType<typeof imageQueries>;

export function imageQueries({ client }: Store) {
  return {
    /** Throws `not_found` for a picture that is not of this workspace, or not for this viewer. */
    async getImage(id: string, workspaceId: string, viewer?: string): Promise<ImageDetails> {
      const row = await client.image.findFirst({ where: { id, ...whereOf({ workspaceId, viewer }) }, include });
      if (!row) throw imageNotFound(id);
      return toDetails(row);
    },

    /** A picture of a pack of emoji that everybody may see, of whichever workspace. */
    async findPackImage(id: string): Promise<ImageDetails | undefined> {
      const where = { id, private: false, generation: { kind: 'pack' } };
      const row = await client.image.findFirst({ where, include });
      return row ? toDetails(row) : undefined;
    },

    /** Those of these pictures that are there, of whatever workspace, in the order given. */
    async findImages(ids: readonly string[]): Promise<ImageDetails[]> {
      const rows = await client.image.findMany({ where: { id: { in: [...ids] } }, include });
      return rows.map(toDetails).sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    },

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

    /** The newest pictures whose ids begin with what is typed, or which show it in words; to complete it. */
    async findImagesLike(
      workspaceId: string,
      typed: string,
      limit: number,
      viewer?: string,
    ): Promise<{ id: string; shows: string }[]> {
      const pattern = escapePattern(typed);
      const shown = { contains: pattern, mode: 'insensitive' } as const;
      const rows = await client.image.findMany({
        where: {
          ...whereOf({ workspaceId, viewer, unhidden: true }),
          OR: [{ id: { startsWith: pattern } }, { alt: shown }, { generation: { subject: shown } }],
        },
        select: { id: true, alt: true, number: true, generation: { select: { subject: true } } },
        orderBy: orders.new,
        take: limit,
      });
      return rows.map(({ id, alt, generation }) => ({ id, shows: generation.subject || alt }));
    },

    /** How many pictures a person painted in a workspace since then, with any of their accounts. */
    countImagesSince: (workspaceId: string, userId: string, since: Date): Promise<number> =>
      client.image.count({
        where: { workspaceId, createdAt: { gte: since }, generation: { user: { personId: userId } } },
      }),

    /**
     * All pictures of the generation that a picture belongs to, in the order shown. Throws `not_found` for a picture that
     * is not of this workspace, or not for this viewer.
     */
    async listSiblings(id: string, workspaceId: string, viewer?: string): Promise<ImageSibling[]> {
      const rows = await client.image.findMany({
        where: { generation: { images: { some: { id } } }, ...whereOf({ workspaceId, viewer }) },
        select: {
          ...{ id: true, number: true, up: true, down: true, hearts: true },
          generation: { select: { options: true } },
        },
        orderBy: { number: 'asc' },
      });
      if (rows.length === 0) throw imageNotFound(id);
      return rows.map(({ id: sibling, number, generation, ...row }) => {
        const { language } = fromJson(generation.options);
        return { id: sibling, number, counts: toCounts(row), ...(typeof language === 'string' && { language }) };
      });
    },

    /** Which of these pictures are for somebody alone. */
    async listPrivate(ids: readonly string[]): Promise<string[]> {
      const rows = await client.image.findMany({
        where: { id: { in: [...ids] }, private: true },
        select: { id: true },
      });
      return rows.map((row) => row.id);
    },

    /** Makes all that was painted with a picture everybody's. */
    async shareImages(id: string): Promise<void> {
      await client.image.updateMany({ where: { generation: { images: { some: { id } } } }, data: { private: false } });
    },

    /** What a picture came from, nearest first; each once, at most 50. */
    async listAncestors(id: string, viewer?: string): Promise<ImageRelative[]> {
      const seen = new Set([id]);
      const ancestors: ImageRelative[] = [];
      let generation = [id];
      while (generation.length > 0 && ancestors.length < relativesLimit) {
        const links = await client.imageParent.findMany({
          where: { childId: { in: generation }, parent: visibleTo(viewer) },
          include: { parent: { select: relative } },
          orderBy: [{ childId: 'asc' }, { position: 'asc' }],
        });
        const parents = new Map(links.map(({ parent }) => [parent.id, parent]));
        generation = [...parents.keys()].filter((parentId) => !seen.has(parentId));
        for (const parentId of generation) {
          seen.add(parentId);
          ancestors.push(toRelative(parents.get(parentId)!));
        }
      }
      return ancestors.slice(0, relativesLimit);
    },

    /** What was made from a picture, newest first, at most 50. */
    async listChildren(id: string, viewer?: string): Promise<ImageRelative[]> {
      const links = await client.imageParent.findMany({
        where: { parentId: id, child: visibleTo(viewer) },
        include: { child: { select: relative } },
        orderBy: [{ child: { createdAt: 'desc' } }, { child: { number: 'asc' } }],
        take: relativesLimit,
      });
      return links.map(({ child }) => toRelative(child));
    },
  };
}

export function imageNotFound(id: string): AppError {
  return new AppError('not_found', message('error.no-picture', { id }));
}

function toRange({ page, perPage = 24 }: ImagePage): { skip: number; take: number } {
  return { skip: (page - 1) * perPage, take: perPage };
}
