import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { countMarks } from './marks.ts';
import type { Store, Transaction } from './store.ts';

export interface LinkOffer {
  /** The account that another one may be linked to. */
  userId: string;
  /** The SHA-256 of the code. */
  hash: string;
  /** How long the code is good for. */
  lifetimeMs: number;
}

export type LinkQueries = ReturnType<typeof linkQueries>;

export function linkQueries({ client, clock }: Store) {
  return {
    /** Keeps the code by which another account may be linked to this one, in place of an earlier one. */
    async offerLink({ userId, hash, lifetimeMs }: LinkOffer): Promise<void> {
      const offer = { hash, expiresAt: new Date(clock.now().getTime() + lifetimeMs) };
      await client.linkCode.upsert({ where: { userId }, create: { userId, ...offer }, update: offer });
    },

    /**
     * Makes this account, and those it is linked to, the person's who was given the code, which is then used up. From
     * then on their marks count once. Returns the platforms of all their accounts.
     * Throws `not_found` for a code that is unknown, used or too old, `bad_option` where the two cannot be one person.
     */
    async link(userId: string, hash: string): Promise<string[]> {
      return client.$transaction(async (transaction) => {
        const offer = await takeOffer(transaction, hash, clock.now());
        const before = await transaction.user.findMany({ where: { id: { in: [userId, offer] } } });
        const persons = new Set(before.map(({ personId }) => personId));
        if (persons.size < 2) {
          throw new AppError('bad_option', message('link.same'));
        }
        const accounts = await lockAccounts(transaction, [...persons]);
        const platforms = accounts.map(({ platform }) => platform);
        const twice = platforms.find((platform, index) => platforms.indexOf(platform) < index);
        if (twice) {
          throw new AppError('bad_option', message('link.both', { platform: twice }));
        }
        const personId = before.find(({ id }) => id === offer)!.personId;
        const ids = accounts.map(({ id }) => id);
        await transaction.user.updateMany({ where: { id: { in: ids } }, data: { personId } });
        await recount(transaction, ids);
        return platforms.sort();
      });
    },

    /**
     * Makes this account a person of its own again, with the marks made through it before; those made while linked stay
     * with the account that was first. Throws `not_found` where it is linked to none.
     */
    async unlink(userId: string): Promise<void> {
      await client.$transaction(async (transaction) => {
        const { personId } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
        const accounts = await lockAccounts(transaction, [personId]);
        const others = accounts.filter(({ id }) => id !== userId).map(({ id }) => id);
        if (others.length === 0) throw new AppError('not_found', message('link.none'));
        const first = others.includes(personId) ? personId : others[0]!;
        await transaction.user.update({ where: { id: userId }, data: { personId: userId } });
        await transaction.user.updateMany({ where: { id: { in: others } }, data: { personId: first } });
        await recount(transaction, [userId, ...others]);
      });
    },
  };
}

/** Uses a code up and returns whose it was. */
async function takeOffer(transaction: Transaction, hash: string, now: Date): Promise<string> {
  const offer = await transaction.linkCode.findUnique({ where: { hash } });
  const { count } = await transaction.linkCode.deleteMany({ where: { hash, expiresAt: { gt: now } } });
  if (offer && count === 1) return offer.userId;
  throw new AppError('not_found', message('link.unknown'));
}

/** The accounts of these people, which nobody else can link meanwhile. */
async function lockAccounts(
  transaction: Transaction,
  personIds: string[],
): Promise<{ id: string; platform: string }[]> {
  return transaction.$queryRaw`
    SELECT id, platform FROM "User" WHERE "personId" = ANY (${personIds}::text[]) ORDER BY "createdAt", id FOR UPDATE`;
}

/** Counts the marks anew on all pictures that these accounts marked. */
async function recount(transaction: Transaction, userIds: string[]): Promise<void> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Image" WHERE id IN (
      SELECT "imageId" FROM "Vote" WHERE "userId" = ANY (${userIds}::text[])
      UNION SELECT "imageId" FROM "Favorite" WHERE "userId" = ANY (${userIds}::text[])
    ) ORDER BY id FOR UPDATE`;
  const imageIds = rows.map(({ id }) => id);
  await countMarks(transaction, imageIds);
}
