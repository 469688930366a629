import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { createId } from '#lib/ids.ts';
import { createAuditEvent } from './audit.ts';
import type { Prisma } from './generated/client.ts';
import type { Store, Transaction } from './store.ts';

export type TrainingImageState = 'offered' | 'waiting' | 'approved' | 'declined';

export interface NewTrainingImage {
  workspaceId: string;
  userId: string;
  name: string;
  /** Of `bytes`. */
  hash: string;
  /** A PNG. */
  bytes: Uint8Array<ArrayBuffer>;
}

export interface TrainingImage extends Omit<NewTrainingImage, 'userId'> {
  id: string;
  state: TrainingImageState;
  /** The name of who gave it, where they are still known. */
  giver?: string;
  createdAt: Date;
}

/** One person's picture, or anyone's of the workspace where no person is named. */
interface Which {
  workspaceId: string;
  /** The person's. */
  userId?: string;
  state?: TrainingImageState;
}

interface Page {
  /** From 1. */
  page: number;
  perPage: number;
}

/** Who does something to a picture. */
interface Doing {
  id: string;
  workspaceId: string;
  userId: string;
}

const include = { user: { select: { name: true } } } satisfies Prisma.TrainingImageInclude;
type Row = Prisma.TrainingImageGetPayload<{ include: typeof include }>;

export type TrainingImageQueries = ReturnType<typeof trainingImageQueries>;

export function trainingImageQueries({ client, clock }: Store) {
  const list = async (which: Which, order: 'asc' | 'desc', { page, perPage }: Page) => {
    const rows = await client.trainingImage.findMany({
      where: whereOf(which),
      include,
      orderBy: [{ createdAt: order }, { id: 'asc' }],
      skip: (page - 1) * perPage,
      take: perPage,
    });
    return rows.map(toTrainingImage);
  };

  return {
    /** Throws `bad_option` where the workspace has the same picture already. */
    async createTrainingImage(image: NewTrainingImage): Promise<TrainingImage> {
      const { workspaceId, hash } = image;
      const same = { workspaceId_hash: { workspaceId, hash } };
      if (await client.trainingImage.findUnique({ where: same, select: { id: true } })) {
        throw new AppError('bad_option', message('lesson.twice'));
      }
      const data = { ...image, id: createId(), state: 'offered', createdAt: clock.now() };
      return toTrainingImage(await client.trainingImage.create({ data, include }));
    },

    /** A picture of this person's, or anyone's in the state `orElse`. Throws `not_found`. */
    async getTrainingImage({ id, workspaceId, userId }: Doing, orElse?: TrainingImageState): Promise<TrainingImage> {
      const allowed = [whereOf({ workspaceId, userId }), ...(orElse ? [whereOf({ workspaceId, state: orElse })] : [])];
      const row = await client.trainingImage.findFirst({ where: { id, OR: allowed }, include });
      if (!row) throw notFound();
      return toTrainingImage(row);
    },

    listTrainingImages: list,

    countTrainingImages: (which: Which): Promise<number> => client.trainingImage.count({ where: whereOf(which) }),

    /** Notes that the giver of an offered picture agreed to these words. Throws `not_found`. */
    consent: ({ id, ...giver }: Doing, words: string): Promise<TrainingImage> =>
      client.$transaction(async (transaction) => {
        const data = { state: 'waiting', consent: words, consentedAt: clock.now() };
        const { count } = await transaction.trainingImage.updateMany({
          where: { id, ...whereOf({ ...giver, state: 'offered' }) },
          data,
        });
        return changed(transaction, count, id);
      }),

    /** Decides on a waiting picture, and notes who did. Throws `not_found`. */
    decide: ({ id, workspaceId, userId }: Doing, state: 'approved' | 'declined'): Promise<TrainingImage> =>
      client.$transaction(async (transaction) => {
        const { count } = await transaction.trainingImage.updateMany({
          where: { id, ...whereOf({ workspaceId, state: 'waiting' }) },
          data: { state },
        });
        const image = await changed(transaction, count, id);
        const event = { workspaceId, userId, action: `lesson.${state}`, subject: id, detail: { name: image.name } };
        await createAuditEvent(transaction, event, clock.now());
        return image;
      }),

    /** Deletes a picture of `owner`, or anyone's where none is named, and notes who did. Throws `not_found`. */
    removeTrainingImage: ({ id, workspaceId, userId }: Doing, owner?: string): Promise<void> =>
      client.$transaction(async (transaction) => {
        const where = { id, ...whereOf({ workspaceId, userId: owner }) };
        const { count } = await transaction.trainingImage.deleteMany({ where });
        if (count === 0) throw notFound();
        await transaction.auditEvent.updateMany({ where: { subject: id }, data: { detail: {} } });
        const event = { workspaceId, userId, action: 'lesson.withdraw', subject: id };
        await createAuditEvent(transaction, event, clock.now());
      }),

    /** Forgets what was offered before then and never agreed to. */
    async forgetOffers(before: Date): Promise<void> {
      await client.trainingImage.deleteMany({ where: { state: 'offered', createdAt: { lt: before } } });
    },
  };
}

async function changed(transaction: Transaction, count: number, id: string): Promise<TrainingImage> {
  if (count === 0) throw notFound();
  return toTrainingImage(await transaction.trainingImage.findUniqueOrThrow({ where: { id }, include }));
}

function whereOf({ userId, ...which }: Which): Prisma.TrainingImageWhereInput {
  return { ...which, ...(userId && { user: { personId: userId } }) };
}

function notFound(): AppError {
  return new AppError('not_found', message('lesson.gone'));
}

function toTrainingImage({ user, userId: _, ...row }: Row): TrainingImage {
  const { id, workspaceId, name, hash, bytes, createdAt } = row;
  const state = row.state as TrainingImageState;
  return { id, workspaceId, name, hash, bytes, createdAt, state, giver: user?.name };
}
