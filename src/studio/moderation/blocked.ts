import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Caller, Services } from '../api.ts';

/** Throws `no_permission` to who was blocked. */
export function refuseBlocked({ blocked, admin }: Pick<Caller, 'blocked' | 'admin'>): void {
  if (!blocked || admin) return;
  throw new AppError('no_permission', message('block.you'));
}

/**
 * The same services, where somebody who was blocked can do nothing but look, and delete what is theirs, and where what is
 * taught has no name that is not wanted.
 */
export function moderated(services: Services): Services {
  const { studio, sketching, gallery, lessons, emoji, trainer, moderation } = services;
  const guarded =
    <Rest extends unknown[], Result>(act: (caller: Caller, ...rest: Rest) => Promise<Result>) =>
    async (caller: Caller, ...rest: Rest): Promise<Result> => {
      refuseBlocked(caller);
      return act(caller, ...rest);
    };
  const offer: typeof lessons.offer = async (caller, upload, name) => {
    await moderation.checkWords(caller, name);
    return lessons.offer(caller, upload, name);
  };
  return {
    ...services,
    studio: {
      ...studio,
      submit: (job, caller, options) => {
        if (job.kind !== 'recall') refuseBlocked(caller);
        return studio.submit(job, caller, options);
      },
    },
    sketching: { glimpse: guarded(sketching.glimpse) },
    gallery: {
      ...gallery,
      vote: guarded(gallery.vote),
      favorite: guarded(gallery.favorite),
      mark: guarded(gallery.mark),
      share: guarded(gallery.share),
    },
    lessons: { ...lessons, offer: guarded(offer), agree: guarded(lessons.agree) },
    emoji: { ...emoji, make: guarded(emoji.make) },
    trainer: { ...trainer, start: guarded(trainer.start) },
    moderation: { ...moderation, report: guarded(moderation.report) },
  };
}
