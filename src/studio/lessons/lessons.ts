import { createHash } from 'node:crypto';
import type { Database } from '#db/database.ts';
import type { TrainingImage } from '#db/training-images.ts';
import { readUpload } from '#images/decode.ts';
import { encodePng } from '#images/png.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message, wordsFor } from '#lib/i18n.ts';
import { prepareUpload } from '#training/data/upload.ts';
import type { Caller, Lesson, Lessons, Upload } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import { chooseStyle } from '../planning/styles.ts';
import { readSettings } from '../settings.ts';
import type { Favorite } from '../training/favorites.ts';
import type { SafetyFilter } from './safety.ts';

/** What a giver agrees to. It is kept with each picture as it was read: change it freely, it says what was agreed to then. */
const terms = message('lesson.terms');

/** Width and height that pictures are kept in: models of up to this size learn all there is. */
const side = 128;
const perPage = 5;
/** How long an offer waits for its giver to agree. */
const offerMs = 24 * 60 * 60_000;
const limits = { perPerson: 100, perWorkspace: 2000 };
/** Given pictures that one run learns from at most. */
const learntAtMost = 500;

type LessonDatabase = Pick<Database, 'trainingImages' | 'settings'>;

/** Pictures that people give to learn from: offered, agreed to, decided on, and taken back. */
export function createLessons(db: Pick<Database, 'trainingImages'>, clock: Clock, judge: SafetyFilter): Lessons {
  const images = db.trainingImages;

  async function refuseTooMany({ workspaceId, userId }: Caller): Promise<void> {
    if ((await images.countTrainingImages({ workspaceId, userId })) >= limits.perPerson) {
      throw new AppError('full', message('lesson.full', { most: limits.perPerson }));
    }
    if ((await images.countTrainingImages({ workspaceId })) >= limits.perWorkspace) {
      throw new AppError('full', message('lesson.full-here', { most: limits.perWorkspace }));
    }
  }

  return {
    terms,

    async offer(caller, upload, name) {
      await images.forgetOffers(new Date(clock.now().getTime() - offerMs));
      await refuseTooMany(caller);
      const { pixels, bytes, hash } = await lessonOf(upload);
      const verdict = await judge(pixels, side);
      if (verdict === 'unfit') {
        throw new AppError('bad_image', message('lesson.unfit'));
      }
      if (verdict !== 'fit') {
        throw new AppError('busy', message('lesson.not-seen'));
      }
      const { workspaceId, userId } = caller;
      return toLesson(await images.createTrainingImage({ workspaceId, userId, name, hash, bytes }));
    },

    agree: async ({ workspaceId, userId, language }, id) =>
      toLesson(await images.consent({ id, workspaceId, userId }, wordsFor(language).of(terms))),

    withdraw: ({ workspaceId, userId, admin }, id) =>
      images.removeTrainingImage({ id, workspaceId, userId }, admin ? undefined : userId),

    look: async ({ workspaceId, userId, admin }, id) =>
      toLesson(await images.getTrainingImage({ id, workspaceId, userId }, admin ? 'waiting' : undefined)),

    mine: async ({ workspaceId, userId }, page) =>
      (await images.listTrainingImages({ workspaceId, userId }, 'desc', { page, perPage })).map(toLesson),

    async queue(caller, page) {
      requireAdmin(caller);
      const which = { workspaceId: caller.workspaceId, state: 'waiting' } as const;
      return (await images.listTrainingImages(which, 'asc', { page, perPage })).map(toLesson);
    },

    async decide(caller, id, decision) {
      requireAdmin(caller);
      const { workspaceId, userId } = caller;
      return toLesson(await images.decide({ id, workspaceId, userId }, decision));
    },
  };
}

/** A picture prepared for training, as it is kept, and the hash by which it is known. Throws `bad_image`, `too_large`. */
export async function lessonOf(upload: Upload) {
  const pixels = await prepareUpload(upload.bytes, upload.name, side);
  const bytes = Uint8Array.from(await encodePng(pixels, { size: side }));
  return { pixels, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** The approved pictures of a workspace, the newest first, as a run of this checkpoint learns from them. */
export async function findLessons(
  { trainingImages, settings }: LessonDatabase,
  workspaceId: string,
  checkpoint: OpenCheckpoint,
): Promise<Favorite[]> {
  const which = { workspaceId, state: 'approved' } as const;
  const approved = await trainingImages.listTrainingImages(which, 'desc', { page: 1, perPage: learntAtMost });
  const preferred = (await readSettings({ settings }, workspaceId)).style;
  const style = chooseStyle(undefined, checkpoint, [], preferred);
  const { size } = checkpoint;
  return Promise.all(
    approved.map(async ({ id, name, bytes }) => ({ id, style, pixels: await readUpload(bytes, { name, size }) })),
  );
}

function requireAdmin({ admin }: Caller): void {
  if (!admin) throw new AppError('no_permission', message('admins.lessons'));
}

function toLesson({ id, name, state, giver = 'someone', createdAt, bytes }: TrainingImage): Lesson {
  return { id, name, state, giver, createdAt, png: bytes, side };
}
