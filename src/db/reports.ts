import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createAuditEvent } from './audit.ts';
import { visibleTo } from './images/filter.ts';
import { imageNotFound } from './images.ts';
import type { Store, Transaction } from './store.ts';

export interface NewReport {
  imageId: string;
  workspaceId: string;
  /** The person who reports. */
  userId: string;
  /** In their own words; empty where they gave none. */
  reason: string;
  /** So many people's reports withhold a picture. */
  hideAt: number;
  /** A person reports so many pictures of a workspace since then at most. */
  limit: { since: Date; most: number };
}

/** A picture that waits for an admin's decision. */
export interface ReportedImage {
  imageId: string;
  /** How many people reported it, each counted once with all their accounts. */
  people: number;
  /** The reasons that were given, the oldest first. */
  reasons: string[];
  hidden: boolean;
  /** The person who asked for it, where they are still known. */
  authorId?: string;
}

export interface ReportPage {
  workspaceId: string;
  /** From 1. */
  page: number;
  perPage: number;
}

export type ReportQueries = ReturnType<typeof reportQueries>;

export function reportQueries({ client, clock }: Store) {
  return {
    /**
     * Notes that somebody reports a picture; returns whether it is withheld now. Throws `not_found`, `bad_option` where
     * it is their own or they did so before, `rate_limited`.
     */
    createReport: ({ imageId, workspaceId, userId, reason, hideAt, limit }: NewReport): Promise<{ hidden: boolean }> =>
      client.$transaction(async (transaction) => {
        // One report at a time of a person, and of a picture: nobody reports twice, and no count is missed.
        await transaction.$queryRaw`SELECT id FROM "User" WHERE id = ${userId} FOR UPDATE`;
        await transaction.$queryRaw`SELECT id FROM "Image" WHERE id = ${imageId} FOR UPDATE`;
        const image = await transaction.image.findFirst({
          where: { id: imageId, workspaceId, ...visibleTo(userId) },
          select: { generation: { select: { user: { select: { personId: true } } } } },
        });
        if (!image) throw imageNotFound(imageId);
        if (image.generation.user?.personId === userId) {
          throw new AppError('bad_option', message('report.own'));
        }
        const user = { personId: userId };
        if (await transaction.report.findFirst({ where: { imageId, user } })) {
          throw new AppError('bad_option', message('report.twice'));
        }
        const before = { image: { workspaceId }, user, createdAt: { gte: limit.since } };
        if ((await transaction.report.count({ where: before })) >= limit.most) {
          throw new AppError('rate_limited', message('report.many', { most: limit.most }));
        }
        await transaction.report.create({ data: { imageId, userId, reason, createdAt: clock.now() } });
        const hidden = (await countPeople(transaction, imageId)) >= hideAt;
        if (hidden) await setHidden(transaction, imageId, true);
        return { hidden };
      }),

    /** A page of what waits for a decision, withheld pictures first, then in the order in which they were painted. */
    async listReported({ workspaceId, page, perPage }: ReportPage): Promise<ReportedImage[]> {
      const rows = await client.image.findMany({
        where: { workspaceId, reports: { some: { decided: false } } },
        select: {
          id: true,
          hidden: true,
          generation: { select: { user: { select: { personId: true } } } },
          reports: {
            where: { decided: false },
            select: { reason: true, user: { select: { personId: true } } },
            orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
          },
        },
        orderBy: [{ hidden: 'desc' }, { createdAt: 'asc' }, { generationId: 'asc' }, { number: 'asc' }],
        skip: (page - 1) * perPage,
        take: perPage,
      });
      return rows.map(({ id, hidden, reports, generation }) => ({
        imageId: id,
        hidden,
        people: new Set(reports.map(({ user }) => user.personId)).size,
        reasons: reports.flatMap(({ reason }) => reason || []),
        authorId: generation.user?.personId,
      }));
    },

    /**
     * An admin finds a picture fine: it is shown again, and what was said against it is dealt with. Throws `not_found`
     * where nothing waits.
     */
    approveImage: (decision: { imageId: string; workspaceId: string; userId: string }): Promise<void> =>
      client.$transaction(async (transaction) => {
        const { imageId, workspaceId, userId } = decision;
        const waiting = { imageId, image: { workspaceId }, decided: false };
        const { count } = await transaction.report.updateMany({ where: waiting, data: { decided: true } });
        if (count === 0) throw new AppError('not_found', message('report.nothing'));
        await setHidden(transaction, imageId, false);
        const event = { workspaceId, userId, action: 'report.fine', subject: imageId, detail: { reports: count } };
        await createAuditEvent(transaction, event, clock.now());
      }),
  };
}

/** Withholds a picture or shows it again, and notes that messages which show it are to change, but for its files. */
async function setHidden(transaction: Transaction, imageId: string, hidden: boolean): Promise<void> {
  const { count } = await transaction.image.updateMany({
    where: { id: imageId, hidden: !hidden },
    data: { hidden },
  });
  if (count === 0) return;
  await transaction.posting.updateMany({ where: { imageId, channel: { not: 'files' } }, data: { stale: true } });
}

async function countPeople(transaction: Transaction, imageId: string): Promise<number> {
  const where = { imageId, decided: false };
  const reports = await transaction.report.findMany({ where, select: { user: { select: { personId: true } } } });
  return new Set(reports.map(({ user }) => user.personId)).size;
}
