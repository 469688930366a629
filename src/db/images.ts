import { AppError } from '#lib/errors.ts';
import { bytesToCode } from './codes.ts';
import type { Prisma } from './generated/client.ts';
import { type Generation, type GenerationKind, toGeneration } from './generations.ts';
import { escapePattern, type ImageFilter, visibleTo, whereOf } from './images/filter.ts';
import { fromJson, type JsonObject, type Store } from './store.ts';

/** All that is needed to render a picture again, and to name it. */
export interface StoredImage {
  id: string;
  generationId: string;
  /** Its place in the grid, from 1. */
  number: number;
  code: Float32Array;
  style: string;
  checkpointId: string;
  alt: string;
  /** What it shows, as the studio wrote it, where that is known. */
  scene?: JsonObject;
  createdAt: Date;
}

export interface ImageCounts {
  up: number;
  down: number;
  favorites: number;
}

/** A picture with the request that it answers. */
export interface ImageDetails extends StoredImage {
  counts: ImageCounts;
  generation: Generation;
  /** For its author alone. */
  private: boolean;
  /** Withheld, because people reported it. */
  hidden: boolean;
  /** The name that people know the checkpoint by. */
  checkpointName: string;
  /** The name of the person who asked for it, where they are still known. */
  author?: string;
  /** The person's id. */
  authorId?: string;
}

export interface ImageSibling {
  id: string;
  number: number;
  counts: ImageCounts;
}

/** A picture that this one came from, or that came from it; `kind` says how the later of the two was made. */
export interface ImageRelative {
  id: string;
  subject: string;
  kind: GenerationKind;
}

export interface ImagePage {
  /** From 1. */
  page: number;
  /** 24 unless told otherwise. */
  perPage?: number;
}

/** Beyond so many ancestors or children a history says nothing more. */
const relativesLimit = 50;

const include = {
  generation: { include: { user: true } },
  checkpoint: { select: { name: true } },
} satisfies Prisma.ImageInclude;
const relative = { id: true, generation: { select: { subject: true, kind: true } } } satisfies Prisma.ImageSelect;
type Row = Prisma.ImageGetPayload<{ include: typeof include }>;

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
        select: { id: true, number: true, up: true, down: true, hearts: true },
        orderBy: { number: 'asc' },
      });
      if (rows.length === 0) throw imageNotFound(id);
      return rows.map((row) => ({ id: row.id, number: row.number, counts: toCounts(row) }));
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
  return new AppError('not_found', `There is no picture "${id}" here. /gallery shows those there are.`);
}

function toRange({ page, perPage = 24 }: ImagePage): { skip: number; take: number } {
  return { skip: (page - 1) * perPage, take: perPage };
}

function toStoredImage(row: Omit<Row, 'generation' | 'checkpoint'>): StoredImage {
  const { id, generationId, number, code, style, checkpointId, alt, scene, createdAt } = row;
  const known = scene === null ? undefined : fromJson(scene);
  return { id, generationId, number, code: bytesToCode(code), style, checkpointId, alt, scene: known, createdAt };
}

function toDetails(row: Row): ImageDetails {
  const { user, ...generation } = row.generation;
  return {
    ...toStoredImage(row),
    counts: toCounts(row),
    private: row.private,
    hidden: row.hidden,
    generation: toGeneration(generation),
    checkpointName: row.checkpoint.name,
    author: user?.name,
    authorId: user?.personId,
  };
}

function toCounts({ up, down, hearts }: { up: number; down: number; hearts: number }): ImageCounts {
  return { up, down, favorites: hearts };
}

function toRelative(row: { id: string; generation: { subject: string; kind: string } }): ImageRelative {
  return { id: row.id, subject: row.generation.subject, kind: row.generation.kind as GenerationKind };
}
