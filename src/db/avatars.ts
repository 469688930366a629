import { createHash } from 'node:crypto';
import type { AccountKey } from './people/forget.ts';
import type { Store } from './store.ts';

/** What finds an account again, and names nobody. */
function keyOf({ platform, externalId }: AccountKey): string {
  return createHash('sha256')
    .update(JSON.stringify(['avatar', platform, externalId]))
    .digest('hex');
}

export type AvatarQueries = ReturnType<typeof avatarQueries>;

/** Whose profile picture nobody else may paint from. */
export function avatarQueries({ client, clock }: Store) {
  const accountsOf = (personId: string) =>
    client.user.findMany({ where: { personId }, select: { platform: true, externalId: true } });
  const isRefused = async (accounts: readonly AccountKey[]) =>
    (await client.avatarRefusal.findFirst({ where: { account: { in: accounts.map(keyOf) } } })) !== null;

  return {
    /** Whether others may paint from the picture of an account: nobody with whom it is one person has forbidden it. */
    async mayPaint(account: AccountKey): Promise<boolean> {
      const { platform, externalId } = account;
      const user = await client.user.findUnique({ where: { platform_externalId: { platform, externalId } } });
      return !(await isRefused([account, ...(user ? await accountsOf(user.personId) : [])]));
    },

    /** The same of all accounts of a person. */
    mayPaintPerson: async (personId: string): Promise<boolean> => !(await isRefused(await accountsOf(personId))),

    /** Lets others paint from the pictures of a person's accounts, or forbids it. */
    async allow(personId: string, allowed: boolean): Promise<void> {
      const accounts = (await accountsOf(personId)).map(keyOf);
      if (allowed) await client.avatarRefusal.deleteMany({ where: { account: { in: accounts } } });
      else {
        const data = accounts.map((account) => ({ account, createdAt: clock.now() }));
        await client.avatarRefusal.createMany({ data, skipDuplicates: true });
      }
    },
  };
}
