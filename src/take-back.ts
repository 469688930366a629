import { setTimeout as wait } from 'node:timers/promises';
import { pictureImage } from '#chat/answers/images.ts';
import type { Database } from '#db/database.ts';
import type { Log } from '#lib/log.ts';
import type { RunningPlatform } from '#platforms/platform.ts';
import { filesChannel } from '#platforms/shared/postings.ts';
import type { GalleryPicture } from '#studio/api.ts';

/** A platform that may be able to change what it shows. */
export type TakesBack = Pick<RunningPlatform, 'takeBack'>;

export interface TakeBackParts {
  db: Pick<Database, 'postings'>;
  show(pictureIds: readonly string[]): Promise<GalleryPicture[]>;
  /** Those that run, by their names. */
  platforms(): ReadonlyMap<string, TakesBack>;
  log: Log;
}

/** How long whoever deletes something waits until it is gone from everywhere, in milliseconds; the rest comes later. */
const patienceMs = 5000;

/**
 * Takes deleted pictures back from every message that shows them, and hides those that are hidden now. What is still to be taken back is in the database, so
 * that a platform which is away, or a restart, only makes it later.
 */
export function createTakeBack({ db, show, platforms, log }: TakeBackParts) {
  let last: Promise<void> = Promise.resolve();

  async function takeAllBack(name: string, { takeBack }: TakesBack): Promise<void> {
    if (!takeBack) return;
    const postings = db.postings.of(name);
    const removals = await postings.listRemovals();
    // Messages first: one that shows a file is to show another one before that is deleted.
    const inOrder = removals.sort(
      (one, other) => Number(one.channel === filesChannel) - Number(other.channel === filesChannel),
    );
    for (const removal of inOrder) {
      const pictures = await show(removal.remaining);
      const remaining = pictures.map((picture) => pictureImage(picture, picture.spoiler));
      await takeBack({ ...removal, remaining });
      await postings.settle(removal);
    }
  }

  async function look(): Promise<void> {
    for (const [name, platform] of platforms()) {
      await takeAllBack(name, platform).catch((error: unknown) =>
        log.warn({ err: error, platform: name }, 'deleted pictures are still shown; this is tried again'),
      );
    }
  }

  /** Looks what is to be taken back, once what an earlier look began is done. */
  const pass = (): Promise<void> => {
    last = last.then(look).catch((error: unknown) => log.error({ err: error }, 'what was deleted was not looked up'));
    return last;
  };

  return { pass, passSoon: (): Promise<void> => Promise.race([pass(), wait(patienceMs, undefined, { ref: false })]) };
}

export type TakeBack = ReturnType<typeof createTakeBack>;
