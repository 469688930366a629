import { schedule } from 'node-cron';
import type { Database } from '#db/database.ts';
import type { Log } from '#lib/log.ts';
import type { TakeBack } from './take-back.ts';

export interface TidyingOptions {
  db: Pick<Database, 'workspaces'>;
  /** Deletes what is too old. */
  retention: { tick(): Promise<void> };
  takeBack: Pick<TakeBack, 'pass'>;
  /** Those that run, by name. */
  platforms(): ReadonlyMap<string, { present?(): Promise<string[] | undefined> }>;
  log: Log;
}

/**
 * Every hour, and at once: asks platforms where Easel still is, deletes what is too old, and takes back what was deleted.
 * Returns a function that ends this.
 */
export function scheduleTidying({ db, retention, takeBack, platforms, log }: TidyingOptions): () => Promise<void> {
  const notePresence = async () => {
    for (const [name, { present }] of platforms()) {
      const workspaces = await present?.().catch((error: unknown) => {
        log.warn({ err: error, platform: name }, 'it is not known in which workspaces Easel is');
        return undefined;
      });
      if (workspaces) await db.workspaces.notePresence(name, workspaces);
    }
  };
  const tidy = async () => {
    try {
      await notePresence();
      await retention.tick();
      await takeBack.pass();
    } catch (error) {
      log.error({ err: error }, 'what is too old was not deleted');
    }
  };
  const task = schedule('17 * * * *', tidy, { name: 'tidying', noOverlap: true });
  void task.execute();
  return async () => {
    await task.destroy();
  };
}
