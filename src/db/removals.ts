import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createAuditEvent } from './audit.ts';
import { imageNotFound } from './images.ts';
import type { Store, Transaction } from './store.ts';

export interface RemoveImages {
  imageIds: readonly string[];
  workspaceId: string;
  /** The person who deletes. */
  userId: string;
  /** Whether they may delete other people's, too. */
  anyones: boolean;
  /** Hashes of the same pictures as they would have been given to learn from. */
  lessonHashes: readonly string[];
}

export interface Retention {
  workspaceId: string;
  /** What nobody marked goes where it is older than that. */
  unmarkedBefore: Date;
  /** What somebody voted for, kept or saved goes where it is older than that. */
  markedBefore: Date;
  /** So many at a time. */
  limit: number;
}

export type RemovalQueries = ReturnType<typeof removalQueries>;

export function removalQueries({ client, clock }: Store) {
  return {
    /**
     * Deletes pictures for good, with their marks and with what was given to learn from of them. An admin's deletion of
     * somebody else's is noted. Throws `not_found`, `no_permission`.
     */
    removeImages: ({ imageIds, workspaceId, userId, anyones, lessonHashes }: RemoveImages): Promise<void> =>
      client.$transaction(async (transaction) => {
        const rows = await transaction.image.findMany({
          where: { id: { in: [...imageIds] }, workspaceId },
          select: { id: true, generation: { select: { user: { select: { personId: true } } } } },
        });
        const missing = imageIds.find((id) => !rows.some((row) => row.id === id));
        if (missing !== undefined) throw imageNotFound(missing);
        const others = rows.filter(({ generation }) => generation.user?.personId !== userId);
        if (others.length > 0 && !anyones) {
          throw new AppError('no_permission', message('delete.somebody'));
        }
        await deleteImages(transaction, imageIds);
        const hash = { in: [...lessonHashes] };
        await transaction.trainingImage.deleteMany({ where: { workspaceId, hash } });
        for (const { id } of others) {
          const event = { workspaceId, userId, action: 'picture.remove', subject: id };
          await createAuditEvent(transaction, event, clock.now());
        }
      }),

    /**
     * Deletes pictures of a workspace that are too old, the oldest first, and returns their ids. Messages on platforms
     * which keep those themselves go on showing them.
     */
    removeStale: ({ workspaceId, unmarkedBefore, markedBefore, limit }: Retention): Promise<string[]> =>
      client.$transaction(async (transaction) => {
        const unmarked = { votes: { none: {} }, favorites: { none: {} }, interests: { none: { kind: 'save' } } };
        const rows = await transaction.image.findMany({
          where: {
            workspaceId,
            OR: [{ createdAt: { lt: markedBefore } }, { createdAt: { lt: unmarkedBefore }, ...unmarked }],
          },
          select: { id: true },
          orderBy: { createdAt: 'asc' },
          take: limit,
        });
        const ids = rows.map(({ id }) => id);
        // What people wrote on Discord and Slack is kept as long as they want it there.
        await transaction.posting.deleteMany({ where: { imageId: { in: ids }, platform: { not: 'web' } } });
        await deleteImages(transaction, ids);
        return ids;
      }),
  };
}

/**
 * Deletes pictures and the requests that have none left, and notes that messages which show them are to change. What was
 * made from them stays.
 */
export async function deleteImages(transaction: Transaction, imageIds: readonly string[]): Promise<void> {
  if (imageIds.length === 0) return;
  const ids = [...imageIds];
  await transaction.posting.updateMany({ where: { imageId: { in: ids } }, data: { removed: true } });
  const rows = await transaction.image.findMany({ where: { id: { in: ids } }, select: { generationId: true } });
  const generationIds = [...new Set(rows.map(({ generationId }) => generationId))];
  // What was made from them cannot be asked for again.
  await transaction.$executeRaw`
    UPDATE "Generation" SET options = jsonb_strip_nulls(jsonb_build_object('spoiler', options -> 'spoiler'))
    WHERE id IN (
      SELECT child."generationId" FROM "ImageParent" JOIN "Image" AS child ON child.id = "childId"
      WHERE "parentId" = ANY (${ids}::text[])
    ) AND EXISTS (SELECT FROM unnest(${ids}::text[]) AS gone WHERE position(gone IN options::text) > 0)`;
  await transaction.image.deleteMany({ where: { id: { in: ids } } });
  await transaction.generation.deleteMany({ where: { id: { in: generationIds }, images: { none: {} } } });
  await transaction.$executeRaw`
    UPDATE "Impression" SET "imageIds" = ARRAY(
      SELECT shown FROM unnest("imageIds") WITH ORDINALITY AS each (shown, place)
      WHERE shown <> ALL (${ids}::text[]) ORDER BY place
    ) WHERE "generationId" = ANY (${generationIds}::text[])`;
}
