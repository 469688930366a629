import AdmZip from 'adm-zip';
import type { Database } from '#db/database.ts';
import type { ImageDetails } from '#db/images.ts';
import type { Forgotten } from '#db/people/forget.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Privacy } from '../api.ts';
import type { Renderer } from '../painting/render.ts';
import type { ListedJob } from '../queue/queue.ts';

export interface PrivacyParts {
  db: Pick<Database, 'people' | 'images' | 'avatars' | 'scrub'>;
  /** What people call a platform. */
  titleOf(platform: string): string;
  queue: { list(): Promise<ListedJob[]> };
  renderer: Pick<Renderer, 'render' | 'forget'>;
  /** Told when somebody is forgotten, so that platforms forget them, too. */
  onForgotten(forgotten: Forgotten): Promise<void>;
  log: Log;
}

/** Pictures of one part: few enough that every platform takes the file. */
const perPart = 60;

/** What is kept about people: shown to them, handed over, deleted. */
export function createPrivacy({ db, titleOf, queue, renderer, onForgotten, log }: PrivacyParts): Privacy {
  /** As PNG files by their ids; what no model can paint any more is left out. */
  async function renderAll(images: readonly ImageDetails[]): Promise<{ id: string; bytes: Uint8Array }[]> {
    const groups = [...Map.groupBy(images, ({ checkpointId }) => checkpointId).values()];
    const rendered = await Promise.allSettled(
      groups.map((group) => renderer.render(group.map((image) => ({ ...image, seed: image.generation.seed })))),
    );
    return rendered.flatMap((result) => {
      if (result.status === 'fulfilled') return result.value.map(({ id, png }) => ({ id, bytes: png }));
      log.warn({ err: result.reason }, 'some pictures could not be painted for an export');
      return [];
    });
  }

  return {
    async look({ userId }) {
      const [kept, avatar] = await Promise.all([db.people.countKept(userId), db.avatars.mayPaintPerson(userId)]);
      return { ...kept, platforms: kept.platforms.map(titleOf), avatar };
    },

    allowAvatar: ({ userId }, allowed) => db.avatars.allow(userId, allowed),

    mayPaint: (account) => db.avatars.mayPaint(account),

    async export({ userId }, part) {
      const [{ pictures, lessons }, given] = await Promise.all([
        db.people.countKept(userId),
        db.people.listGiven(userId),
      ]);
      const parts = Math.max(1, Math.ceil((pictures + lessons) / perPart));
      if (!(part >= 1 && part <= parts)) throw new AppError('not_found', message('privacy.no-part', { parts }));
      const zip = new AdmZip();
      if (part === 1) zip.addFile('about-you.json', jsonOf(await db.people.listKept(userId)));
      const from = (part - 1) * perPart;
      const ids = await db.people.listPictures(userId, { skip: from, take: perPart });
      for (const { id, bytes } of await renderAll(await db.images.findImages(ids))) {
        zip.addFile(`pictures/${id}.png`, Buffer.from(bytes));
      }
      const givenFrom = Math.max(0, from - pictures);
      for (const { id, bytes } of given.slice(givenFrom, givenFrom + perPart - ids.length)) {
        zip.addFile(`given/${id}.png`, Buffer.from(bytes));
      }
      const name = parts > 1 ? `easel-about-you-${part}-of-${parts}.zip` : 'easel-about-you.zip';
      return { name, bytes: new Uint8Array(zip.toBuffer()), part, parts };
    },

    async forget({ userId }) {
      for (const job of await queue.list()) if (job.userId === userId) job.cancel();
      const forgotten = await db.people.forgetPerson(userId);
      renderer.forget(forgotten.imageIds);
      await onForgotten(forgotten);
      await db.scrub?.();
    },
  };
}

const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, undefined, 2));
