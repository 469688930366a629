import type { Store } from './store.ts';

export interface PromotionQuery {
  workspaceId: string;
  /** Of so many people. */
  votes: number;
  /** At least one of the votes is not older. */
  since: Date;
  limit: number;
}

export interface Promoted {
  imageId: string;
  votes: number;
  /** Where it was asked for. */
  channel: string;
}

export type PromotionQueries = ReturnType<typeof promotionQueries>;

export function promotionQueries({ client, clock }: Store) {
  return {
    /** Pictures that enough people voted for and that were not offered before; from now on they were. */
    async takePromotions({ workspaceId, votes, since, limit }: PromotionQuery): Promise<Promoted[]> {
      const rows = await client.image.findMany({
        where: {
          ...{ workspaceId, private: false, hidden: false, up: { gte: votes }, promotion: { is: null } },
          votes: { some: { value: 1, updatedAt: { gte: since } } },
        },
        select: { id: true, up: true, generation: { select: { channel: true } } },
        orderBy: [{ up: 'desc' }, { id: 'asc' }],
        take: limit,
      });
      const data = rows.map(({ id: imageId }) => ({ imageId, offeredAt: clock.now() }));
      await client.promotion.createMany({ data, skipDuplicates: true });
      return rows.map(({ id, up, generation }) => ({ imageId: id, votes: up, channel: generation.channel }));
    },
  };
}
