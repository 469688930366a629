import type { Database } from '#db/database.ts';
import type { Log } from '#lib/log.ts';
import type { GalleryPicture } from '../api.ts';
import { readSettings } from '../settings.ts';

/** A picture that people would like to have as an emoji. */
export interface Offer {
  picture: GalleryPicture;
  votes: number;
}

export interface PromotionParts {
  db: Pick<Database, 'settings' | 'promotions'>;
  /** Pictures as they are shown. */
  show(ids: readonly string[]): Promise<GalleryPicture[]>;
  /** Whether something can be said to a workspace now. */
  reaches(workspaceId: string): Promise<boolean>;
  /** Tells the workspace's people. Throws AppErrors. */
  announce(workspaceId: string, channel: string, offer: Offer): Promise<void>;
  log: Log;
}

/** Of one workspace at a time, so that no channel is flooded. */
const offersAtOnce = 3;

/** Offers each picture that enough people voted for to the admins, once: in the channel for news, or where it was painted. */
export function createPromotions({ db, show, reaches, announce, log }: PromotionParts) {
  async function offerIn(workspaceId: string): Promise<void> {
    const { promote, news } = await readSettings(db, workspaceId);
    if (promote === undefined || !(await reaches(workspaceId))) return;
    const since = (await db.settings.lastChangeOf(workspaceId, ['promote'])) ?? new Date(0);
    const query = { workspaceId, votes: promote, since, limit: offersAtOnce };
    for (const { imageId, votes, channel } of await db.promotions.takePromotions(query)) {
      const [picture] = await show([imageId]);
      if (picture) await announce(workspaceId, news ?? channel, { picture, votes });
    }
  }

  return {
    /** To be called every minute. */
    async tick(): Promise<void> {
      for (const workspaceId of await db.settings.findWorkspacesWith('promote')) {
        await offerIn(workspaceId).catch((error) => log.warn({ err: error, workspaceId }, 'an emoji was not offered'));
      }
    },
  };
}
