import { schedule } from 'node-cron';
import { offerReply } from '#chat/answers/promoting.ts';
import type { Reply } from '#chat/reply.ts';
import type { Database } from '#db/database.ts';
import type { Words } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { RunningPlatform } from '#platforms/platform.ts';
import type { GalleryPicture } from '#studio/api.ts';
import { createPromotions } from '#studio/making/promotions.ts';

export interface CommunityOptions {
  db: Database;
  show(ids: readonly string[]): Promise<GalleryPicture[]>;
  /** Those that run, by name. */
  platforms(): ReadonlyMap<string, Pick<RunningPlatform, 'post'>>;
  log: Log;
  /** Of what channels are told. */
  words: Words;
}

/** What a community is told of its own accord: to be looked at every minute. */
export function createCommunity({ db, show, platforms, log, words }: CommunityOptions): { tick(): Promise<void> } {
  /** How something is said to a workspace, where it can be now; the web page is at home where Easel is. */
  const wayTo = async (workspaceId: string) => {
    const { platform, externalId } = await db.workspaces.getWorkspace(workspaceId);
    const running = platforms().get(platform === 'home' ? 'web' : platform);
    return running?.post && ((channel: string, reply: Reply) => running.post!(externalId, channel, reply));
  };
  const promotions = createPromotions({
    ...{ db, show, log },
    reaches: async (workspaceId) => (await wayTo(workspaceId)) !== undefined,
    announce: async (workspaceId, channel, { picture, votes }) =>
      (await wayTo(workspaceId))?.(channel, offerReply(picture, votes, words)),
  });
  return { tick: promotions.tick };
}

/** Looks every minute, and at once. Returns a function that ends this. */
export function scheduleCommunity(options: CommunityOptions): () => Promise<void> {
  const { tick } = createCommunity(options);
  const look = () => tick().catch((error) => options.log.error({ err: error }, 'the community was not looked at'));
  const task = schedule('* * * * *', look, { name: 'community', noOverlap: true });
  void task.execute();
  return async () => {
    await task.destroy();
  };
}
