import { schedule } from 'node-cron';
import { nightReply, rolledBackReply } from '#chat/answers/training.ts';
import type { Database } from '#db/database.ts';
import { systemClock } from '#lib/clock.ts';
import type { Words } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { RunningPlatform } from '#platforms/platform.ts';
import { createNights, type NightNews } from '#studio/training/nights.ts';
import type { TrainerService } from '#studio/training/trainer.ts';

export interface ScheduleOptions {
  db: Database;
  trainer: TrainerService;
  /** Those that run, by name. */
  platforms(): ReadonlyMap<string, Pick<RunningPlatform, 'post' | 'close'>>;
  /** What people call a checkpoint, by its id. */
  nameOf(checkpointId: string): string;
  log: Log;
  /** Of what channels are told. */
  words: Words;
}

/** Looks every minute, and at once, what workspaces have due by night. Returns a function that ends this. */
export function scheduleNights({ db, trainer, platforms, nameOf, log, words }: ScheduleOptions): () => Promise<void> {
  const { tick } = createNights({
    ...{ db, trainer, nameOf, log, clock: systemClock },
    announce: async (workspaceId, channel, news) => {
      const { platform, externalId } = await db.workspaces.getWorkspace(workspaceId);
      await platforms().get(platform)?.post?.(externalId, channel, replyTo(news, words));
    },
  });
  const look = () => tick().catch((error) => log.error({ err: error }, 'the nights were not looked at'));
  const task = schedule('* * * * *', look, { name: 'nights', noOverlap: true });
  void task.execute();
  return async () => {
    await task.destroy();
  };
}

const replyTo = (news: NightNews, words: Words) =>
  news.kind === 'trained' ? nightReply(news.outcome, words) : rolledBackReply(news, words);
