import { createHash } from 'node:crypto';
import { createAuditEvent } from './audit.ts';
import { escapePattern } from './images/filter.ts';
import type { AccountKey } from './people/forget.ts';
import type { Store } from './store.ts';

/** A block of one or more accounts of a person. */
export interface BlockChange {
  workspaceId: string;
  /** The admin. */
  userId: string;
  /** Keys that `blockKey` made. */
  accounts: readonly string[];
}

export interface BlockedAccount {
  account: string;
  /** The name they go by, where they are still known. */
  name?: string;
  createdAt: Date;
}

/** Somebody who did something in a workspace. */
export interface Member {
  personId: string;
  name: string;
}

/** So many blocked accounts are listed at most. */
const listedAtMost = 100;

/** What finds an account again in a workspace, and names nobody. */
export function blockKey(workspaceId: string, { platform, externalId }: AccountKey): string {
  return createHash('sha256')
    .update(JSON.stringify([workspaceId, platform, externalId]))
    .digest('hex');
}

export type BlockQueries = ReturnType<typeof blockQueries>;

export function blockQueries({ client, clock }: Store) {
  /** The accounts of a person. */
  const accountsOf = (personId: string) =>
    client.user.findMany({ where: { personId }, select: { platform: true, externalId: true } });

  return {
    /** Whether this account, or another one of the same person, is blocked in a workspace. */
    async isBlocked(workspaceId: string, account: AccountKey, personId?: string): Promise<boolean> {
      const all = [account, ...(personId === undefined ? [] : await accountsOf(personId))];
      const keys = all.map((each) => blockKey(workspaceId, each));
      return (await client.block.findFirst({ where: { workspaceId, account: { in: keys } } })) !== null;
    },

    accountsOf,

    /** Blocks accounts, and notes who did; whether any of them was not blocked before. */
    block: ({ workspaceId, userId, accounts }: BlockChange, personId?: string): Promise<boolean> =>
      client.$transaction(async (transaction) => {
        const createdAt = clock.now();
        const data = accounts.map((account) => ({ workspaceId, account, userId: personId, createdAt }));
        const { count } = await transaction.block.createMany({ data, skipDuplicates: true });
        if (count === 0) return false;
        const event = { workspaceId, userId, action: 'person.block', subject: accounts[0]! };
        await createAuditEvent(transaction, event, createdAt);
        return true;
      }),

    /** Takes blocks away, and notes who did; whether there were any. */
    unblock: ({ workspaceId, userId, accounts }: BlockChange): Promise<boolean> =>
      client.$transaction(async (transaction) => {
        const where = { workspaceId, account: { in: [...accounts] } };
        const { count } = await transaction.block.deleteMany({ where });
        if (count === 0) return false;
        const event = { workspaceId, userId, action: 'person.unblock', subject: accounts[0]! };
        await createAuditEvent(transaction, event, clock.now());
        return true;
      }),

    /** Who is blocked in a workspace, last blocked first. */
    async listBlocked(workspaceId: string): Promise<BlockedAccount[]> {
      const rows = await client.block.findMany({
        where: { workspaceId },
        select: { account: true, createdAt: true, user: { select: { name: true } } },
        orderBy: [{ createdAt: 'desc' }, { account: 'asc' }],
        take: listedAtMost,
      });
      return rows.map(({ account, createdAt, user }) => ({ account, createdAt, name: user?.name }));
    },

    /** The blocked accounts of the person whose account this is. */
    async sameBlock(workspaceId: string, account: string): Promise<string[]> {
      const row = await client.block.findUnique({ where: { workspaceId_account: { workspaceId, account } } });
      if (!row?.userId) return [account];
      const user = await client.user.findUnique({ where: { id: row.userId } });
      const all = user ? (await accountsOf(user.personId)).map((each) => blockKey(workspaceId, each)) : [];
      return [account, ...all];
    },

    /** The people of this name, or of this id on their platform, who did something in a workspace or are blocked there. */
    async findMembers(workspaceId: string, typed: string): Promise<Member[]> {
      const name = { equals: escapePattern(typed.replace(/^@/, '')), mode: 'insensitive' } as const;
      const here = { some: { image: { workspaceId } } };
      const inWorkspace = { some: { workspaceId } };
      const rows = await client.user.findMany({
        where: {
          AND: [
            { OR: [{ externalId: typed }, { externalId: { endsWith: `:${escapePattern(typed)}` } }, { name }] },
            {
              OR: [
                { generations: inWorkspace },
                { trainingImages: inWorkspace },
                { blocks: inWorkspace },
                { votes: here },
                { favorites: here },
                { reports: here },
              ],
            },
          ],
        },
        select: { personId: true, name: true },
        orderBy: { createdAt: 'asc' },
      });
      return [...new Map(rows.map((row) => [row.personId, row])).values()];
    },
  };
}
