import { escapePattern, whereOf } from './images/filter.ts';
import { listQueries, orders } from './images/lists.ts';
import { imageNotFound, relativeQueries } from './images/relatives.ts';
import { type ImageDetails, include, toDetails } from './images/rows.ts';
import { traceQueries } from './images/traces.ts';
import type { Store } from './store.ts';

export { imageNotFound } from './images/relatives.ts';
export type { ImageDetails, StoredImage } from './images/rows.ts';
export type { Painted } from './images/traces.ts';

export type ImageQueries = ReturnType<typeof imageQueries>;

export function imageQueries(store: Store) {
  const { client } = store;
  return {
    ...listQueries(store),
    ...relativeQueries(store),
    ...traceQueries(store),

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
  };
}
