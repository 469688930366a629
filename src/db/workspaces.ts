import { createId } from '#lib/ids.ts';
import type { Store, Transaction } from './store.ts';

export interface Workspace {
  id: string;
  platform: string;
  externalId: string;
}

/** Platforms of this machine, which nobody leaves. */
const placesHere = ['web', 'terminal', 'memory'];

export type WorkspaceQueries = ReturnType<typeof workspaceQueries>;

export function workspaceQueries({ client, clock }: Store) {
  return {
    getWorkspace: (id: string): Promise<Workspace> => client.workspace.findUniqueOrThrow({ where: { id } }),

    findWorkspace: async (id: string): Promise<Workspace | undefined> =>
      (await client.workspace.findUnique({ where: { id } })) ?? undefined,

    /** Finds the workspace or creates it; asking for a new one many times at once creates one. */
    async identifyWorkspace(platform: string, externalId: string): Promise<Workspace> {
      const where = { platform_externalId: { platform, externalId } };
      const known = await client.workspace.findUnique({ where });
      if (known) return known;
      const data = { id: createId(), platform, externalId, createdAt: clock.now() };
      await client.workspace.createMany({ data, skipDuplicates: true });
      return client.workspace.findUniqueOrThrow({ where });
    },

    /** Notes where Easel is a member now; of the others it was a member of, that it is none any more. */
    async notePresence(platform: string, present: readonly string[]): Promise<void> {
      const now = clock.now();
      const externalId = { in: [...present] };
      await client.$transaction([
        client.workspace.updateMany({ where: { platform, externalId }, data: { presentAt: now, leftAt: null } }),
        client.workspace.updateMany({
          where: { platform, presentAt: { not: null }, leftAt: null, NOT: { externalId } },
          data: { leftAt: now },
        }),
      ]);
    },

    /** Notes that Easel was taken out of a workspace. */
    async noteLeft(platform: string, externalId: string): Promise<void> {
      await client.workspace.updateMany({
        where: { platform, externalId, leftAt: null },
        data: { leftAt: clock.now() },
      });
    },

    /** Deletes the workspaces that Easel has left before then, with all that belongs to them; returns how many. */
    removeLeft: (before: Date): Promise<number> =>
      client.$transaction(async (transaction) => {
        const left = await transaction.workspace.findMany({ where: { leftAt: { lt: before } }, select: { id: true } });
        const workspaceId = { in: left.map(({ id }) => id) };
        await transaction.posting.deleteMany({
          where: {
            imageId: {
              in: (await transaction.image.findMany({ where: { workspaceId }, select: { id: true } })).map(
                ({ id }) => id,
              ),
            },
          },
        });
        await transaction.workspace.deleteMany({ where: { id: workspaceId } });
        await removeIdleAccounts(transaction, before);
        return left.length;
      }),
  };
}

/** Deletes accounts, known since before then, of people who left nothing anywhere and are linked to no other account. */
async function removeIdleAccounts(transaction: Transaction, before: Date): Promise<void> {
  const nothing = { none: {} };
  const idle = await transaction.user.findMany({
    where: {
      ...{ generations: nothing, votes: nothing, favorites: nothing, interests: nothing, impressions: nothing },
      ...{ jobs: nothing, trainingRuns: nothing, trainingImages: nothing, auditEvents: nothing, linkCode: null },
      reports: nothing,
      platform: { notIn: placesHere },
      createdAt: { lt: before },
    },
    select: { id: true, personId: true },
  });
  const alone = idle.filter(({ id, personId }) => id === personId).map(({ id }) => id);
  await transaction.user.deleteMany({ where: { id: { in: alone }, accounts: { every: { id: { in: alone } } } } });
}
