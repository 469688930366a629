import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Counts, Gallery, GalleryPicture, OwnMarks } from '#studio/api.ts';
import { type Album, type AlbumPicture, paintedOn, relative } from './album.ts';

/** As the database has it. */
const pageSize = 24;

/** Keeps votes and favourites in memory. */
export function createFakeGallery(album: Album): Gallery {
  const marks = new Map<string, Map<string, OwnMarks>>();
  const marksOf = (pictureId: string) => {
    const present = marks.get(pictureId) ?? new Map<string, OwnMarks>();
    marks.set(pictureId, present);
    return present;
  };
  const change = (pictureId: string, userId: string, next: (before: OwnMarks) => OwnMarks) => {
    const after = next(marksOf(pictureId).get(userId) ?? { vote: 0, favorite: false });
    marksOf(pictureId).set(userId, after);
    return after;
  };
  const countsOf = (pictureId: string): Counts => {
    const all = [...marksOf(pictureId).values()];
    return {
      up: all.filter(({ vote }) => vote === 1).length,
      down: all.filter(({ vote }) => vote === -1).length,
      favorites: all.filter(({ favorite }) => favorite).length,
    };
  };
  const shown = ({ picture, painting, author }: AlbumPicture): GalleryPicture => ({
    ...picture,
    counts: countsOf(picture.id),
    subject: painting.subject,
    private: painting.private,
    author,
    createdAt: paintedOn,
  });
  const pageOf = (pictures: AlbumPicture[], page: number, perPage = pageSize) =>
    pictures.slice((page - 1) * perPage, page * perPage).map(shown);
  const score = ({ picture }: AlbumPicture) => countsOf(picture.id).up - countsOf(picture.id).down;

  return {
    async vote(caller, id, value) {
      album.find(caller, id);
      return change(id, caller.userId, (before) => ({ ...before, vote: before.vote === value ? 0 : value }));
    },
    async favorite(caller, id) {
      album.find(caller, id);
      return change(id, caller.userId, (before) => ({ ...before, favorite: !before.favorite }));
    },
    async mark(caller, ids, mark, present) {
      const value = mark === 'up' ? 1 : -1;
      for (const id of ids) {
        album.find(caller, id);
        change(id, caller.userId, (before) => {
          if (mark === 'favorite') return { ...before, favorite: present };
          return present ? { ...before, vote: value } : { ...before, vote: before.vote === value ? 0 : before.vote };
        });
      }
    },
    async siblings(caller, id) {
      const { pictures } = album.find(caller, id).painting;
      return pictures.map((picture) => ({ id: picture.id, number: picture.number, counts: countsOf(picture.id) }));
    },
    async marks(caller, ids) {
      return new Map(
        ids.flatMap((id) =>
          [...marksOf(id)].filter(([user]) => user === caller.userId).map(([, own]) => [id, own] as const),
        ),
      );
    },
    async favorites(caller, page, perPage) {
      const kept = [...album.pictures.values()].filter(
        ({ picture }) => marksOf(picture.id).get(caller.userId)?.favorite,
      );
      return pageOf(kept, page, perPage);
    },
    async list(_caller, order, page, perPage) {
      const newest = [...album.pictures.values()].reverse();
      return pageOf(order === 'new' ? newest : newest.sort((one, other) => score(other) - score(one)), page, perPage);
    },
    findAuthor: async (caller) => caller.userId,
    recognise: async () => {
      throw new AppError('not_found', message('recall.unknown'));
    },

    anyPrivate: async (ids) => ids.some((id) => album.pictures.get(id)?.painting.private),
    async share(caller, id) {
      const { painting } = album.find(caller, id);
      painting.private = undefined;
      return painting.pictures.map((picture) => shown(album.find(caller, picture.id)));
    },
    async remove(caller, ids) {
      for (const id of ids) {
        const { authorId } = album.find(caller, id);
        if (authorId !== caller.userId && !caller.admin)
          throw new AppError('no_permission', 'This is not your picture.');
        album.pictures.delete(id);
      }
    },
    async history(caller, id) {
      const found = album.find(caller, id);
      const { job, painting, parents } = found;
      const children = [...album.pictures.values()].filter((other) => other.parents.includes(id));
      const fromUpload = JSON.stringify(job).includes('"upload"');
      return {
        picture: shown(found),
        mine: found.authorId === caller.userId,
        kind: job.kind,
        prompt: job.kind === 'generate' ? job.prompt : undefined,
        seed: painting.seed,
        style: painting.style,
        checkpoint: painting.checkpoint,
        siblings: painting.pictures.map(({ id: sibling, number }) => ({ id: sibling, number })),
        parents: parents.map((parent) => relative(album.find(caller, parent))),
        children: children.map(relative),
        again: fromUpload ? undefined : 'seed' in job ? { ...job, seed: undefined } : job,
      };
    },
  };
}
